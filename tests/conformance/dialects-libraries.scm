; Procedures and forms of R6RS, of SRFI 1, 13, 26, 27 and 28 and of other dialects (see docs/library.md). Guile has some of
; them under other names: dialects-libraries.guile. Each check prints one line; see run.py.
#!r6rs
(import (scheme base) (scheme write) (scheme char))
(cond-expand
  (guile (include "dialects-libraries.guile"))
  (else (begin)))
(define (check value) (write value) (newline))
(define-syntax check-output
  (syntax-rules ()
    ((_ body ...)
     (let ((port (open-output-string)))
       (parameterize ((current-output-port port)) body ...)
       (check (get-output-string port))))))

; --- definitions with more than one list of parameters
(define ((adder n) x) (+ n x))
(define (((three a) b) . more) (list a b more))
(define ((constant)) 5)
(check (map (adder 10) '(1 2 3)))
(check (((three 1) 2) 3 4))
(check ((constant)))
(define-syntax when-true (syntax-rules () ((_ test value) (if test value #f))))
(define ((adder-if test) n x) (when-true test (+ n x)))
(check (list ((adder-if #t) 1 2) ((adder-if #f) 1 2)))
(check (let () (define ((scale k) x) (define twice (* 2 x)) (* k twice)) ((scale 3) 4)))
(check (let ((lambda 1)) (define ((pair-with lambda) x) (cons lambda x)) ((pair-with lambda) 2)))
(define-syntax define-it (syntax-rules () ((_ header body) (define header body))))
(define-it ((minus a) b) (- a b))
(check ((minus 5) 3))

; --- format
(check (format #f "~a and ~s: ~d~%" "text" "text" 42))
(check (format "~a~~ ~A" 'x '(1 "b" #\c)))
(check (format #f "~b ~o ~x ~c|" 10 10 255 #\z))
(check (format #f ""))
(check (format #f "no directive"))
(check-output (format #t "~s-~a" #\a #\a))
(check-output (printf "~a, ~a~%" 1 2.5))
(check (let ((port (open-output-string))) (fprintf port "<~a>" '(1 . 2)) (get-output-string port)))
(check (let ((port (open-output-string))) (format port "~a" "λ~") (get-output-string port)))
(check-output (displayln "a") (writeln "a"))

; --- strings
(check (list (string-trim "  a b ") (string-trim-left " a ") (string-trim-right "  a b ") (string-trim-both "  a b  ")))
(check (list (string-trim "") (string-trim-right "  ") (string-trim-both " ")))
(check (list (string-trim "xxaxx" #\x) (string-trim-right "xxaxx" #\x) (string-trim-both "12a34" char-numeric?)))
(check (list (string-take "hello" 2) (string-drop "hello" 2) (string-take-right "hello" 2) (string-drop-right "hello" 2)))
(check (list (string-any char-numeric? "ab1") (string-any #\c "ab1") (string-every char-alphabetic? "ab") (string-every char-alphabetic? "")))
(check (list (string-filter char-alphabetic? "a1b2") (string-delete char-alphabetic? "a1b2") (string-delete #\a "banana")))
(check (string-fold cons '() "abc"))
(check (string-concatenate '("a" "" "bc")))
(check (map string-tokenize '("a bc  d" " a " "" "  " "λx y")))
(check (list (string-contains "banana" "an" 2) (string-contains "banana" "an" 4)))
(check (list (string-index-right "banana" #\n) (string-index-right "banana" char-numeric?)))

; --- lists
(check (call-with-values (lambda () (split-at '(1 2 3 4) 1)) list))
(check (append-reverse! (list 3 2 1) '(4 5)))
(check (unfold-right zero? (lambda (n) (* n n)) (lambda (n) (- n 1)) 5))
(check (list (fold + 0 '(1 2) '(3 4)) (fold cons* '() '(a b) '(1 2 3)) (fold cons* '() '(a b c) '(1 2 3) '(x y))))
(check (list (fold-left list 'z '(1 2) '(10 20)) (fold-left list 'z '(1 2) '(10 20) '(a b))))
(check (list (fold-right list 'z '(1 2) '(10 20)) (fold-right list 'z '(1 2) '(10 20) '(a b))))
(check (list (apply fold + 0 '((1 2) (3 4) (5 6))) (map (lambda (f) (f + 0 '(1 2) '(3 4))) (list fold fold-left fold-right))))
(check (list (alist-cons 'a 1 '((b . 2))) (alist-delete "a" '(("a" . 1) ("b" . 2) ("a" . 3)))))
(check (alist-delete 3 '((1 . a) (5 . b)) <))
(check (list (lset-adjoin eq? '(a b) 'b 'c 'd 'c) (lset-union eq? '(a b) '(b c) '(d)) (lset-union eq?)))
(check (list (lset-intersection eq? '(a b c d) '(b c) '(c b a)) (lset-difference eq? '(a b c d) '(b) '(d e))))
(check (lset-union equal? '("a") '("a" "b")))
(check (lset-adjoin < '(5) 3 9))
(check (list (memp even? '(1 2 3)) (assp odd? '((2 . a) (3 . b))) (remp even? '(1 2 3)) (remq 'a '(a b a)) (remv 1 '(1 2 1))))
(check (list (for-all even? '(2 4)) (for-all even? '(2 5)) (exists even? '(1 2)) (exists even? '())))

; --- procedures
(check (list (identity 'x) ((compose car cdr) '(1 2 3)) ((compose list + ) 1 2) ((compose car cdr cdr) '(1 2 3))))
(check (list ((cut + 1 <>) 2) ((cut list <> 'a <>) 1 2) ((cut list 1 <> <...>) 2 3 4) ((cut cons 1 2)) ((cut <> 3) list)))
(check (map (cut * 2 <>) '(1 2 3)))
(check (let ((n 5)) (map (cut - <> (begin n)) '(10 20))))

; --- macros
(define-syntax-rule (swap! a b) (let ((kept a)) (set! a b) (set! b kept)))
(check (let ((kept 1) (other 2)) (swap! kept other) (list kept other)))
(define-syntax-rule (my-list item ...) (list item ...))
(check (my-list 1 2 3))
(check (let ((sum 0)) (dotimes (i 5) (set! sum (+ sum i))) sum))
(check (let ((sum 0)) (dotimes (i 3 (* 10 sum)) (set! sum (+ sum i)))))
(check (let ((seen '())) (dolist (x '(1 2 3)) (set! seen (cons x seen))) seen))
(check (let ((seen '())) (dolist (x '(1 2 3) seen) (set! seen (cons x seen)))))

; --- numbers
(check (map (lambda (a b) (list (div a b) (mod a b))) '(7 -7 7 -7 6 -6) '(2 2 -2 -2 3 -3)))
(check (list (ash 1 10) (ash 1024 -3) (ash -1 -5) (logand 12 10) (logior 12 10) (logxor 12 10) (lognot 5)))
(check (list (logxor 12) (logand 12) (logior 12) (map logxor '(12 10)) (apply logxor '(1 2 4))))
(check (list (bitwise-arithmetic-shift-left 3 4) (bitwise-arithmetic-shift-right 48 4) (bitwise-arithmetic-shift -8 -1)))
(check (let ((n (random-integer 10))) (and (exact? n) (<= 0 n 9))))
(check (let ((x (random-real))) (< 0 x 1)))
(random-source-randomize! default-random-source)

; --- hash tables of R6RS
(define table (make-eqv-hashtable))
(hashtable-set! table 1 'one)
(hashtable-set! table 2 'two)
(check (list (hashtable-ref table 1 #f) (hashtable-ref table 3 'none) (hashtable-size table) (hashtable-contains? table 2)))
(hashtable-update! table 1 (lambda (old) (list old)) 'new)
(hashtable-update! table 3 (lambda (old) (list old)) 'new)
(hashtable-delete! table 2)
(check (list (hashtable-ref table 1 #f) (hashtable-ref table 2 #f) (hashtable-ref table 3 #f) (hashtable? table)))
(check (let ((all (make-eq-hashtable))) (hashtable-set! all 'k 5) (list (hashtable-keys all) (call-with-values (lambda () (hashtable-entries all)) list))))
(hashtable-clear! table)
(check (hashtable-size table))

; --- vectors and ports
(check (let ((items (vector 1 2 3))) (vector-swap! items 0 2) items))
(check (with-input-from-string "text" (lambda () (let ((a (read-char))) (list a (read-line))))))
(check (call-with-input-string "text" (lambda (port) (let ((a (read-char port))) (list a (read-line port))))))
(check (call-with-string-output-port (lambda (port) (write "a" port))))

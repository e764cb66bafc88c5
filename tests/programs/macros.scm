;; Programs made with macros: loops, pattern matching, a state machine, records of lists, a test framework, threading.
(import (scheme base) (scheme write))

(define-syntax while
  (syntax-rules ()
    ((_ test body ...) (let loop () (when test body ... (loop))))))

(define-syntax for
  (syntax-rules (in from to step when)
    ((_ (x in list when test) body ...) (for-each (lambda (x) (if test (begin body ...))) list))
    ((_ (x in list) body ...) (for-each (lambda (x) body ...) list))
    ((_ (x from a to b step s) body ...) (do ((x a (+ x s))) ((> x b)) body ...))
    ((_ (x from a to b) body ...) (for (x from a to b step 1) body ...))))

(define-syntax collect
  (syntax-rules (in if)
    ((_ e) (list e))
    ((_ e (x in l) rest ...) (apply append (map (lambda (x) (collect e rest ...)) l)))
    ((_ e (if test) rest ...) (if test (collect e rest ...) '()))))

(define-syntax -> 
  (syntax-rules ()
    ((_ x) x)
    ((_ x (f a ...) rest ...) (-> (f x a ...) rest ...))
    ((_ x f rest ...) (-> (f x) rest ...))))

(define-syntax my-case
  (syntax-rules (else)
    ((_ e clause ...) (let ((v e)) (my-case-clauses v clause ...)))))
(define-syntax my-case-clauses
  (syntax-rules (else)
    ((_ v) #f)
    ((_ v (else e ...)) (begin e ...))
    ((_ v ((d ...) e ...) clause ...) (if (or (equal? v 'd) ...) (begin e ...) (my-case-clauses v clause ...)))))

;; pattern matching on lists: (? x) binds, literals compare
(define-syntax match-list
  (syntax-rules (else)
    ((_ e (else body ...)) (begin body ...))
    ((_ e (pattern body ...) clause ...)
     (let ((value e) (next (lambda () (match-list e clause ...))))
       (match-one value pattern (begin body ...) (next))))))
(define-syntax match-one
  (syntax-rules (?)
    ((_ v () yes no) (if (null? v) yes no))
    ((_ v (? x) yes no) (let ((x v)) yes))
    ((_ v (p . ps) yes no)
     (let ((fail (lambda () no)) (value v))
       (if (pair? value)
           (let ((head (car value)) (tail (cdr value)))
             (match-one head p (match-one tail ps yes (fail)) (fail)))
           (fail))))
    ((_ v literal yes no) (if (equal? v 'literal) yes no))))

;; state machines, after Krishnamurthi
(define-syntax automaton
  (syntax-rules (:)
    ((_ start (state : response ...) ...)
     (letrec ((state (lambda (stream) (automaton-state stream response ...))) ...) start))))
(define-syntax automaton-state
  (syntax-rules (accept =>)
    ((_ stream accept) (null? stream))
    ((_ stream (label => target) ...)
     (if (null? stream)
         #f
         (case (car stream)
           ((label) (target (cdr stream))) ...
           (else #f))))))

;; records on lists
(define-syntax define-struct
  (syntax-rules ()
    ((_ (name make test) (getter setter index) ...)
     (begin
       (define (make . values) (cons 'name values))
       (define (test x) (and (pair? x) (eq? (car x) 'name)))
       (define (getter x) (list-ref x index)) ...
       (define (setter x v) (set-car! (list-tail x index) v)) ...))))
(define-struct (person make-person person?) (name set-name! 1) (age set-age! 2))

(define passed 0)
(define failed '())
(define-syntax test
  (syntax-rules (=>)
    ((_ e => expected)
     (let ((got e) (wanted expected))
       (if (equal? got wanted)
           (set! passed (+ passed 1))
           (set! failed (cons (list 'e 'gave got 'not wanted) failed)))))))

(define-syntax my-let*
  (syntax-rules ()
    ((_ () body ...) (let () body ...))
    ((_ ((x v) more ...) body ...) (let ((x v)) (my-let* (more ...) body ...)))))

(define-syntax let-optionals
  (syntax-rules ()
    ((_ rest () body ...) (let () body ...))
    ((_ rest ((x default) more ...) body ...)
     (let* ((r rest) (x (if (pair? r) (car r) default)) (r2 (if (pair? r) (cdr r) '())))
       (let-optionals r2 (more ...) body ...)))))
(define (greet . args)
  (let-optionals args ((who "world") (mark "!") (times 1))
    (let loop ((i 0) (s ""))
      (if (= i times) s (loop (+ i 1) (string-append s "hello " who mark))))))

(let ((i 0) (sum 0))
  (while (< i 10)
    (set! i (+ i 1))
    (if (odd? i) (set! sum (+ sum i))))
  (test sum => 25))
(let ((out '()) (loop 'mine))
  (for (x in '(1 2 3)) (set! out (cons (list x loop) out)))
  (for (x from 1 to 10 step 4) (set! out (cons x out)))
  (for (x from 1 to 2) (for (y from x to 2) (set! out (cons (+ (* 10 x) y) out))))
  (for (x in '(1 2 3 4) when (even? x)) (set! out (cons (- x) out)))
  (test (reverse out) => '((1 mine) (2 mine) (3 mine) 1 5 9 11 12 22 -2 -4)))
(test (collect (* x x) (x in '(1 2 3))) => '(1 4 9))
(test (collect (list x y) (x in '(1 2 3)) (if (odd? x)) (y in '(a b))) => '((1 a) (1 b) (3 a) (3 b)))
(test (let ((x 5)) (-> x (+ 1) (* 2) number->string (string-append "!"))) => "12!")
(test (map (lambda (x) (my-case x ((1 2) 'low) (((a b) "s") 'odd) (else 'other))) '(1 (a b) "s" 9)) => '(low odd odd other))
(define (classify e)
  (match-list e
    (() 'empty)
    ((add (? x)) (list 'rest-of-add x))
    ((1 2) 'one-two)
    (((a b) c) 'nested)
    ((? x) (list 'other x))
    (else 'never)))
(test (classify '()) => 'empty)
(test (classify '(1 2)) => 'one-two)
(test (classify '((a b) c)) => 'nested)
(test (classify '(add . 7)) => '(other (add . 7)))
(test (classify 'x) => '(other x))
(define cadr-machine
  (automaton init
    (init : (c => more))
    (more : (a => more) (d => more) (r => end))
    (end : accept)))
(test (map cadr-machine '((c a d r) (c d d d r) (c r) (c a r r) (a) ())) => '(#t #t #t #f #f #f))
(define bob (make-person "bob" 40))
(set-age! bob (+ 1 (age bob)))
(test (list (person? bob) (person? '()) (name bob) (age bob)) => '(#t #f "bob" 41))
(test (my-let* ((x 1) (y (+ x 1)) (x (* y 10))) (list x y)) => '(20 2))
(test (greet) => "hello world!")
(test (greet "you" "?" 2) => "hello you?hello you?")
(test (+ 1 1) => 3)
(for (f in (reverse failed)) (write f) (newline))
(display passed) (display " passed, ") (display (length failed)) (display " failed") (newline)

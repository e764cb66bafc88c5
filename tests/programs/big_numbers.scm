; Natural numbers of any size as lists of digits to the base 10000, lowest first; and fractions of them.
(import (scheme base) (scheme write) (scheme char))

(define base 10000)

(define (number->big n)
  (if (< n base) (list n) (cons (remainder n base) (number->big (quotient n base)))))

(define (big-zero? a) (and (null? (cdr a)) (= (car a) 0)))

(define (normalize digits)
  (let strip ((reversed (reverse digits)))
    (if (and (pair? (cdr reversed)) (= (car reversed) 0))
        (strip (cdr reversed))
        (reverse reversed))))

(define (big+ a b)
  (let loop ((a a) (b b) (carry 0))
    (cond ((and (null? a) (null? b)) (if (= carry 0) '() (list carry)))
          ((null? a) (loop b a carry))
          (else
           (let ((sum (+ (car a) (if (null? b) 0 (car b)) carry)))
             (cons (modulo sum base)
                   (loop (cdr a) (if (null? b) b (cdr b)) (quotient sum base))))))))

;; a >= b
(define (big- a b)
  (normalize
   (let loop ((a a) (b b) (borrow 0))
     (if (null? a)
         '()
         (let* ((digit (- (car a) (if (pair? b) (car b) 0) borrow))
                (negative (< digit 0)))
           (cons (if negative (+ digit base) digit)
                 (loop (cdr a) (if (pair? b) (cdr b) '()) (if negative 1 0))))))))

(define (big*digit a d)
  (let loop ((a a) (carry 0))
    (if (null? a)
        (if (= carry 0) '() (list carry))
        (let ((p (+ (* (car a) d) carry)))
          (cons (remainder p base) (loop (cdr a) (quotient p base)))))))

(define (big* a b)
  (if (or (big-zero? a) (big-zero? b))
      '(0)
      (let loop ((b b) (shift '()) (sum '(0)))
        (if (null? b)
            (normalize sum)
            (loop (cdr b) (cons 0 shift)
                  (big+ sum (append shift (big*digit a (car b)))))))))

(define (big-compare a b)
  (let ((la (length a)) (lb (length b)))
    (cond ((< la lb) -1)
          ((> la lb) 1)
          (else
           (let loop ((a (reverse a)) (b (reverse b)))
             (cond ((null? a) 0)
                   ((< (car a) (car b)) -1)
                   ((> (car a) (car b)) 1)
                   (else (loop (cdr a) (cdr b)))))))))

(define (big<? a b) (< (big-compare a b) 0))
(define (big=? a b) (= (big-compare a b) 0))

;; quotient and remainder by a small number, as a pair
(define (big-divide-small a d)
  (let loop ((digits (reverse a)) (rest 0) (q '()))
    (if (null? digits)
        (cons (normalize q) rest)
        (let ((n (+ (* rest base) (car digits))))
          (loop (cdr digits) (remainder n d) (cons (quotient n d) q))))))

;; long division by trial with doubling
(define (big-divide a b)
  (if (big<? a b)
      (cons '(0) a)
      (let* ((half (big-divide a (big*digit b 2)))
             (q (big*digit (car half) 2))
             (r (cdr half)))
        (if (big<? r b)
            (cons (normalize q) r)
            (cons (normalize (big+ q '(1))) (big- r b))))))

(define (big-expt a n)
  (cond ((= n 0) '(1))
        ((even? n) (let ((h (big-expt a (quotient n 2)))) (big* h h)))
        (else (big* a (big-expt a (- n 1))))))

(define (pad n) 
  (let ((s (number->string n)))
    (string-append (make-string (- 4 (string-length s)) #\0) s)))

(define (big->string a)
  (let ((digits (reverse (normalize a))))
    (apply string-append (number->string (car digits)) (map pad (cdr digits)))))

(define (string->big s)
  (let loop ((chars (reverse (string->list s))) (place 1) (digit 0) (result '()))
    (cond ((null? chars) (normalize (reverse (cons digit result))))
          ((= place base) (loop chars 1 0 (cons digit result)))
          (else
           (loop (cdr chars) (* place 10)
                 (+ digit (* place (digit-value (car chars)))) result)))))

(define (factorial n)
  (do ((i 2 (+ i 1))
       (product '(1) (big* product (number->big i))))
      ((> i n) product)))

(define (fibonacci n)
  (let loop ((i 0) (a '(0)) (b '(1)))
    (if (= i n) a (loop (+ i 1) b (big+ a b)))))

(define (digit-sum a)
  (apply + (map (lambda (c) (- (char->integer c) 48)) (string->list (big->string a)))))

(define (big-gcd a b) (if (big-zero? b) a (big-gcd b (cdr (big-divide a b)))))

(define (make-fraction n d)
  (let ((g (big-gcd n d)))
    (cons (car (big-divide n g)) (car (big-divide d g)))))
(define (fraction+ x y)
  (make-fraction (big+ (big* (car x) (cdr y)) (big* (car y) (cdr x))) (big* (cdr x) (cdr y))))
(define (fraction->string x)
  (string-append (big->string (car x)) "/" (big->string (cdr x))))

(define (say . things) (for-each display things) (newline))

(say "20! = " (big->string (factorial 20)))
(say "60! = " (big->string (factorial 60)))
(say "fib 300 = " (big->string (fibonacci 300)))
(say "2^200 = " (big->string (big-expt '(2) 200)))
(say "digits of 2^500 sum to " (digit-sum (big-expt '(2) 500)))
(say "read back " (big->string (string->big "123456789012345678901234567890")))
(say "equal " (big=? (string->big "1048576") (big-expt '(2) 20)))
(let ((q (big-divide (factorial 30) (factorial 27))))
  (say "30!/27! = " (big->string (car q)) " rest " (big->string (cdr q))))
(let ((q (big-divide-small (string->big "99999999999999999999") 7)))
  (say "over 7 = " (big->string (car q)) " rest " (cdr q)))
(say "difference " (big->string (big- (big-expt '(10) 30) '(1))))
(say "gcd " (big->string (big-gcd (factorial 20) (big-expt '(6) 15))))
(do ((i 1 (+ i 1))
     (h (cons '(0) '(1)) (fraction+ h (cons '(1) (number->big i)))))
    ((> i 20) (say "last " (fraction->string h)))
  (if (= 0 (modulo i 5))
      (say "before " i ": " (fraction->string h))))

;; Lazy streams without delay: a macro makes memoized promises of closures. Sieve, hamming numbers, power series, pi.
(import (scheme base) (scheme write))

(define (memoize thunk)
  (let ((done #f) (value #f))
    (lambda ()
      (if (not done)
          (begin
            (set! value (thunk))
            (set! done #t)))
      value)))

(define-syntax stream-cons
  (syntax-rules ()
    ((_ head tail) (cons head (memoize (lambda () tail))))))

(define the-empty-stream '())
(define (stream-null? s) (null? s))
(define (stream-car s) (car s))
(define (stream-cdr s) ((cdr s)))

(define (take n s)
  (if (or (= n 0) (stream-null? s))
      '()
      (cons (stream-car s) (take (- n 1) (stream-cdr s)))))

(define (drop n s) (if (= n 0) s (drop (- n 1) (stream-cdr s))))

(define (stream-map f s . more)
  (if (null? more)
      (let loop ((s s))
        (if (stream-null? s)
            the-empty-stream
            (stream-cons (f (stream-car s)) (loop (stream-cdr s)))))
      (let loop ((a s) (b (car more)))
        (if (or (stream-null? a) (stream-null? b))
            the-empty-stream
            (stream-cons (f (stream-car a) (stream-car b)) (loop (stream-cdr a) (stream-cdr b)))))))

(define (stream-filter keep? s)
  (cond ((stream-null? s) the-empty-stream)
        ((keep? (stream-car s))
         (stream-cons (stream-car s) (stream-filter keep? (stream-cdr s))))
        (else (stream-filter keep? (stream-cdr s)))))

(define (integers-from n) (stream-cons n (integers-from (+ n 1))))
(define integers (integers-from 1))
(define ones (stream-cons 1 ones))
(define naturals (stream-cons 0 (stream-map + ones naturals)))
(define fibs (stream-cons 0 (stream-cons 1 (stream-map + fibs (stream-cdr fibs)))))

(define (sieve s)
  (stream-cons (stream-car s)
               (sieve (stream-filter
                       (lambda (x) (not (= 0 (remainder x (stream-car s)))))
                       (stream-cdr s)))))
(define primes (sieve (integers-from 2)))

(define (scale s k) (stream-map (lambda (x) (* x k)) s))
(define (merge a b)
  (cond ((stream-null? a) b)
        ((stream-null? b) a)
        (else
         (let ((x (stream-car a)) (y (stream-car b)))
           (cond ((< x y) (stream-cons x (merge (stream-cdr a) b)))
                 ((> x y) (stream-cons y (merge a (stream-cdr b))))
                 (else (stream-cons x (merge (stream-cdr a) (stream-cdr b)))))))))
(define hamming
  (stream-cons 1 (merge (scale hamming 2) (merge (scale hamming 3) (scale hamming 5)))))

(define (partial-sums s)
  (let loop ((s s) (sum 0))
    (let ((next (+ sum (stream-car s))))
      (stream-cons next (loop (stream-cdr s) next)))))

(define (pi-summands n)
  (stream-cons (/ 1.0 n) (stream-map - (scale ones 0) (pi-summands (+ n 2)))))
(define pi-stream (scale (partial-sums (pi-summands 1)) 4))

(define (euler-transform s)
  (let ((s0 (stream-car s))
        (s1 (stream-car (stream-cdr s)))
        (s2 (stream-car (stream-cdr (stream-cdr s)))))
    (stream-cons (- s2 (/ (* (- s2 s1) (- s2 s1)) (+ s0 (* -2 s1) s2)))
                 (euler-transform (stream-cdr s)))))

(define (interleave a b)
  (if (stream-null? a)
      b
      (stream-cons (stream-car a) (interleave b (stream-cdr a)))))
(define (pairs s t)
  (stream-cons (list (stream-car s) (stream-car t))
               (interleave
                (stream-map (lambda (x) (list (stream-car s) x)) (stream-cdr t))
                (pairs (stream-cdr s) (stream-cdr t)))))

(define-syntax define-stream
  (syntax-rules ()
    ((_ (name arg ...) head tail) (define (name arg ...) (stream-cons head tail)))))
(define-stream (collatz n) n (if (= n 1) the-empty-stream (collatz (if (even? n) (quotient n 2) (+ 1 (* 3 n))))))
(define-stream (powers b k) k (powers b (* b k)))

(define (show name x)
  (display name) (display " ") (write x) (newline))

(show "integers" (take 5 integers))
(show "naturals" (take 5 (drop 10 naturals)))
(show "fibs" (take 15 fibs))
(show "primes" (take 20 primes))
(show "hamming" (take 25 hamming))
(show "50th hamming" (stream-car (drop 49 hamming)))
(show "sums" (take 8 (partial-sums integers)))
(show "pi" (map (lambda (x) (quotient (exact (round (* x 1000000))) 10)) (take 4 pi-stream)))
(show "pi faster" (map (lambda (x) (quotient (exact (round (* x 1000000))) 10)) (take 4 (euler-transform pi-stream))))
(show "pairs" (take 10 (pairs integers integers)))
(show "pythagoras"
      (take 3 (stream-filter
               (lambda (t) (let ((n (+ (* (car t) (car t)) (* (cadr t) (cadr t)))))
                             (let loop ((r 1)) (cond ((= (* r r) n) #t) ((> (* r r) n) #f) (else (loop (+ r 1)))))))
               (pairs integers integers))))
(show "collatz" (take 100 (collatz 27)))
(show "powers" (take 10 (powers 3 1)))
(let loop ((i 0) (s primes))
  (when (< i 3)
    (show "prime" (stream-car s))
    (loop (+ i 1) (drop 10 s))))

; The tak family: the same recursion with numbers, with lists, in continuation passing style, with mutable counters,
; curried, and through a table of functions.
(import (scheme base)
        (scheme write))

(define (tak x y z)
  (if (not (< y x))
      z
      (tak (tak (- x 1) y z)
           (tak (- y 1) z x)
           (tak (- z 1) x y))))

;; takl: numbers are the lengths of lists
(define (listn n)
  (if (= n 0)
      '()
      (cons n (listn (- n 1)))))

(define (shorterp x y)
  (and (not (null? y))
       (or (null? x)
           (shorterp (cdr x) (cdr y)))))

(define (mas x y z)
  (if (not (shorterp y x))
      z
      (mas (mas (cdr x) y z)
           (mas (cdr y) z x)
           (mas (cdr z) x y))))

;; cpstak
(define (cpstak x y z)
  (define (tak x y z k)
    (if (not (< y x))
        (k z)
        (tak (- x 1) y z
             (lambda (v1)
               (tak (- y 1) z x
                    (lambda (v2)
                      (tak (- z 1) x y
                           (lambda (v3)
                             (tak v1 v2 v3 k)))))))))
  (tak x y z (lambda (a) a)))

;; tarai with thunks: call by name
(define (ltak x y z)
  (define (lt x y z)
    (let ((xv (x)) (yv (y)))
      (if (<= xv yv)
          yv
          (let ((zv (z)))
            (lt (lambda () (lt (lambda () (- xv 1)) (lambda () yv) (lambda () zv)))
                (lambda () (lt (lambda () (- yv 1)) (lambda () zv) (lambda () xv)))
                (lambda () (lt (lambda () (- zv 1)) (lambda () xv) (lambda () yv))))))))
  (lt (lambda () x) (lambda () y) (lambda () z)))

;; counting calls with a closed-over variable
(define (make-counting-tak)
  (let ((calls 0))
    (letrec ((tak (lambda (x y z)
                    (set! calls (+ calls 1))
                    (if (>= y x)
                        z
                        (tak (tak (- x 1) y z) (tak (- y 1) z x) (tak (- z 1) x y))))))
      (lambda (op . args)
        (cond ((eq? op 'run) (apply tak args))
              ((eq? op 'calls) calls)
              ((eq? op 'reset!) (set! calls 0) 'ok)
              (else (error "unknown operation" op)))))))

;; curried
(define curried-tak
  (lambda (x)
    (lambda (y)
      (lambda (z)
        (if (< y x)
            (((curried-tak (((curried-tak (- x 1)) y) z))
              (((curried-tak (- y 1)) z) x))
             (((curried-tak (- z 1)) x) y))
            z)))))

;; floats
(define (ftak x y z)
  (if (not (< y x))
      z
      (ftak (ftak (- x 1.0) y z)
            (ftak (- y 1.0) z x)
            (ftak (- z 1.0) x y))))

;; explicit stack: frames are lists (tag data ...)
(define (stack-tak x y z)
  (let loop ((x x) (y y) (z z) (stack '()))
    (if (< y x)
        (loop (- x 1) y z (cons (list 'first x y z) stack))
        (let unwind ((value z) (stack stack))
          (if (null? stack)
              value
              (let* ((frame (car stack))
                     (rest (cdr stack))
                     (tag (car frame)))
                (cond ((eq? tag 'first)
                       (let ((x (cadr frame)) (y (caddr frame)) (z (cadddr frame)))
                         (loop (- y 1) z x (cons (list 'second x y z value) rest))))
                      ((eq? tag 'second)
                       (let ((x (cadr frame)) (y (caddr frame)) (z (cadddr frame))
                             (v1 (car (cddddr frame))))
                         (loop (- z 1) x y (cons (list 'third v1 value) rest))))
                      (else
                       (loop (cadr frame) (caddr frame) value rest)))))))))

(define (report name value)
  (display name)
  (display ": ")
  (write value)
  (newline))

(report "tak" (tak 12 8 4))
(report "takl" (length (mas (listn 12) (listn 8) (listn 4))))
(report "cpstak" (cpstak 12 8 4))
(report "ltak" (ltak 8 4 0))
(report "curried" (((curried-tak 10) 6) 3))
(report "ftak" (ftak 10.0 6.0 3.0))
(report "stack" (stack-tak 10 6 3))
(let ((counter (make-counting-tak)))
  (report "counted" (counter 'run 12 8 4))
  (report "calls" (counter 'calls))
  (counter 'reset!)
  (counter 'run 6 4 2)
  (report "calls again" (counter 'calls)))
(for-each
 (lambda (entry)
   (report (car entry) ((cdr entry) 9 5 2)))
 (list (cons "by tak" tak)
       (cons "by cpstak" cpstak)
       (cons "by stack" stack-tak)
       (cons "by lambda" (lambda (x y z) (+ (tak x y z) (cpstak x y z))))))

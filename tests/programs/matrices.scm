;; Matrices as vectors of vectors: products, transposition, determinant by elimination, inverse, powers, magic squares.
(import (scheme base) (scheme write) (scheme inexact))

(define (make-matrix rows columns init)
  (let ((m (make-vector rows)))
    (do ((i 0 (+ i 1)))
        ((= i rows) m)
      (vector-set! m i (make-vector columns init)))))

(define (matrix-rows m) (vector-length m))
(define (matrix-columns m) (vector-length (vector-ref m 0)))
(define (matrix-ref m i j) (vector-ref (vector-ref m i) j))
(define (matrix-set! m i j x) (vector-set! (vector-ref m i) j x))

(define (build-matrix rows columns f)
  (let ((m (make-matrix rows columns 0)))
    (do ((i 0 (+ i 1))) ((= i rows) m)
      (do ((j 0 (+ j 1))) ((= j columns))
        (matrix-set! m i j (f i j))))))

(define (list->matrix rows) (list->vector (map list->vector rows)))
(define (matrix->list m) (map vector->list (vector->list m)))
(define (copy-matrix m) (vector-map (lambda (row) (vector-copy row)) m))

(define (matrix-multiply a b)
  (build-matrix (matrix-rows a) (matrix-columns b)
    (lambda (i j)
      (let loop ((k 0) (sum 0))
        (if (= k (matrix-columns a))
            sum
            (loop (+ k 1) (+ sum (* (matrix-ref a i k) (matrix-ref b k j)))))))))

(define (transpose m)
  (build-matrix (matrix-columns m) (matrix-rows m) (lambda (i j) (matrix-ref m j i))))

(define (identity n) (build-matrix n n (lambda (i j) (if (= i j) 1 0))))

(define (matrix-power m n)
  (cond ((= n 0) (identity (matrix-rows m)))
        ((odd? n) (matrix-multiply m (matrix-power m (- n 1))))
        (else (let ((h (matrix-power m (quotient n 2)))) (matrix-multiply h h)))))

(define (swap-rows! m i j)
  (let ((t (vector-ref m i)))
    (vector-set! m i (vector-ref m j))
    (vector-set! m j t)))

;; exact determinant by the fraction free method of Bareiss
(define (determinant m)
  (let* ((n (matrix-rows m)) (a (copy-matrix m)))
    (let loop ((k 0) (sign 1) (previous 1))
      (if (= k (- n 1))
          (* sign (matrix-ref a k k))
          (let ((pivot (let find ((i k))
                         (cond ((= i n) #f)
                               ((not (= 0 (matrix-ref a i k))) i)
                               (else (find (+ i 1)))))))
            (if (not pivot)
                0
                (begin
                  (if (not (= pivot k)) (swap-rows! a pivot k))
                  (do ((i (+ k 1) (+ i 1))) ((= i n))
                    (do ((j (+ k 1) (+ j 1))) ((= j n))
                      (matrix-set! a i j
                                   (quotient (- (* (matrix-ref a i j) (matrix-ref a k k))
                                                (* (matrix-ref a i k) (matrix-ref a k j)))
                                             previous))))
                  (loop (+ k 1) (if (= pivot k) sign (- sign)) (matrix-ref a k k)))))))))

;; inverse in floats by Gauss and Jordan
(define (inverse m)
  (let* ((n (matrix-rows m))
         (a (build-matrix n (* 2 n)
              (lambda (i j) (cond ((< j n) (inexact (matrix-ref m i j))) ((= (- j n) i) 1.0) (else 0.0))))))
    (do ((k 0 (+ k 1))) ((= k n))
      (let best ((i (+ k 1)) (pivot k))
        (cond ((< i n)
               (best (+ i 1) (if (> (abs (matrix-ref a i k)) (abs (matrix-ref a pivot k))) i pivot)))
              ((not (= pivot k)) (swap-rows! a pivot k))))
      (let ((d (matrix-ref a k k)))
        (vector-set! a k (vector-map (lambda (x) (/ x d)) (vector-ref a k))))
      (do ((i 0 (+ i 1))) ((= i n))
        (if (not (= i k))
            (let ((f (matrix-ref a i k)))
              (vector-set! a i (vector-map (lambda (x y) (- x (* f y))) (vector-ref a i) (vector-ref a k)))))))
    (build-matrix n n (lambda (i j) (matrix-ref a i (+ j n))))))

(define (thousandths m) (map (lambda (row) (map (lambda (x) (exact (round (* 1000 x)))) row)) (matrix->list m)))

(define (magic n)
  (let ((m (make-matrix n n 0)))
    (let loop ((k 1) (i 0) (j (quotient n 2)))
      (if (> k (* n n))
          m
          (begin
            (matrix-set! m i j k)
            (let ((up (modulo (- i 1) n)) (right (modulo (+ j 1) n)))
              (if (= 0 (matrix-ref m up right))
                  (loop (+ k 1) up right)
                  (loop (+ k 1) (modulo (+ i 1) n) j))))))))

(define (vector-sum v) (let ((s 0)) (vector-for-each (lambda (x) (set! s (+ s x))) v) s))

(define (spiral m)
  (let loop ((top 0) (bottom (- (matrix-rows m) 1)) (left 0) (right (- (matrix-columns m) 1)) (out '()))
    (define (across j end step i out) (if (= j end) out (across (+ j step) end step i (cons (matrix-ref m i j) out))))
    (define (down i end step j out) (if (= i end) out (down (+ i step) end step j (cons (matrix-ref m i j) out))))
    (cond ((or (> top bottom) (> left right)) (reverse out))
          ((= top bottom) (reverse (across left (+ right 1) 1 top out)))
          ((= left right) (reverse (down top (+ bottom 1) 1 left out)))
          (else
           (loop (+ top 1) (- bottom 1) (+ left 1) (- right 1)
                 (down bottom top -1 left
                       (across right left -1 bottom
                               (down top bottom 1 right
                                     (across left right 1 top out)))))))))

(define (show name x) (display name) (display ": ") (write x) (newline))

(define a (list->matrix '((1 2 3) (4 5 6))))
(define b (list->matrix '((1 0) (0 1) (2 2))))
(show "product" (matrix->list (matrix-multiply a b)))
(show "transposed" (transpose a))
(show "fibonacci" (matrix-ref (matrix-power (list->matrix '((1 1) (1 0))) 80) 0 1))
(show "determinants"
      (map (lambda (rows) (determinant (list->matrix rows)))
           '(((7)) ((1 2) (3 4)) ((0 2 1) (3 0 1) (1 1 1)) ((1 2) (2 4)) ((2 0 1 3) (1 1 0 2) (0 3 1 1) (4 1 2 0)))))
(show "hilbert like" (determinant (build-matrix 5 5 (lambda (i j) (quotient 2520 (+ i j 1))))))
(show "inverse" (thousandths (inverse (list->matrix '((2 1 1) (1 3 2) (1 0 0))))))
(show "check" (thousandths (matrix-multiply (inverse (magic 3)) (magic 3))))
(show "magic" (magic 5))
(show "rows" (vector-map vector-sum (magic 5)))
(show "columns" (vector-map vector-sum (transpose (magic 5))))
(show "spiral" (spiral (build-matrix 4 5 (lambda (i j) (+ (* i 5) j)))))
(show "spiral" (spiral (build-matrix 3 3 (lambda (i j) (string (integer->char (+ 97 (* i 3) j)))))))
(let ((c (copy-matrix a)))
  (matrix-set! c 0 0 'changed)
  (show "copy" (list (matrix-ref c 0 0) (matrix-ref a 0 0))))

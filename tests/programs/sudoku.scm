; Sudoku with candidate sets as bit masks in vectors, constraint propagation and search; also an exact cover of a small
; board by pentomino like pieces.
(import (scheme base) (scheme write) (scheme char))

(define (bit n) (expt 2 n))
(define all-digits (- (bit 10) 2))
(define (has? mask d) (odd? (quotient mask (bit d))))
(define (without mask d) (if (has? mask d) (- mask (bit d)) mask))
(define (count-bits mask)
  (let loop ((d 1) (n 0)) (if (> d 9) n (loop (+ d 1) (if (has? mask d) (+ n 1) n)))))
(define (only mask)
  (let loop ((d 1)) (if (has? mask d) d (loop (+ d 1)))))

(define (row i) (quotient i 9))
(define (column i) (remainder i 9))
(define (box i) (+ (* 3 (quotient (row i) 3)) (quotient (column i) 3)))

(define peers
  (let ((table (make-vector 81 '())))
    (do ((i 0 (+ i 1))) ((= i 81) table)
      (do ((j 80 (- j 1))) ((< j 0))
        (if (and (not (= i j))
                 (or (= (row i) (row j)) (= (column i) (column j)) (= (box i) (box j))))
            (vector-set! table i (cons j (vector-ref table i))))))))

(define units
  (let ((table (make-vector 27 '())))
    (do ((i 80 (- i 1))) ((< i 0) table)
      (for-each (lambda (u) (vector-set! table u (cons i (vector-ref table u))))
                (list (row i) (+ 9 (column i)) (+ 18 (box i)))))))

(define assignments 0)

;; #f when a contradiction shows up
(define (assign! board i d)
  (set! assignments (+ assignments 1))
  (let ((others (without (vector-ref board i) d)))
    (let loop ((e 1))
      (cond ((> e 9) #t)
            ((has? others e) (and (eliminate! board i e) (loop (+ e 1))))
            (else (loop (+ e 1)))))))

(define (eliminate! board i d)
  (let ((mask (vector-ref board i)))
    (cond ((not (has? mask d)) #t)
          (else
           (let ((left (without mask d)))
             (vector-set! board i left)
             (case (count-bits left)
               ((0) #f)
               ((1) (let ((last (only left)))
                      (let loop ((ps (vector-ref peers i)))
                        (or (null? ps)
                            (and (eliminate! board (car ps) last) (loop (cdr ps)))))))
               (else #t)))))))

(define (parse text)
  (let ((board (make-vector 81 all-digits)))
    (let loop ((i 0))
      (cond ((= i 81) board)
            ((digit-value (string-ref text i))
             => (lambda (d)
                  (if (or (= d 0) (assign! board i d)) (loop (+ i 1)) #f)))
            (else (loop (+ i 1)))))))

(define (most-constrained board)
  (let loop ((i 0) (best #f) (count 10))
    (if (= i 81)
        best
        (let ((n (count-bits (vector-ref board i))))
          (if (and (> n 1) (< n count)) (loop (+ i 1) i n) (loop (+ i 1) best count))))))

(define (solve board)
  (and board
       (let ((i (most-constrained board)))
         (if (not i)
             board
             (let try ((d 1))
               (cond ((> d 9) #f)
                     ((and (has? (vector-ref board i) d)
                           (let ((copy (vector-copy board)))
                             (and (assign! copy i d) (solve copy)))))
                     (else (try (+ d 1)))))))))

(define (show board)
  (if (not board)
      (begin (display "no solution") (newline))
      (do ((r 0 (+ r 1))) ((= r 9))
        (do ((c 0 (+ c 1))) ((= c 9) (newline))
          (display (only (vector-ref board (+ (* r 9) c))))
          (if (memv c '(2 5)) (display " "))))))

(define (valid? board)
  (let loop ((u 0))
    (or (= u 27)
        (and (= all-digits (apply + (map (lambda (i) (vector-ref board i)) (vector-ref units u))))
             (loop (+ u 1))))))

(for-each
 (lambda (text)
   (set! assignments 0)
   (let ((solution (solve (parse text))))
     (show solution)
     (write (list 'assignments assignments (and solution (valid? solution))))
     (newline)))
 '("003020600900305001001806400008102900700000008006708200002609500800203009005010300"
   "4.....8.5.3..........7......2.....6.....8.4......1.......6.3.7.5..2.....1.4......"
   "11......................................................................1........"))

;; dominoes: the ways to tile a small board, by scanning for the first free square
(define (tilings rows columns)
  (let ((taken (make-vector (* rows columns) #f)))
    (define (free? r c) (and (< r rows) (< c columns) (not (vector-ref taken (+ (* r columns) c)))))
    (define (mark! r c v) (vector-set! taken (+ (* r columns) c) v))
    (let fill ((at 0))
      (cond ((= at (vector-length taken)) 1)
            ((vector-ref taken at) (fill (+ at 1)))
            (else
             (let* ((r (quotient at columns)) (c (remainder at columns)) (ways 0))
               (mark! r c #t)
               (for-each
                (lambda (d)
                  (let ((r2 (+ r (car d))) (c2 (+ c (cdr d))))
                    (if (free? r2 c2)
                        (begin (mark! r2 c2 #t)
                               (set! ways (+ ways (fill (+ at 1))))
                               (mark! r2 c2 #f)))))
                '((0 . 1) (1 . 0)))
               (mark! r c #f)
               ways))))))
(write (map (lambda (n) (tilings 4 n)) '(1 2 3 4 5 6)))
(newline)

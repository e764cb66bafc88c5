; Sorting: stable, of lists and vectors, with ties, and of a thousand numbers.
(import (scheme base) (scheme write) (rnrs sorting))

(define (show . items)
  (for-each (lambda (item) (write item) (display " ")) items)
  (newline))

(define digits '(3 1 4 1 5 9 2 6 5 3 5))
(show (list-sort < digits) (list-sort > digits) (list-sort < '()) (list-sort < '(1)))
(show (list-sort string<? (list "pear" "apple" "fig")))
(show digits)

; Equal keys stay in their order.
(define entries '((b . 1) (a . 2) (b . 0) (a . 1) (c . 5) (a . 3)))
(define (key<? x y)
  (string<? (symbol->string (car x)) (symbol->string (car y))))
(show (list-sort key<? entries))

(define numbers (vector 5 4 3 2 1 0))
(show (vector-sort < numbers) numbers)
(vector-sort! < numbers)
(show numbers (vector-sort > (vector 1.5 -2 3)))

(define (random-numbers count)
  (let loop ((left count) (x 12345) (numbers '()))
    (if (= left 0)
        numbers
        (let ((next (modulo (+ (* x 1103515245) 12345) 2147483648)))
          (loop (- left 1) next (cons (modulo next 1000) numbers))))))

(define (sorted? items)
  (or (null? items)
      (null? (cdr items))
      (and (<= (car items) (cadr items))
           (sorted? (cdr items)))))

(define many (list-sort < (random-numbers 1000)))
(show (list-ref many 0) (list-ref many 500) (list-ref many 999) (length many) (sorted? many))
(show (apply + many) (apply + (random-numbers 1000)))

; Discrete events: a binary heap in a growing vector, customers and tellers as records, statistics at the end.
(import (scheme base) (scheme write))

(define-record-type <heap>
  (make-heap* items size before?)
  heap?
  (items heap-items set-heap-items!)
  (size heap-size set-heap-size!)
  (before? heap-before?))

(define (make-heap before?) (make-heap* (make-vector 2 #f) 0 before?))
(define (heap-empty? h) (= (heap-size h) 0))

(define (heap-grow! h)
  (let* ((old (heap-items h)) (new (make-vector (* 2 (vector-length old)) #f)))
    (vector-copy! new 0 old)
    (set-heap-items! h new)))

(define (heap-insert! h item)
  (if (= (heap-size h) (vector-length (heap-items h))) (heap-grow! h))
  (let ((items (heap-items h)) (before? (heap-before? h)))
    (let up ((i (heap-size h)))
      (let ((parent (quotient (- i 1) 2)))
        (if (and (> i 0) (before? item (vector-ref items parent)))
            (begin
              (vector-set! items i (vector-ref items parent))
              (up parent))
            (vector-set! items i item))))
    (set-heap-size! h (+ 1 (heap-size h)))))

(define (heap-remove! h)
  (let* ((items (heap-items h)) (before? (heap-before? h)) (n (- (heap-size h) 1))
         (top (vector-ref items 0)) (item (vector-ref items n)))
    (set-heap-size! h n)
    (vector-set! items n #f)
    (if (> n 0)
        (let down ((i 0))
          (let* ((left (+ 1 (* 2 i))) (right (+ left 1))
                 (child (if (and (< right n) (before? (vector-ref items right) (vector-ref items left))) right left)))
            (if (and (< child n) (before? (vector-ref items child) item))
                (begin
                  (vector-set! items i (vector-ref items child))
                  (down child))
                (vector-set! items i item)))))
    top))

(define-record-type event
  (make-event time serial action)
  event?
  (time event-time) (serial event-serial) (action event-action))

(define (event-before? a b)
  (or (< (event-time a) (event-time b))
      (and (= (event-time a) (event-time b)) (< (event-serial a) (event-serial b)))))

(define clock 0)
(define serial 0)
(define agenda (make-heap event-before?))
(define (at! delay action)
  (set! serial (+ serial 1))
  (heap-insert! agenda (make-event (+ clock delay) serial action)))
(define (run!)
  (unless (heap-empty? agenda)
    (let ((e (heap-remove! agenda)))
      (set! clock (event-time e))
      ((event-action e))
      (run!))))

(define random
  (let ((seed 12345))
    (lambda (n)
      (set! seed (modulo (+ (* seed 1103515245) 12345) 2147483648))
      (modulo (quotient seed 1024) n))))

(define-record-type customer
  (make-customer id arrived)
  customer?
  (id customer-id) (arrived customer-arrived) (served customer-served set-customer-served!))
(define-record-type teller
  (make-teller name busy? count)
  teller?
  (name teller-name) (busy? teller-busy? set-teller-busy!) (count teller-count set-teller-count!))

(define tellers (map (lambda (n) (make-teller n #f 0)) '(ann bob cid)))
(define waiting (cons '() '()))
(define (enqueue! x)
  (let ((cell (list x)))
    (if (null? (car waiting)) (set-car! waiting cell) (set-cdr! (cdr waiting) cell))
    (set-cdr! waiting cell)))
(define (dequeue!)
  (let ((x (caar waiting)))
    (set-car! waiting (cdar waiting))
    x))

(define finished '())
(define longest 0)

(define (free-teller)
  (let loop ((ts tellers))
    (cond ((null? ts) #f) ((teller-busy? (car ts)) (loop (cdr ts))) (else (car ts)))))

(define (serve! teller customer)
  (set-teller-busy! teller #t)
  (set-customer-served! customer clock)
  (at! (+ 3 (random 9))
       (lambda ()
         (set-teller-busy! teller #f)
         (set-teller-count! teller (+ 1 (teller-count teller)))
         (set! finished (cons customer finished))
         (if (pair? (car waiting)) (serve! teller (dequeue!))))))

(define (arrive! id)
  (let ((c (make-customer id clock)) (t (free-teller)))
    (if t
        (serve! t c)
        (begin
          (enqueue! c)
          (set! longest (max longest (length (car waiting))))))
    (if (< id 60)
        (at! (random 5) (lambda () (arrive! (+ id 1)))))))

(define (waited c) (- (customer-served c) (customer-arrived c)))

(at! 0 (lambda () (arrive! 1)))
(run!)
(write (list 'clock clock 'customers (length finished) 'longest-queue longest))
(newline)
(write (map (lambda (t) (list (teller-name t) (teller-count t) (teller-busy? t))) tellers))
(newline)
(write (list 'waited (apply + (map waited finished)) 'most (apply max (map waited finished))))
(newline)
(write (map customer-id (reverse finished)))
(newline)

; the heap on its own
(define (heap-sort items before?)
  (let ((h (make-heap before?)))
    (for-each (lambda (x) (heap-insert! h x)) items)
    (let loop ((out '())) (if (heap-empty? h) (reverse out) (loop (cons (heap-remove! h) out))))))
(write (heap-sort '(5 3 9 1 4 1 8 2 7 6) <))
(write (heap-sort '("pear" "fig" "apple" "date") string<?))
(write (heap-sort '() <))
(newline)
(write (list (heap? agenda) (heap-size agenda) (vector-length (heap-items agenda)) (heap-items (make-heap <))))
(newline)

; Red-black trees after Okasaki: nodes are vectors' poor relatives, lists of five; the balance step is a macro that tries
; the four shapes.
(import (scheme base) (scheme write))

(define empty-tree '())
(define (node colour left key value right) (list colour left key value right))
(define (colour t) (if (null? t) 'black (car t)))
(define (left t) (cadr t))
(define (key t) (caddr t))
(define (value t) (cadddr t))
(define (right t) (car (cddddr t)))
(define (red? t) (and (pair? t) (eq? (car t) 'red)))

(define-syntax rotate
  (syntax-rules ()
    ((_ a x xv b y yv c z zv d)
     (node 'red (node 'black a x xv b) y yv (node 'black c z zv d)))))

(define (balance c l k v r)
  (cond ((and (eq? c 'black) (red? l) (red? (left l)))
         (let ((ll (left l)))
           (rotate (left ll) (key ll) (value ll) (right ll) (key l) (value l) (right l) k v r)))
        ((and (eq? c 'black) (red? l) (red? (right l)))
         (let ((lr (right l)))
           (rotate (left l) (key l) (value l) (left lr) (key lr) (value lr) (right lr) k v r)))
        ((and (eq? c 'black) (red? r) (red? (left r)))
         (let ((rl (left r)))
           (rotate l k v (left rl) (key rl) (value rl) (right rl) (key r) (value r) (right r))))
        ((and (eq? c 'black) (red? r) (red? (right r)))
         (let ((rr (right r)))
           (rotate l k v (left r) (key r) (value r) (left rr) (key rr) (value rr) (right rr))))
        (else (node c l k v r))))

(define (insert tree k v less?)
  (define (ins t)
    (cond ((null? t) (node 'red '() k v '()))
          ((less? k (key t)) (balance (colour t) (ins (left t)) (key t) (value t) (right t)))
          ((less? (key t) k) (balance (colour t) (left t) (key t) (value t) (ins (right t))))
          (else (node (colour t) (left t) k v (right t)))))
  (let ((t (ins tree)))
    (cons 'black (cdr t))))

(define (lookup tree k less? default)
  (let loop ((t tree))
    (cond ((null? t) default)
          ((less? k (key t)) (loop (left t)))
          ((less? (key t) k) (loop (right t)))
          (else (value t)))))

(define (tree-fold f init tree)
  (if (null? tree)
      init
      (tree-fold f
                 (f (key tree) (value tree) (tree-fold f init (left tree)))
                 (right tree))))

(define (tree->alist tree)
  (reverse (tree-fold (lambda (k v acc) (cons (cons k v) acc)) '() tree)))

(define (height t)
  (if (null? t)
      0
      (+ 1 (max (height (left t)) (height (right t))))))

(define (black-height t)
  (if (null? t)
      1
      (let ((l (black-height (left t))) (r (black-height (right t))))
        (if (and l r (= l r))
            (if (eq? (colour t) 'black) (+ l 1) l)
            #f))))

(define (no-red-red? t)
  (or (null? t)
      (and (or (not (red? t))
               (and (not (red? (left t))) (not (red? (right t)))))
           (no-red-red? (left t))
           (no-red-red? (right t)))))

(define (make-random seed)
  (lambda (limit)
    (set! seed (modulo (+ (* seed 1103515245) 12345) 2147483648))
    (modulo (quotient seed 65536) limit)))

(define (build n next)
  (do ((i 0 (+ i 1))
       (tree empty-tree (let ((k (next i))) (insert tree k (* k k) <))))
      ((= i n) tree)))

(define (check name tree)
  (display name)
  (display ": size ")
  (display (tree-fold (lambda (k v n) (+ n 1)) 0 tree))
  (display ", height ")
  (display (height tree))
  (display ", black height ")
  (display (black-height tree))
  (display (if (no-red-red? tree) ", sound" ", broken"))
  (newline))

(define ascending (build 100 (lambda (i) i)))
(define descending (build 100 (lambda (i) (- 100 i))))
(define random-tree
  (let ((random (make-random 42)))
    (build 200 (lambda (i) (random 500)))))

(check "ascending" ascending)
(check "descending" descending)
(check "random" random-tree)
(check "empty" empty-tree)
(check "one" (build 1 (lambda (i) 7)))

(write (tree->alist (build 8 (lambda (i) (modulo (* i 5) 8)))))
(newline)
(write (build 5 (lambda (i) i)))
(newline)
(write (map (lambda (k) (lookup ascending k < 'none)) '(0 50 99 100 -1)))
(newline)

; words counted in a tree with string keys
(define text "the cat and the dog and the bird saw the cat")
(define (words s)
  (let loop ((chars (string->list s)) (word '()) (result '()))
    (define (flush) (if (null? word) result (cons (list->string (reverse word)) result)))
    (cond ((null? chars) (reverse (flush)))
          ((char=? (car chars) #\space) (loop (cdr chars) '() (flush)))
          (else (loop (cdr chars) (cons (car chars) word) result)))))
(define counts
  (let loop ((ws (words text)) (tree empty-tree))
    (if (null? ws)
        tree
        (loop (cdr ws)
              (insert tree (car ws) (+ 1 (lookup tree (car ws) string<? 0)) string<?)))))
(for-each
 (lambda (entry)
   (display (car entry))
   (display " ")
   (display (cdr entry))
   (newline))
 (tree->alist counts))
(write (tree-fold (lambda (k v acc) (+ v acc)) 0 counts))
(newline)

;; Counting the monotone maps between lattices.
(import (scheme base) (scheme write))

(define (lexico base)
  (define (lex-fixed fixed lhs rhs)
    (define (check lhs rhs)
      (if (null? lhs)
          fixed
          (let ((probe (base (car lhs) (car rhs))))
            (if (or (eq? probe 'equal) (eq? probe fixed))
                (check (cdr lhs) (cdr rhs))
                'uncomparable))))
    (check lhs rhs))
  (define (lex-first lhs rhs)
    (if (null? lhs)
        'equal
        (let ((probe (base (car lhs) (car rhs))))
          (case probe
            ((less more) (lex-fixed probe (cdr lhs) (cdr rhs)))
            ((equal) (lex-first (cdr lhs) (cdr rhs)))
            ((uncomparable) 'uncomparable)))))
  lex-first)

(define (make-lattice elem-list cmp-func) (cons elem-list cmp-func))
(define lattice->elements car)
(define lattice->cmp cdr)

(define (zulu-select test lst)
  (define (select-a ac lst)
    (if (null? lst)
        (reverse ac)
        (select-a (let ((head (car lst))) (if (test head) (cons head ac) ac)) (cdr lst))))
  (select-a '() lst))

(define (select-map test func lst)
  (define (select-a ac lst)
    (if (null? lst)
        (reverse ac)
        (select-a (let ((head (car lst))) (if (test head) (cons (func head) ac) ac)) (cdr lst))))
  (select-a '() lst))

(define (map-and proc l)
  (if (null? l)
      #t
      (let loop ((l l))
        (let ((rest (cdr l)))
          (if (null? rest)
              (proc (car l))
              (and (proc (car l)) (loop rest)))))))

(define (maps-1 source target pas new)
  (let ((scmp (lattice->cmp source)) (tcmp (lattice->cmp target)))
    (let ((less (select-map (lambda (p) (eq? 'less (scmp (car p) new))) cdr pas))
          (more (select-map (lambda (p) (eq? 'more (scmp (car p) new))) cdr pas)))
      (zulu-select
       (lambda (t)
         (and (map-and (lambda (t2) (memq (tcmp t2 t) '(less equal))) less)
              (map-and (lambda (t2) (memq (tcmp t2 t) '(more equal))) more)))
       (lattice->elements target)))))

(define (maps-rest source target pas rest to-1 to-collect)
  (if (null? rest)
      (to-1 pas)
      (let ((next (car rest)) (rest (cdr rest)))
        (to-collect
         (map (lambda (x) (maps-rest source target (cons (cons next x) pas) rest to-1 to-collect))
              (maps-1 source target pas next))))))

(define (maps source target)
  (make-lattice
   (maps-rest source target '() (lattice->elements source)
              (lambda (x) (list (map cdr x)))
              (lambda (x) (apply append x)))
   (lexico (lattice->cmp target))))

(define (count-maps source target)
  (maps-rest source target '() (lattice->elements source)
             (lambda (x) 1)
             (lambda (x) (let loop ((x x) (c 0)) (if (null? x) c (loop (cdr x) (+ (car x) c)))))))

(define (run)
  (let* ((l2 (make-lattice '(low high)
                           (lambda (lhs rhs)
                             (case lhs
                               ((low) (case rhs ((low) 'equal) ((high) 'less) (else (error "make-lattice" rhs))))
                               ((high) (case rhs ((low) 'more) ((high) 'equal) (else (error "make-lattice" rhs))))
                               (else (error "make-lattice" lhs))))))
         (l3 (maps l2 l2))
         (l4 (maps l3 l3)))
    (write (count-maps l2 l2)) (newline)
    (write (count-maps l3 l3)) (newline)
    (write (count-maps l2 l3)) (newline)
    (write (count-maps l3 l2)) (newline)
    (write (count-maps l4 l2)) (newline)
    (write (count-maps l3 l4)) (newline)
    (write (lattice->elements l4)) (newline)))
(run)

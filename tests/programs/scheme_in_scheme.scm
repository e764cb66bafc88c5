;;; An interpreter for a small Scheme, written in a small Scheme: environments are lists of frames, closures are tagged
;;; lists, primitives are procedures.
(import (scheme base) (scheme write) (scheme cxr))

(define (make-frame names values)
  (cond ((null? names) '())
        ((symbol? names) (list (cons names values)))
        (else (cons (cons (car names) (car values))
                    (make-frame (cdr names) (cdr values))))))

(define (extend names values env) (cons (make-frame names values) env))

(define (find-binding name env)
  (if (null? env)
      (error "unbound variable" name)
      (let ((binding (assq name (car env))))
        (if binding binding (find-binding name (cdr env))))))

(define (define-variable! name value env)
  (let ((binding (assq name (car env))))
    (if binding
        (set-cdr! binding value)
        (set-car! env (cons (cons name value) (car env))))))

(define (make-closure params body env) (list 'closure params body env))
(define (closure? x) (and (pair? x) (eq? (car x) 'closure)))

(define step-count 0)

(define (m-eval e env)
  (set! step-count (+ step-count 1))
  (cond
    ((symbol? e) (cdr (find-binding e env)))
    ((not (pair? e)) e)
    (else
     (case (car e)
       ((quote) (cadr e))
       ((if) (if (m-eval (cadr e) env)
                 (m-eval (caddr e) env)
                 (if (pair? (cdddr e)) (m-eval (cadddr e) env) 'unspecified)))
       ((lambda) (make-closure (cadr e) (cddr e) env))
       ((define)
        (if (pair? (cadr e))
            (define-variable! (caadr e) (make-closure (cdadr e) (cddr e) env) env)
            (define-variable! (cadr e) (m-eval (caddr e) env) env))
        'defined)
       ((set!)
        (set-cdr! (find-binding (cadr e) env) (m-eval (caddr e) env))
        'assigned)
       ((begin) (eval-body (cdr e) env))
       ((let)
        (if (symbol? (cadr e))
            (let* ((name (cadr e)) (bindings (caddr e)) (frame-env (extend '() '() env)))
              (define-variable! name (make-closure (map car bindings) (cdddr e) frame-env) frame-env)
              (m-apply (cdr (find-binding name frame-env))
                       (map (lambda (b) (m-eval (cadr b) env)) bindings)))
            (eval-body (cddr e)
                       (extend (map car (cadr e))
                               (map (lambda (b) (m-eval (cadr b) env)) (cadr e))
                               env))))
       ((cond) (eval-cond (cdr e) env))
       ((and) (let loop ((es (cdr e)) (value #t))
                (if (or (null? es) (not value)) value (loop (cdr es) (m-eval (car es) env)))))
       ((or) (let loop ((es (cdr e)) (value #f))
               (if (or (null? es) value) value (loop (cdr es) (m-eval (car es) env)))))
       (else
        (m-apply (m-eval (car e) env)
                 (map (lambda (x) (m-eval x env)) (cdr e))))))))

(define (eval-body body env)
  (if (null? (cdr body))
      (m-eval (car body) env)
      (begin
        (m-eval (car body) env)
        (eval-body (cdr body) env))))

(define (eval-cond clauses env)
  (cond ((null? clauses) 'unspecified)
        ((eq? (caar clauses) 'else) (eval-body (cdar clauses) env))
        (else
         (let ((test (m-eval (caar clauses) env)))
           (if test
               (if (null? (cdar clauses)) test (eval-body (cdar clauses) env))
               (eval-cond (cdr clauses) env))))))

(define (m-apply f args)
  (cond ((closure? f)
         (eval-body (caddr f) (extend (cadr f) args (cadddr f))))
        ((procedure? f) (f args))
        (else (error "not applicable" f))))

(define (unary f) (lambda (args) (f (car args))))
(define (binary f) (lambda (args) (f (car args) (cadr args))))

(define (global-environment)
  (list
   (list
    (cons 'car (unary car)) (cons 'cdr (unary cdr)) (cons 'cons (binary cons))
    (cons 'null? (unary null?)) (cons 'pair? (unary pair?)) (cons 'not (unary not))
    (cons 'zero? (unary zero?)) (cons 'eq? (binary eq?)) (cons 'equal? (binary equal?))
    (cons '+ (lambda (args) (apply + args)))
    (cons '* (lambda (args) (apply * args)))
    (cons '- (lambda (args) (if (null? (cdr args)) (- (car args)) (- (car args) (cadr args)))))
    (cons '< (binary (lambda (a b) (< a b))))
    (cons '= (binary (lambda (a b) (= a b))))
    (cons 'quotient (binary quotient))
    (cons 'remainder (binary remainder))
    (cons 'list (lambda (args) args))
    (cons 'apply (binary (lambda (f args) (m-apply f args)))))))

(define programs
  '((begin
      (define (fact n) (if (= n 0) 1 (* n (fact (- n 1)))))
      (fact 10))
    (begin
      (define (fib n) (cond ((< n 2) n) (else (+ (fib (- n 1)) (fib (- n 2))))))
      (let loop ((i 0) (acc '()))
        (if (= i 10) acc (loop (+ i 1) (cons (fib i) acc)))))
    (begin
      (define (map f l) (if (null? l) '() (cons (f (car l)) (map f (cdr l)))))
      (define (compose . fs)
        (if (null? fs)
            (lambda (x) x)
            (lambda (x) ((car fs) ((apply compose (cdr fs)) x)))))
      (map (compose (lambda (x) (* x x)) (lambda (x) (+ x 1))) '(1 2 3)))
    (begin
      (define (make-counter)
        (let ((n 0)) (lambda () (set! n (+ n 1)) n)))
      (define c1 (make-counter))
      (define c2 (make-counter))
      (c1) (c1) (c2)
      (list (c1) (c2)))
    (begin
      (define (even? n) (if (= n 0) 'yes (odd? (- n 1))))
      (define (odd? n) (if (= n 0) 'no (even? (- n 1))))
      (list (even? 100) (even? 101)))
    (((lambda (f) (lambda (n) ((f f) n)))
      (lambda (f) (lambda (n) (if (zero? n) 1 (* n ((f f) (- n 1)))))))
     6)
    (begin
      (define (append a b) (if (null? a) b (cons (car a) (append (cdr a) b))))
      (define (flatten t) (cond ((null? t) '()) ((pair? t) (append (flatten (car t)) (flatten (cdr t)))) (else (list t))))
      (flatten '(1 (2 (3 4) ()) ((5)))))
    (begin
      (define (prime? n) (let loop ((d 2)) (cond ((< n (* d d)) #t) ((zero? (remainder n d)) #f) (else (loop (+ d 1))))))
      (define (primes n) (let loop ((n n) (acc '())) (if (< n 2) acc (loop (- n 1) (if (prime? n) (cons n acc) acc)))))
      (primes 50))
    (and 1 (or #f (list 'a "b" #\c 1.5)) 'last)))

(for-each
 (lambda (program)
   (set! step-count 0)
   (write (m-eval program (global-environment)))
   (display " in ")
   (display step-count)
   (display " steps")
   (newline))
 programs)

; Term rewriting with lemmas and a tautology checker on if-expressions, after the idea of the Boyer benchmark.
(import (scheme base) (scheme write))

(define lemmas '())                     ; ((operator (left right) ...) ...)

(define (add-lemma! lemma)
  (let* ((left (cadr lemma))
         (right (caddr lemma))
         (op (car left))
         (known (assq op lemmas)))
    (if known
        (set-cdr! known (append (cdr known) (list (list left right))))
        (set! lemmas (cons (list op (list left right)) lemmas)))))

(define (lemmas-of op)
  (let ((known (assq op lemmas)))
    (if known (cdr known) '())))

(define (variable? x) (and (symbol? x) (memq x '(u v w x y z p q r a b c)) #t))

; one way unification: an association list or #f
(define (match pattern term bindings)
  (cond ((not bindings) #f)
        ((variable? pattern)
         (let ((bound (assq pattern bindings)))
           (cond ((not bound) (cons (cons pattern term) bindings))
                 ((equal? (cdr bound) term) bindings)
                 (else #f))))
        ((and (pair? pattern) (pair? term))
         (and (eq? (car pattern) (car term))
              (match-list (cdr pattern) (cdr term) bindings)))
        (else (and (equal? pattern term) bindings))))

(define (match-list patterns terms bindings)
  (cond ((null? patterns) (and (null? terms) bindings))
        ((null? terms) #f)
        (else (match-list (cdr patterns) (cdr terms)
                          (match (car patterns) (car terms) bindings)))))

(define (instantiate bindings term)
  (cond ((pair? term)
         (cons (car term)
               (map (lambda (t) (instantiate bindings t)) (cdr term))))
        ((assq term bindings) => cdr)
        (else term)))

(define rewrites 0)

(define (rewrite term)
  (if (pair? term)
      (rewrite-with-lemmas (cons (car term) (map rewrite (cdr term)))
                           (lemmas-of (car term)))
      term))

(define (rewrite-with-lemmas term candidates)
  (if (null? candidates)
      term
      (let ((bindings (match (caar candidates) term '())))
        (cond (bindings
               (set! rewrites (+ rewrites 1))
               (rewrite (instantiate bindings (cadar candidates))))
              (else (rewrite-with-lemmas term (cdr candidates)))))))

(define (truep x known) (or (equal? x '(true)) (member x known)))
(define (falsep x known) (or (equal? x '(false)) (member x known)))

(define (tautology? x true-terms false-terms)
  (cond ((truep x true-terms) #t)
        ((falsep x false-terms) #f)
        ((not (pair? x)) #f)
        ((eq? (car x) 'if)
         (let ((test (cadr x)) (yes (caddr x)) (no (cadddr x)))
           (cond ((truep test true-terms) (tautology? yes true-terms false-terms))
                 ((falsep test false-terms) (tautology? no true-terms false-terms))
                 (else (and (tautology? yes (cons test true-terms) false-terms)
                            (tautology? no true-terms (cons test false-terms)))))))
        (else #f)))

(define (theorem? x) (tautology? (rewrite x) '() '()))

(for-each add-lemma!
  '((equal (and p q) (if p (if q (true) (false)) (false)))
    (equal (or p q) (if p (true) (if q (true) (false))))
    (equal (not p) (if p (false) (true)))
    (equal (implies p q) (if p (if q (true) (false)) (true)))
    (equal (iff p q) (and (implies p q) (implies q p)))
    (equal (if (if a b c) y z) (if a (if b y z) (if c y z)))
    (equal (plus (plus x y) z) (plus x (plus y z)))
    (equal (times x (plus y z)) (plus (times x y) (times x z)))
    (equal (times (times x y) z) (times x (times y z)))
    (equal (difference x x) (zero))
    (equal (append (append x y) z) (append x (append y z)))
    (equal (reverse (append a b)) (append (reverse b) (reverse a)))
    (equal (length (append a b)) (plus (length a) (length b)))
    (equal (length (reverse x)) (length x))
    (equal (member a (append b c)) (or (member a b) (member a c)))
    (equal (equal x x) (true))
    (equal (lessp x x) (false))))

(define (show x)
  (write x)
  (newline))

(show (map car lemmas))
(show (rewrite '(plus (plus (plus a b) c) (plus x y))))
(show (rewrite '(reverse (append (append x y) z))))
(show (rewrite '(length (reverse (append (reverse x) (append y z))))))
(show (rewrite '(times (times x y) (plus z (difference u u)))))
(show (rewrite '(iff p q)))

(define propositions
  '((implies p p)
    (or p (not p))
    (and p (not p))
    (implies (and p q) p)
    (implies p (or p q))
    (implies (and (implies p q) (implies q r)) (implies p r))
    (iff (not (and p q)) (or (not p) (not q)))
    (iff (not (or p q)) (and (not p) (not q)))
    (implies (implies p q) (implies q p))
    (implies (and (implies p q) (and (implies q r) (and (implies r u) (implies u w)))) (implies p w))
    (implies (member a b) (member a (append b c)))
    (equal (plus (plus x y) z) (plus x (plus y z)))
    (iff (implies p (implies q r)) (implies (and p q) r))))

(for-each
 (lambda (p)
   (display (if (theorem? p) "theorem    " "no theorem "))
   (show p))
 propositions)

(define (chain n)
  (let loop ((i 1) (vars '(p q r u v w x y z)) (terms '()))
    (if (= i n)
        `(implies ,(let fold ((terms (reverse terms)))
                     (if (null? (cdr terms)) (car terms) `(and ,(car terms) ,(fold (cdr terms)))))
                  (implies p ,(car vars)))
        (loop (+ i 1) (cdr vars) (cons `(implies ,(car vars) ,(cadr vars)) terms)))))

(do ((n 2 (+ n 1))) ((= n 6))
  (set! rewrites 0)
  (let ((proved (theorem? (chain n))))
    (show (list n proved rewrites))))

; Huffman codes: trees are leaves (symbol . weight) or (left right symbols weight); encode, decode, statistics.
(import (scheme base) (scheme write) (scheme cxr))

(define (make-leaf symbol weight) (list 'leaf symbol weight))
(define (leaf? object) (eq? (car object) 'leaf))
(define (symbol-leaf x) (cadr x))
(define (weight-leaf x) (caddr x))

(define (make-code-tree left right)
  (list left
        right
        (append (symbols left) (symbols right))
        (+ (weight left) (weight right))))
(define (left-branch tree) (car tree))
(define (right-branch tree) (cadr tree))
(define (symbols tree)
  (if (leaf? tree)
      (list (symbol-leaf tree))
      (caddr tree)))
(define (weight tree)
  (if (leaf? tree)
      (weight-leaf tree)
      (cadddr tree)))

(define (decode bits tree)
  (define (choose-branch bit branch)
    (cond ((= bit 0) (left-branch branch))
          ((= bit 1) (right-branch branch))
          (else (error "bad bit" bit))))
  (define (decode-1 bits current-branch)
    (if (null? bits)
        '()
        (let ((next-branch (choose-branch (car bits) current-branch)))
          (if (leaf? next-branch)
              (cons (symbol-leaf next-branch)
                    (decode-1 (cdr bits) tree))
              (decode-1 (cdr bits) next-branch)))))
  (decode-1 bits tree))

(define (adjoin-set x set)
  (cond ((null? set) (list x))
        ((< (weight x) (weight (car set))) (cons x set))
        (else (cons (car set) (adjoin-set x (cdr set))))))

(define (make-leaf-set pairs)
  (if (null? pairs)
      '()
      (let ((pair (car pairs)))
        (adjoin-set (make-leaf (car pair) (cadr pair))
                    (make-leaf-set (cdr pairs))))))

(define (successive-merge set)
  (if (null? (cdr set))
      (car set)
      (successive-merge
       (adjoin-set (make-code-tree (car set) (cadr set)) (cddr set)))))

(define (generate-huffman-tree pairs) (successive-merge (make-leaf-set pairs)))

(define (encode-symbol symbol tree)
  (cond ((leaf? tree) '())
        ((memv symbol (symbols (left-branch tree)))
         (cons 0 (encode-symbol symbol (left-branch tree))))
        ((memv symbol (symbols (right-branch tree)))
         (cons 1 (encode-symbol symbol (right-branch tree))))
        (else (error "no such symbol" symbol))))

(define (encode message tree)
  (if (null? message)
      '()
      (append (encode-symbol (car message) tree)
              (encode (cdr message) tree))))

;; frequencies of a string, as an association list in order of first appearance

(define (frequencies text)
  (let loop ((chars (string->list text)) (table '()))
    (if (null? chars)
        (map (lambda (entry) (list (car entry) (cdr entry))) (reverse table))
        (let ((entry (assv (car chars) table)))
          (if entry
              (begin
                (set-cdr! entry (+ (cdr entry) 1))
                (loop (cdr chars) table))
              (loop (cdr chars) (cons (cons (car chars) 1) table)))))))

(define (code-table tree)
  (let walk ((tree tree) (prefix '()) (table '()))
    (if (leaf? tree)
        (cons (cons (symbol-leaf tree) (reverse prefix)) table)
        (walk (left-branch tree) (cons 0 prefix)
              (walk (right-branch tree) (cons 1 prefix) table)))))

(define (bits->string bits)
  (list->string (map (lambda (b) (if (= b 0) #\0 #\1)) bits)))

(define (pack bits)
  (let loop ((bits bits) (count 0) (byte 0) (bytes '()))
    (cond ((null? bits) (reverse (if (= count 0) bytes (cons byte bytes))))
          ((= count 8) (loop bits 0 0 (cons byte bytes)))
          (else (loop (cdr bits) (+ count 1) (+ (* byte 2) (car bits)) bytes)))))

(define (show . things)
  (for-each display things)
  (newline))

(define song-tree
  (generate-huffman-tree
   '((a 2) (na 16) (boom 1) (sha 3) (get 2) (yip 9) (job 2) (wah 1))))
(define lyrics
  '(get a job sha na na na na na na na na get a job sha na na na na na na na na
    wah yip yip yip yip yip yip yip yip yip sha boom))
(define encoded (encode lyrics song-tree))
(show "lyrics: " (length lyrics) " words, " (length encoded) " bits")
(show (bits->string encoded))
(show (equal? (decode encoded song-tree) lyrics))
(write song-tree)
(newline)

(for-each
 (lambda (text)
   (let* ((freq (frequencies text))
          (tree (generate-huffman-tree freq))
          (message (string->list text))
          (bits (encode message tree)))
     (write freq)
     (newline)
     (for-each
      (lambda (entry) (write (car entry)) (show " " (bits->string (cdr entry))))
      (code-table tree))
     (show (length bits) " bits for " (* 8 (string-length text)) ", packed " (pack bits))
     (show (list->string (decode bits tree)))))
 '("abracadabra" "mississippi river" "to be or not to be"))

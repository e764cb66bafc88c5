(define (counter-next! counter)
  (set-value! counter (+ (value counter) 1))
  (value counter))

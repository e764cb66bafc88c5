(define-library (parts my counter)
  (export make-counter (rename counter-next! next!) counting)
  (import (scheme base))
  (begin
    (define-record-type counter (new-counter value) counter? (value value set-value!))
    (define (make-counter) (new-counter 0)))
  (include "counter_body.scm")
  (begin
    (define-syntax counting
      (syntax-rules () ((_ name body ...) (let ((name (make-counter))) body ...))))))

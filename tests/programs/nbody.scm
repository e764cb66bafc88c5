; The outer planets with a simple integrator: bodies are records with float fields, positions printed to six digits.
(import (scheme base) (scheme write) (scheme inexact))

(define pi 3.141592653589793)
(define solar-mass (* 4.0 pi pi))
(define days-per-year 365.24)

(define-record-type body
  (make-body name x y z vx vy vz mass)
  body?
  (name body-name)
  (x body-x set-body-x!)
  (y body-y set-body-y!)
  (z body-z set-body-z!)
  (vx body-vx set-body-vx!)
  (vy body-vy set-body-vy!)
  (vz body-vz set-body-vz!)
  (mass body-mass))

(define (planet name x y z vx vy vz mass)
  (make-body name x y z
             (* vx days-per-year) (* vy days-per-year) (* vz days-per-year)
             (* mass solar-mass)))

(define sun (make-body 'sun 0.0 0.0 0.0 0.0 0.0 0.0 solar-mass))
(define system
  (list sun
        (planet 'jupiter 4.84143144246472090 -1.16032004402742839 -0.103622044471123109
                0.00166007664274403694 0.00769901118419740425 -0.0000690460016972063023 0.000954791938424326609)
        (planet 'saturn 8.34336671824457987 4.12479856412430479 -0.403523417114321381
                -0.00276742510726411235 0.00499852801234917238 0.0000230417297573763929 0.000285885980666130812)
        (planet 'uranus 12.8943695621391310 -15.1111514016986312 -0.223307578892655734
                0.00296460137564761618 0.00237847173959480950 -0.0000296589568540237556 0.0000436624404335156298)
        (planet 'neptune 15.3796971148509165 -25.9193146099879641 0.179258772950371181
                0.00268067772490389322 0.00162824170038242295 -0.0000951592254519715870 0.0000515138902046611451)))

(define (for-each-pair f items)
  (let outer ((items items))
    (if (pair? items)
        (let inner ((others (cdr items)))
          (if (null? others)
              (outer (cdr items))
              (begin
                (f (car items) (car others))
                (inner (cdr others))))))))

(define (offset-momentum! bodies)
  (let loop ((bodies bodies) (px 0.0) (py 0.0) (pz 0.0))
    (if (null? bodies)
        (begin
          (set-body-vx! sun (/ (- px) solar-mass))
          (set-body-vy! sun (/ (- py) solar-mass))
          (set-body-vz! sun (/ (- pz) solar-mass)))
        (let* ((b (car bodies)) (m (body-mass b)))
          (loop (cdr bodies)
                (+ px (* (body-vx b) m))
                (+ py (* (body-vy b) m))
                (+ pz (* (body-vz b) m)))))))

(define (kinetic b)
  (* 0.5 (body-mass b)
     (+ (square (body-vx b)) (square (body-vy b)) (square (body-vz b)))))

(define (distance a b)
  (sqrt (+ (square (- (body-x a) (body-x b)))
           (square (- (body-y a) (body-y b)))
           (square (- (body-z a) (body-z b))))))

(define (energy bodies)
  (let ((e (apply + (map kinetic bodies))))
    (for-each-pair
     (lambda (a b) (set! e (- e (/ (* (body-mass a) (body-mass b)) (distance a b)))))
     bodies)
    e))

(define (advance! bodies dt)
  (for-each-pair
   (lambda (a b)
     (let* ((dx (- (body-x a) (body-x b)))
            (dy (- (body-y a) (body-y b)))
            (dz (- (body-z a) (body-z b)))
            (d2 (+ (* dx dx) (* dy dy) (* dz dz)))
            (mag (/ dt (* d2 (sqrt d2))))
            (ma (* mag (body-mass a)))
            (mb (* mag (body-mass b))))
       (set-body-vx! a (- (body-vx a) (* dx mb)))
       (set-body-vy! a (- (body-vy a) (* dy mb)))
       (set-body-vz! a (- (body-vz a) (* dz mb)))
       (set-body-vx! b (+ (body-vx b) (* dx ma)))
       (set-body-vy! b (+ (body-vy b) (* dy ma)))
       (set-body-vz! b (+ (body-vz b) (* dz ma)))))
   bodies)
  (for-each
   (lambda (b)
     (set-body-x! b (+ (body-x b) (* dt (body-vx b))))
     (set-body-y! b (+ (body-y b) (* dt (body-vy b))))
     (set-body-z! b (+ (body-z b) (* dt (body-vz b)))))
   bodies))

(define (fixed x)
  (exact (round (* x 1000000.0))))

(define (report bodies)
  (for-each
   (lambda (b)
     (write (list (body-name b) (fixed (body-x b)) (fixed (body-y b)) (fixed (body-z b))))
     (newline))
   bodies))

(offset-momentum! system)
(write (list 'energy (fixed (energy system))))
(newline)
(do ((i 0 (+ i 1)))
    ((= i 200))
  (advance! system 0.01)
  (if (= 99 (modulo i 100))
      (begin
        (write (list 'step (+ i 1) (fixed (energy system))))
        (newline))))
(report system)
(write (map body? (list sun 'sun 1.5)))
(newline)
(write (let loop ((bodies system) (heaviest sun) (lightest sun))
         (cond ((null? bodies) (list (body-name heaviest) (body-name lightest)))
               ((< (body-mass (car bodies)) (body-mass lightest)) (loop (cdr bodies) heaviest (car bodies)))
               (else (loop (cdr bodies) heaviest lightest)))))
(newline)

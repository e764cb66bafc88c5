"""Generates random programs in the common subset of R7RS and OmniLisp.

Each program is a set of small functions over Int, Bool, String, lists of Int, lists of lists, lists of String, vectors of three Ints, records with fields that are
set, shelves (vectors of four lists, which are set), and procedures, which call one another only downwards or by structural recursion, so that every program ends; no operation can fail. The shapes are
chosen to stress memory decisions: values that are returned, stored, captured, carried by loops, dropped on one path,
shared between results, mutated after being shared.

    python3 generate.py SEED > program.scm
"""

import random
import sys


class Generator:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.functions = []  # (name, parameter types, result type)
        self.counter = 0
        self.variables = []  # top-level: (name, type); functions and loops set them again and again
        self.things = []     # "thing", if the program has records with fields that are set; "shelf" likewise

    def fresh(self, stem):
        self.counter += 1
        return f"{stem}{self.counter}"

    def pick(self, scope, kind):
        names = [name for name, type_ in scope if type_ == kind]
        return self.random.choice(names) if names else None

    def expr(self, kind, scope, depth):
        if depth <= 0 or self.random.random() < 0.12:
            return self.leaf(kind, scope)
        choices = [self.conditional, self.let, getattr(self, kind)]
        weights = [2, 3, 6]
        if any(result == kind for _, _, result in self.functions):
            choices.append(self.call)
            weights.append(4)
        if kind in ("int", "list", "nested", "string", "texts", "triple"):
            choices.append(self.loop)
            weights.append(4 if kind in ("string", "texts", "triple") else 2)
        choices.append(self.sequence)
        weights.append(1)
        return self.random.choices(choices, weights)[0](kind, scope, depth - 1)

    def leaf(self, kind, scope):
        name = self.pick(scope + self.variables, kind)
        if name and self.random.random() < 0.75:
            return name
        thing = self.pick(scope + self.variables, "thing")
        if thing and kind in ("list", "string") and self.random.random() < 0.6:
            return f"(thing-{'a' if kind == 'list' else 'b'} {thing})"
        shelf = self.pick(scope + self.variables, "shelf")
        if shelf and kind == "list" and self.random.random() < 0.6:
            return f"(vector-ref {shelf} {self.slot(scope)})"
        r = self.random
        if kind == "int":
            return str(r.randint(-20, 100))
        if kind == "bool":
            return r.choice(["#t", "#f"])
        if kind == "string":
            return '"' + "".join(r.choice("abcxyz ") for _ in range(r.randint(0, 6))) + '"'
        if kind == "list":
            if r.random() < 0.3:
                return "'()"
            return "(list " + " ".join(str(r.randint(0, 9)) for _ in range(r.randint(1, 4))) + ")"
        if kind == "nested":
            return r.choice(["'()", "(list (list 1 2) (list 3))", "(list '() (list 7))"])
        if kind == "texts":
            return r.choice(["'()", '(list "a" (number->string 7))', "'(\"x\" \"yz\")"])
        if kind == "triple":
            return f"(vector {r.randint(0, 9)} {r.randint(0, 9)} {r.randint(0, 9)})"
        if kind == "thing":
            return f"(make-thing {self.leaf('list', [])} {self.leaf('string', [])})"
        if kind == "shelf":
            return r.choice(["(make-vector 4 '())", "(vector (list 1 2) '() (list 3) '())"])
        if kind == "proc":
            return f"(lambda (p) (+ p {r.randint(1, 9)}))"
        raise AssertionError(kind)

    def conditional(self, kind, scope, depth):
        test = self.expr("bool", scope, depth)
        return f"(if {test} {self.expr(kind, scope, depth)} {self.expr(kind, scope, depth)})"

    def let(self, kind, scope, depth):
        form = self.random.choice(["let", "let*", "define"])
        inner = list(scope)
        bindings = []
        for _ in range(self.random.randint(1, 3)):
            type_ = self.random.choice(["int", "list", "list", "nested", "string", "texts", "triple", "proc", kind] + 2 * self.things)
            name = self.fresh({"int": "n", "list": "xs", "nested": "xss", "string": "s", "texts": "ts", "triple": "v",
                               "proc": "f", "bool": "b", "thing": "t", "shelf": "shelf"}[type_])
            visible = scope if form == "let" else inner
            bindings.append((name, self.expr(type_, visible, depth)))
            inner = inner + [(name, type_)]
        body = self.expr(kind, inner, depth)
        if form == "define":
            text = " ".join(f"({name} {value})" for name, value in bindings)
            return f"(let* ({text}) {body})"
        text = " ".join(f"({name} {value})" for name, value in bindings)
        return f"({form} ({text}) {body})"

    def call(self, kind, scope, depth):
        name, params, _ = self.random.choice([f for f in self.functions if f[2] == kind])
        return "(" + " ".join([name] + [self.expr(param, scope, depth - 1) for param in params]) + ")"

    def sequence(self, kind, scope, depth):
        effect = self.effect(scope, depth)
        return f"(begin {effect} {self.expr(kind, scope, depth)})"

    def effect(self, scope, depth):
        r = self.random
        thing = self.pick(scope + self.variables, "thing")
        if thing and r.random() < 0.6:
            return self.set_field(thing, scope, depth)
        shelf = self.pick(scope + self.variables, "shelf")
        if shelf and r.random() < 0.6:
            return self.set_item(shelf, scope, depth)
        if self.variables and r.random() < 0.5:
            return self.set_variable(scope, depth)
        cell = self.pick(scope, "list")
        if cell and r.random() < 0.5:
            return f"(if (pair? {cell}) (set-car! {cell} {self.expr('int', scope, depth)}) #f)"
        number = self.pick(scope, "int")
        if number and r.random() < 0.5:
            return f"(set! {number} {self.expr('int', scope, depth)})"
        if cell and r.random() < 0.6:
            return f"(set! {cell} {self.expr('list', scope, depth)})"
        nested = self.pick(scope, "nested")
        if nested:
            return f"(if (pair? {nested}) (set-car! {nested} {self.expr('list', scope, depth)}) #f)"
        return f"(show {self.expr('int', scope, depth)})"

    def set_field(self, thing, scope, depth):
        r = self.random
        if r.random() < 0.4:
            text = self.expr("string", scope, depth)
            return f"(set-thing-b! {thing} (clip {r.choice([text, f'(string-append {text} (thing-b {thing}))'])}))"
        items = self.expr("list", scope, depth)
        value = r.choice([f"(short {items})", f"(cons {self.expr('int', scope, depth)} (short (thing-a {thing})))",
                          f"(rest-or (thing-a {thing}) (short {items}))", "'()"])
        return f"(set-thing-a! {thing} {value})"

    def slot(self, scope):
        index = self.pick(scope, "index")
        return f"(modulo {index} 4)" if index and self.random.random() < 0.5 else str(self.random.randint(0, 3))

    def set_item(self, shelf, scope, depth):
        r = self.random
        at = self.slot(scope)
        items = self.expr("list", scope, depth)
        choice = r.randint(0, 5)
        if choice == 0:
            return f"(swap-items! {shelf} {at} {self.slot(scope)})"
        value = [f"(short {items})", f"(cons {self.expr('int', scope, depth)} (short (vector-ref {shelf} {at})))",
                 f"(rest-or (vector-ref {shelf} {at}) (short {items}))", "'()", f"(vector-ref {shelf} {self.slot(scope)})"]
        return f"(vector-set! {shelf} {at} {value[choice - 1]})"

    def set_variable(self, scope, depth):
        name, kind = self.random.choice(self.variables)
        if kind == "shelf":
            if self.random.random() < 0.8:
                return self.set_item(name, scope, depth)
            return f"(set! {name} {self.expr('shelf', scope, depth)})"
        if kind == "thing":
            if self.random.random() < 0.7:
                return self.set_field(name, scope, depth)
            return f"(set! {name} {self.expr('thing', scope, depth)})"
        value = self.expr(kind, scope, depth)
        short = {"list": "short", "nested": "short", "texts": "short", "string": "clip"}[kind]
        if kind != "string" and self.random.random() < 0.5:
            item = {"list": "int", "nested": "list", "texts": "string"}[kind]
            value = f"(cons {self.expr(item, scope, depth)} {name})"
        return f"(set! {name} ({short} {value}))"

    def loop(self, kind, scope, depth):
        r = self.random
        name, counter, acc = self.fresh("loop"), self.fresh("i"), self.fresh("acc")
        inner = scope + [(counter, "index"), (acc, kind)]
        start = self.expr(kind, scope, depth)
        if kind == "list":
            step = r.choice([f"(cons {counter} {acc})", f"(cons {self.expr('int', scope, depth)} {acc})",
                             self.expr("list", inner, depth)])
        elif kind == "nested":
            step = r.choice([f"(cons {self.expr('list', scope, depth)} {acc})", self.expr("nested", inner, depth)])
        elif kind == "string":
            step = r.choice([f"(string-append {acc} {self.leaf('string', scope)})", f"(clip {self.expr('string', inner, depth)})",
                             f"(string-append (number->string {counter}) (clip {acc}))", f"(clip (string-append {acc} {acc}))"])
        elif kind == "texts":
            step = r.choice([f"(renamed {acc} {self.leaf('string', scope)})", f"(cons {self.expr('string', scope, depth)} {acc})",
                             self.expr("texts", inner, depth)])
        elif kind == "triple":
            step = r.choice([f"(turned {acc} {self.expr('int', scope, depth)})", self.expr("triple", inner, depth)])
        else:
            step = r.choice([f"(+ {acc} {counter})", self.expr("int", inner, depth)])
        if kind == "int":
            step = f"(modulo {step} 10007)"
        limit = r.randint(1, 6)
        if r.random() < 0.3:
            return (f"(do (({counter} 0 (+ {counter} 1)) ({acc} {start} {step})) ((= {counter} {limit}) {acc}))")
        return (f"(let {name} (({counter} 0) ({acc} {start})) (if (= {counter} {limit}) {acc} "
                f"({name} (+ {counter} 1) {step})))")

    def int(self, kind, scope, depth):
        r = self.random
        a = lambda: self.expr("int", scope, depth)
        pick = r.randint(0, 10)
        if pick <= 1:
            return f"({r.choice(['+', '-'])} {a()} {a()})"
        if pick == 9:
            return f"(vector-ref {self.expr('triple', scope, depth)} {r.randint(0, 2)})"
        if pick == 10:
            return f"(string-length (first-or {self.expr('texts', scope, depth)} {self.expr('string', scope, depth)}))"
        if pick == 2:
            return f"(modulo (* {a()} {a()}) 1009)"
        if pick == 3:
            return f"(length {self.expr('list', scope, depth)})"
        if pick == 4:
            return f"(sum {self.expr('list', scope, depth)})"
        if pick == 5:
            return f"(first-or {self.expr('list', scope, depth)} {a()})"
        if pick == 6:
            proc = self.pick(scope, "proc")
            return f"({proc or self.expr('proc', scope, depth)} {a()})"
        if pick == 7:
            return f"(length {self.expr('nested', scope, depth)})"
        return f"(string-length {self.expr('string', scope, depth)})"

    def texts(self, kind, scope, depth):
        r = self.random
        pick = r.randint(0, 3)
        if pick == 0:
            return f"(cons {self.expr('string', scope, depth)} {self.expr('texts', scope, depth)})"
        if pick == 1:
            return f"(renamed {self.expr('texts', scope, depth)} {self.expr('string', scope, depth)})"
        if pick == 2:
            return f"(map number->string {self.expr('list', scope, depth)})"
        return f"(rest-or {self.expr('texts', scope, depth)} {self.expr('texts', scope, depth)})"

    def triple(self, kind, scope, depth):
        if self.random.random() < 0.5:
            return f"(turned {self.expr('triple', scope, depth)} {self.expr('int', scope, depth)})"
        name = self.fresh("v")
        return (f"(let (({name} (make-vector 3 {self.expr('int', scope, depth)}))) "
                f"(vector-set! {name} 1 {self.expr('int', scope, depth)}) {name})")

    def bool(self, kind, scope, depth):
        r = self.random
        pick = r.randint(0, 5)
        if pick <= 1:
            return f"({r.choice(['<', '=', '>'])} {self.expr('int', scope, depth)} {self.expr('int', scope, depth)})"
        if pick == 2:
            return f"(null? {self.expr('list', scope, depth)})"
        if pick == 3:
            return f"(not {self.expr('bool', scope, depth)})"
        if pick == 4:
            return f"({r.choice(['and', 'or'])} {self.expr('bool', scope, depth)} {self.expr('bool', scope, depth)})"
        return f"(equal? {self.expr('list', scope, depth)} {self.expr('list', scope, depth)})"

    def string(self, kind, scope, depth):
        if self.random.random() < 0.5:
            return f"(clip (string-append {self.expr('string', scope, depth)} {self.expr('string', scope, depth)}))"
        if self.random.random() < 0.3:
            return f"(first-or {self.expr('texts', scope, depth)} {self.expr('string', scope, depth)})"
        return f"(number->string {self.expr('int', scope, depth)})"

    def list(self, kind, scope, depth):
        r = self.random
        xs = lambda: self.expr("list", scope, depth)
        pick = r.randint(0, 8)
        if pick <= 1:
            return f"(cons {self.expr('int', scope, depth)} {xs()})"
        if pick == 2:
            return f"(append {xs()} {xs()})"
        if pick == 3:
            return f"(reverse {xs()})"
        if pick == 4:
            proc = self.pick(scope, "proc")
            return f"(map {proc or self.expr('proc', scope, depth)} {xs()})"
        if pick == 5:
            return f"(rest-or {xs()} {xs()})"
        if pick == 6:
            return f"(head-list {self.expr('nested', scope, depth)} {xs()})"
        if pick == 7:
            name = self.fresh("acc")
            return f"(let (({name} '())) (for-each (lambda (v) (set! {name} (cons v {name}))) {xs()}) {name})"
        return f"(list {self.expr('int', scope, depth)} {self.expr('int', scope, depth)})"

    def nested(self, kind, scope, depth):
        r = self.random
        pick = r.randint(0, 4)
        if pick <= 1:
            return f"(cons {self.expr('list', scope, depth)} {self.expr('nested', scope, depth)})"
        if pick == 2:
            return f"(map (lambda (v) (cons v {self.leaf('list', scope)})) {self.expr('list', scope, depth)})"
        if pick == 3:
            shared = self.fresh("shared")
            return f"(let (({shared} {self.expr('list', scope, depth)})) (list {shared} {shared}))"
        return f"(append {self.expr('nested', scope, depth)} {self.expr('nested', scope, depth)})"

    def proc(self, kind, scope, depth):
        r = self.random
        pick = r.randint(0, 3)
        if pick == 0:
            captured = self.pick(scope, "list")
            if captured:
                return f"(lambda (p) (+ p (sum {captured})))"
        if pick == 1:
            captured = self.pick(scope, "int")
            if captured:
                return f"(lambda (p) (set! {captured} (modulo (+ {captured} p) 1009)) {captured})"
        if pick == 2:
            name = self.fresh("kept")
            return (f"(let (({name} {self.expr('list', scope, depth)})) "
                    f"(lambda (p) (set! {name} (cons p {name})) (length {name})))")
        inner = self.fresh("p")
        return f"(lambda ({inner}) (modulo {self.expr('int', scope + [(inner, 'int')], depth)} 10007))"

    def thing(self, kind, scope, depth):
        if self.random.random() < 0.5:
            name = self.fresh("t")
            inner = scope + [(name, "thing")]
            return (f"(let (({name} {self.expr('thing', scope, depth)})) "
                    f"{self.set_field(name, inner, depth)} {name})")
        return f"(make-thing (short {self.expr('list', scope, depth)}) (clip {self.expr('string', scope, depth)}))"

    def shelf(self, kind, scope, depth):
        pick = self.random.randint(0, 2)
        if pick == 0:
            name = self.fresh("shelf")
            inner = scope + [(name, "shelf")]
            return (f"(let (({name} {self.expr('shelf', scope, depth)})) "
                    f"{self.set_item(name, inner, depth)} {name})")
        if pick == 1:
            return "(make-vector 4 '())"
        return "(vector " + " ".join(f"(short {self.expr('list', scope, depth)})" for _ in range(4)) + ")"

    def define_recursive(self):
        r = self.random
        name = self.fresh("walk")
        kind = r.choice(["int", "list", "nested", "string", "texts", "triple"])
        scope = [("x", "list"), ("y", kind), ("h", "int")]
        rest = f"({name} (cdr x) {r.choice(['y', self.expr(kind, scope[:2], 1)])})"
        if kind == "int":
            body = f"(modulo (+ {self.expr('int', scope, 2)} {rest}) 10007)"
        elif kind == "list":
            body = r.choice([f"(cons {self.expr('int', scope, 2)} {rest})", f"(append {self.expr('list', scope, 1)} {rest})",
                             f"(let ((r {rest})) (if {self.expr('bool', scope, 1)} r (cons h r)))"])
        elif kind == "string":
            body = r.choice([f"(clip (string-append {rest} (number->string h)))",
                             f"(clip (string-append {self.expr('string', scope, 1)} {rest}))"])
        elif kind == "texts":
            body = r.choice([f"(cons {self.expr('string', scope, 2)} {rest})", f"(renamed {rest} {self.expr('string', scope, 1)})"])
        elif kind == "triple":
            body = f"(turned {rest} {self.expr('int', scope, 1)})"
        else:
            body = f"(cons {self.expr('list', scope, 2)} {rest})"
        base = r.choice(["y", self.leaf(kind, scope[:2])])
        text = f"(define ({name} x y) (if (null? x) {base} (let ((h (car x))) {body})))"
        self.functions.append((name, ["list", kind], kind))
        return text

    def define(self):
        if self.random.random() < 0.3:
            return self.define_recursive()
        name = self.fresh("fun")
        count = self.random.randint(1, 3)
        params = [self.random.choice(["int", "list", "list", "nested", "string", "texts", "triple", "proc"] + 2 * self.things)
                  for _ in range(count)]
        result = self.random.choice(["int", "list", "list", "nested", "string", "texts", "triple", "bool", "proc"] + self.things)
        scope = [(f"a{i}", type_) for i, type_ in enumerate(params)]
        body = self.expr(result, scope, self.random.randint(2, 4))
        self.functions.append((name, params, result))
        return f"(define ({name} {' '.join(n for n, _ in scope)}) {body})"

    def program(self):
        lines = ["(import (scheme base) (scheme write))",
                 "(define (sum xs) (if (null? xs) 0 (modulo (+ (car xs) (sum (cdr xs))) 10007)))",
                 "(define (first-or xs n) (if (null? xs) n (car xs)))",
                 "(define (rest-or xs ys) (if (null? xs) ys (cdr xs)))",
                 "(define (head-list xss ys) (if (null? xss) ys (car xss)))",
                 "(define (clip s) (if (< (string-length s) 60) s (substring s 10 50)))",
                 "(define (renamed ts s) (if (null? ts) '() (cons (clip (string-append (car ts) s)) (renamed (cdr ts) s))))",
                 "(define (turned v n) (vector (vector-ref v 1) (modulo (+ (vector-ref v 2) n) 1009) (vector-ref v 0)))",
                 "(define (show x) (write x) (newline))"]
        lines.append("(define (short xs) (if (< (length xs) 9) xs (list (car xs) (car (cdr xs)))))")
        if self.random.random() < 0.5:
            self.things = ["thing"]
            lines.append("(define-record-type <thing> (make-thing a b) thing? (a thing-a set-thing-a!) (b thing-b set-thing-b!))")
        if self.random.random() < 0.5:
            self.things = self.things + ["shelf"]
            lines.append("(define (swap-items! v i j) (let ((x (vector-ref v i))) "
                         "(vector-set! v i (vector-ref v j)) (vector-set! v j x)))")
        for _ in range(self.random.choice([0, 0, 1, 2, 3])):
            kind = self.random.choice(["list", "nested", "string", "texts"] + 3 * self.things)
            name = self.fresh("state")
            lines.append(f"(define {name} {self.leaf(kind, [])})")
            self.variables.append((name, kind))
        for _ in range(self.random.randint(3, 8)):
            lines.append(self.define())
        if self.variables:
            lines.append(f"(define (step! n) {self.set_variable([('n', 'int')], 3)} n)")
            self.functions.append(("step!", ["int"], "int"))
        if self.random.random() < 0.5:
            lines.append(f"(define table {self.expr('list', [], 2)})")
            lines.append("(define (remember! n) (set! table (cons n table)) (length table))")
            self.functions.append(("remember!", ["int"], "int"))
        for _ in range(self.random.randint(3, 6)):
            kind = self.random.choice(["int", "list", "nested", "string", "texts", "triple", "bool"])
            lines.append(f"(show {self.expr(kind, [], 4)})")
        for name, kind in self.variables:
            lines.append(f"(show (list (thing-a {name}) (thing-b {name})))" if kind == "thing" else f"(show {name})")
        if any(line.startswith("(define table") for line in lines):
            lines.append("(show table)")
        return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(Generator(int(sys.argv[1])).program())

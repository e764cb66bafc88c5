// Macros, as the abstract syntax of what they expand to. Two names are one variable when they print alike: each binding
// is `name` with a dot and its number within the item; a name without a number is global.
#include <criterion/criterion.h>

#include <fmt/format.h>
#include <pthread.h>

#include <string>

#include "assert_text.h"
#include "ast/expander.h"
#include "syntax_fixture.h"

using namespace omni;

namespace {

class Printer {
public:
    explicit Printer(const ast::Unit& unit) : unit_(unit) {}

    std::string Print(ast::NodeId id) const
    {
        const ast::Node& node = unit_.nodes[id];
        switch (node.kind) {
        case ast::NodeKind::Literal: return Literal(node);
        case ast::NodeKind::QuotedList: return "'(" + Kids(node) + ")";
        case ast::NodeKind::QuotedVector: return "#(" + Kids(node) + ")";
        case ast::NodeKind::LocalRef: return Name(node.binding());
        case ast::NodeKind::GlobalRef: return std::string(node.symbol().text());
        case ast::NodeKind::SetLocal: return "(set! " + Name(node.binding()) + " " + Kids(node) + ")";
        case ast::NodeKind::SetGlobal: return "(set! " + std::string(node.symbol().text()) + " " + Kids(node) + ")";
        case ast::NodeKind::If: return "(if " + Kids(node) + ")";
        case ast::NodeKind::And: return "(and " + Kids(node) + ")";
        case ast::NodeKind::Or: return "(or " + Kids(node) + ")";
        case ast::NodeKind::Seq: return "(seq " + Kids(node) + ")";
        case ast::NodeKind::Let: return "(let " + Bindings(node) + ")";
        case ast::NodeKind::Letrec: return "(letrec " + Bindings(node) + ")";
        case ast::NodeKind::Lambda: return Lambda(node.lambda());
        case ast::NodeKind::Call: return "(" + Kids(node) + ")";
        case ast::NodeKind::While: return "(while " + Kids(node) + ")";
        case ast::NodeKind::Assert: return "(assert " + Kids(node) + ")";
        case ast::NodeKind::BindValues: return "(bind-values " + Bindings(node) + ")";
        case ast::NodeKind::RegionWish: return "(region)";
        case ast::NodeKind::RegionEnd: return "(region-end)";
        case ast::NodeKind::RegionScope: return "(region-scope " + Kids(node) + ")";
        }
        return "?";
    }

    std::string Lambda(ast::LambdaId id) const
    {
        std::string out = "(lambda (";
        for (const ast::BindingId param : unit_.lambdas[id].params) {
            out += (out.back() == '(' ? "" : " ") + Name(param);
        }
        return out + ") " + Print(unit_.lambdas[id].body) + ")";
    }

private:
    std::string Literal(const ast::Node& node) const
    {
        switch (node.literal) {
        case ast::LiteralKind::Int: return std::to_string(static_cast<int64_t>(node.payload));
        case ast::LiteralKind::Bool: return node.payload != 0 ? "#t" : "#f";
        case ast::LiteralKind::String: return "\"" + unit_.strings[node.payload] + "\"";
        case ast::LiteralKind::Symbol: return "'" + std::string(node.symbol().text());
        case ast::LiteralKind::Nil: return "()";
        case ast::LiteralKind::Nothing: return "nothing";
        case ast::LiteralKind::Bytes:
        case ast::LiteralKind::Float:
        case ast::LiteralKind::Char: break;
        }
        return "?";
    }

    std::string Name(ast::BindingId id) const
    {
        const ast::Binding& binding = unit_.bindings[id];
        cr_assert(!support::Symbols().is_alias(binding.name), "an alias is the name of a binding");
        return std::string(binding.name.text()) + "." + std::to_string(id.index());
    }

    std::string Kids(const ast::Node& node) const
    {
        std::string out;
        for (const ast::NodeId kid : unit_.kids_of(node)) {
            out += (out.empty() ? "" : " ") + Print(kid);
        }
        return out;
    }

    std::string Bindings(const ast::Node& node) const
    {
        const auto kids = unit_.kids_of(node);
        const auto bindings = unit_.bindings_of(node);
        std::string out = "(";
        for (size_t i = 0; i < bindings.size(); ++i) {
            out += fmt::format("{}({} {})", i == 0 ? "" : " ", bindings[i].valid() ? Name(bindings[i]) : "_",
                               Print(kids[i]));
        }
        return out + ") " + Print(kids.back());
    }

    const ast::Unit& unit_;
};

struct Expansion {
    Reading reading;
    ast::TopLevel top;
    std::string text;

    explicit Expansion(std::string source) : reading(std::move(source))
    {
        top = ast::CollectTopLevel(reading.parsed.forms, reading.sink);
        ast::Expander expander(top, reading.sink);
        for (const ast::TopItem& item : top.items) {
            const ast::Unit unit = expander.ExpandItem(reading.parsed.forms[item.form], item);
            const Printer printer(unit);
            const std::string body = item.kind == ast::ItemKind::Function
                                         ? printer.Lambda(ast::LambdaId(0))
                                         : printer.Print(unit.lambdas[ast::LambdaId(0)].body);
            const std::string name(item.name.text());
            text += (item.name.valid() ? name + " = " + body : body) + "\n";
        }
    }
};

std::string Expanded(std::string source)
{
    const Expansion expansion(std::move(source));
    ASSERT_TEXT(expansion.reading.Errors(), "");
    return expansion.text;
}

std::string Errors(std::string source) { return Expansion(std::move(source)).reading.Errors(); }

/// The pipeline has a stack for the deepest nesting that is let through; so has this.
std::string ErrorsOnBigStack(std::string source)
{
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, size_t{256} << 20);
    pthread_t thread;
    const auto run = [](void* text) -> void* {
        *static_cast<std::string*>(text) = Errors(*static_cast<std::string*>(text));
        return nullptr;
    };
    cr_assert(pthread_create(&thread, &attributes, run, &source) == 0);
    pthread_join(thread, nullptr);
    pthread_attr_destroy(&attributes);
    return source;
}

const std::string kMyOr = "(define-syntax my-or (syntax-rules () ((_) #f) ((_ e) e)"
                          " ((_ e r ...) (let ((t e)) (if t t (my-or r ...))))))";

}  // namespace

Test(ast_macro, inserted_binders_are_new)
{
    ASSERT_TEXT(Expanded(kMyOr + "(define (f t) (my-or 1 t 3))"),
                "f = (lambda (t.1) (let ((t.2 1)) (if t.2 t.2 (let ((t.3 t.1)) (if t.3 t.3 3)))))\n");
    ASSERT_TEXT(Expanded("(define-syntax swap! (syntax-rules () ((_ a b) (let ((tmp a)) (set! a b) (set! b tmp)))))"
                         "(define (f tmp other) (swap! tmp other))"),
                "f = (lambda (tmp.1 other.2) (let ((tmp.3 tmp.1)) (seq (set! tmp.1 other.2) (set! other.2 tmp.3))))\n");
    ASSERT_TEXT(Expanded("(define-syntax forever (syntax-rules () ((_ e) (let loop () e (loop)))))"
                         "(define (f loop) (forever (loop)))"),
                "f = (lambda (loop.1) (letrec ((loop.2 (lambda () (seq (loop.1) (loop.2))))) (loop.2)))\n");
}

Test(ast_macro, inserted_free_names_mean_what_they_mean_at_the_definition)
{
    ASSERT_TEXT(Expanded(kMyOr + "(define (f if let) (my-or if let))"),
                "f = (lambda (if.1 let.2) (let ((t.3 if.1)) (if t.3 t.3 let.2)))\n");
    ASSERT_TEXT(Expanded("(define limit 5) (define-syntax clip (syntax-rules () ((_ e) (min e limit))))"
                         "(define (f limit min) (clip limit))"),
                "limit = 5\nf = (lambda (limit.1 min.2) (min limit.1 limit))\n");
    ASSERT_TEXT(Expanded("(define (f x) (let-syntax ((m (syntax-rules () ((_) x)))) (let ((x 2)) (list x (m)))))"),
                "f = (lambda (x.1) (let ((x.2 2)) (list x.2 x.1)))\n");
    // The macro of a body sees what is defined after it in that body.
    ASSERT_TEXT(Expanded("(define (f) (define-syntax m (syntax-rules () ((_) (g)))) (define (g) 1)"
                         "  (let ((g 2)) (m) g))"),
                "f = (lambda () (letrec ((g.1 (lambda () 1))) (let ((g.2 2)) (seq (g.1) g.2))))\n");
    ASSERT_TEXT(Expanded("(define-syntax q (syntax-rules () ((_ x) (list 'x 'y `(z ,x)))))(q 1)"),
                "(list 1 'y (cons 'z (cons 1 ())))\n");
}

Test(ast_macro, user_macros_win_over_forms_and_lose_to_bindings)
{
    ASSERT_TEXT(Expanded("(while 1) (define-syntax while (syntax-rules () ((_ x) (list x)))) (while 2)"
                         "(define (f while) (while 3))"),
                "(while 1 nothing)\n(list 2)\nf = (lambda (while.1) (while.1 3))\n");
    ASSERT_TEXT(Expanded("(define-syntax fn (syntax-rules () ((_ x) 'x))) (define f (fn (a)))"), "f = '('a ())\n");
    ASSERT_TEXT(Expanded("(define-syntax unless (syntax-rules () ((_ t e) (if t #f e))))"
                         "(define (f) (define (unless x) x) (unless 1))"),
                "f = (lambda () (letrec ((unless.1 (lambda (x.2) x.2))) (unless.1 1)))\n");
}

Test(ast_macro, literals_match_by_meaning)
{
    const std::string rules = "(define-syntax m (syntax-rules (else =>) ((_ else) 'literal) ((_ a => b) 'arrow)"
                              " ((_ x ...) 'other)))";
    ASSERT_TEXT(Expanded(rules + "(m else) (m 1 => 2) (m 1 2) (let ((else 1)) (m else))"),
                "'literal\n'arrow\n'other\n(let ((else.0 1)) 'other)\n");
    // An `else` that another macro inserts is the same as the one of the source.
    ASSERT_TEXT(Expanded(rules + "(define-syntax n (syntax-rules () ((_) (m else)))) (n)"
                                 "(define-syntax c (syntax-rules () ((_ x) (cond (x => list) (else 2))))) (c 1)"),
                "'literal\n(let ((found.0 1)) (if found.0 (list found.0) 2))\n");
}

Test(ast_macro, patterns_and_templates)
{
    ASSERT_TEXT(Expanded("(define-syntax m (syntax-rules () ((_ ((a b ...) ...) e) '((b ... a) ... e))))"
                         "(m ((1 2 3) (4)) 5) (m () 6)"),
                "'('(2 3 1 ()) '(4 ()) 5 ())\n'(6 ())\n");
    ASSERT_TEXT(Expanded("(define-syntax m (syntax-rules () ((_ (a ...) ...) '(a ... ...)))) (m (1 2) () (3))"),
                "'(1 2 3 ())\n");
    ASSERT_TEXT(Expanded("(define-syntax m (syntax-rules () ((_ a ... b c) '(c (a ...) b)))) (m 1 2) (m 1 2 3 4)"),
                "'(2 () 1 ())\n'(4 '(1 2 ()) 3 ())\n");
    ASSERT_TEXT(Expanded("(define-syntax m (syntax-rules () ((_ a . r) '(r . a)) )) (m 1) (m 1 2 3) (m 1 . 2)"),
                "'(() 1)\n'('(2 3 ()) 1)\n'(2 1)\n");
    ASSERT_TEXT(Expanded("(define-syntax m (syntax-rules () ((_ a ... . r) '((a ...) r)))) (m 1 2) (m 1 . 2)"),
                "'('(1 2 ()) () ())\n'('(1 ()) 2 ())\n");
    ASSERT_TEXT(Expanded("(define-syntax m (syntax-rules () ((_ #(a b ...)) '(a (b ...))) ((_ (a)) 'list)"
                         " ((_ \"s\") 1) ((_ 2.5) 2) ((_ #\\a) 3) ((_ #t) 4)))"
                         "(m #(1 2 3)) (m (1)) (m \"s\") (m 2.5) (m #\\a) (m #t)"),
                "'(1 '(2 3 ()) ())\n'list\n1\n2\n3\n4\n");
    ASSERT_TEXT(Expanded("(define-syntax m (syntax-rules ::: () ((_ a :::) '(a ::: ...)))) (m 1 2)"
                         "(define-syntax n (syntax-rules () ((_ a) '(a (... ...) (... (a ...)))))) (n 1)"
                         "(define-syntax k (syntax-rules (...) ((_ ...) 'dots) ((_ _) 'one))) (k ...) (k 5)"),
                "'(1 2 '... ())\n'(1 '... '(1 '... ()) ())\n'dots\n'one\n");
    ASSERT_TEXT(Expanded("(define-syntax m (syntax-rules () ((_ (a ...) (b ...)) '((a b ...) ...)))) (m (1 2) (x y))"),
                "'('(1 'x 'y ()) '(2 'x 'y ()) ())\n");
    ASSERT_TEXT(Expanded("(define-syntax m (syntax-rules () ((_ (a b ...) ...) '((a (b a) ...) ...)))) (m (1 2 3) (4))"),
                "'('(1 '(2 1 ()) '(3 1 ()) ()) '(4 ()) ())\n");
}

Test(ast_macro, definitions_and_macros_from_macros)
{
    ASSERT_TEXT(Expanded("(define-syntax counter (syntax-rules () ((_ next) (begin (define count 0)"
                         " (define (next) (set! count (+ count 1)) count))))) (counter a) (counter b) (define count 9)"
                         "(define (f) (counter c) (c))"),
                "count-1 = 0\na = (lambda () (seq (set! count-1 (+ count-1 1)) count-1))\n"
                "count-2 = 0\nb = (lambda () (seq (set! count-2 (+ count-2 1)) count-2))\ncount = 9\n"
                "f = (lambda () (letrec ((count.1 0) (c.2 (lambda () (seq (set! count.1 (+ count.1 1)) count.1))))"
                " (c.2)))\n");
    ASSERT_TEXT(Expanded("(define-syntax looper (syntax-rules () ((_ x) (begin (define (go n) (go (- n x))) (go 1)))))"
                         "(looper 2)"),
                "go-1 = (lambda (n.1) (go-1.0 (- n.1 2)))\n(go-1 1)\n");
    ASSERT_TEXT(Expanded("(define-syntax be-like-begin (syntax-rules () ((_ name) (define-syntax name"
                         " (syntax-rules () ((_ expr (... ...)) (begin expr (... ...))))))))"
                         "(be-like-begin sequence) (sequence 1 2) (let ((=> #f)) (cond (#t => 'ok)))"),
                "1\n2\n(let ((=>.0 #f)) (if #t (seq =>.0 'ok) nothing))\n");
    ASSERT_TEXT(Expanded("(define (f) (letrec-syntax ((e? (syntax-rules () ((_) #t) ((_ x . r) (o? . r))))"
                         " (o? (syntax-rules () ((_) #f) ((_ x . r) (e? . r))))) (e? 1 2 3)))"),
                "f = (lambda () #f)\n");
}

Test(ast_macro, a_function_that_a_macro_assigns_is_a_variable)
{
    const std::string macro = "(define-syntax put! (syntax-rules () ((_ a v) (set! a v))))";
    const Expansion assigned(macro + "(define (f) 1) (define (g) 2) (define (h f) (put! f 3) (put! g 4))");
    ASSERT_TEXT(assigned.reading.Errors(), "");
    cr_assert(assigned.top.Find(support::Intern("f"))->kind == ast::ItemKind::Function);
    cr_assert(assigned.top.Find(support::Intern("g"))->kind == ast::ItemKind::Value);
}

Test(ast_macro, errors_point_at_the_use_or_the_rule)
{
    ASSERT_TEXT(Errors("(define-syntax m (syntax-rules (to) ((_ a to b) a) ((_) 1)))\n (m 1 2 3)\n (list m)"),
                "2:2 E0218\n3:8 E0213\n");
    const Expansion use("(define-syntax m (syntax-rules (to) ((_) 1) ((_ a to b) a)))\n(m 1 2 3)");
    const source::Diagnostic& diagnostic = *use.reading.sink.Sorted()[0];
    cr_assert(diagnostic.notes().size() == 2);
    ASSERT_TEXT(use.reading.Text(diagnostic.notes()[0].span), "m");
    ASSERT_TEXT(use.reading.Text(diagnostic.notes()[1].span), "to");
    ASSERT_TEXT(diagnostic.notes()[1].text, "nearest rule: expected the name `to` here");

    ASSERT_TEXT(Errors("(define-syntax m (syntax-rules ()\n ((_ x ...) (list x))\n ((_ x) (list x ...))\n"
                       " ((_ x x) 1)\n ((_ x ... y ...) 1)\n ((_ (... ...)) 1)\n (_ 1)\n ((_ x) 1 2)))"),
                "2:19 E0224\n3:15 E0224\n4:8 E0224\n5:14 E0224\n6:7 E0224\n7:3 E0224\n8:2 E0224\n");
    ASSERT_TEXT(Errors("(define-syntax m 5)\n(define-syntax n)\n(m)\n(define-syntax k (syntax-rules (1) ((_) 1)))"),
                "1:18 E0223\n2:1 E0205\n4:33 E0223\n");
    ASSERT_TEXT(Errors("(define-syntax m (syntax-rules () ((_ (a ...) (b ...)) '((a b) ...))))\n(m (1 2) (3))"),
                "2:1 E0218\n");
    ASSERT_TEXT(Errors("(define-syntax m (syntax-rules () ((_ x) (syntax-error \"no:\" x))))\n(m 1)"), "2:1 E0225\n");
    ASSERT_TEXT(Errors("(define-syntax m (syntax-rules () ((_) 1)))\n(define (m) 2)\n(define-syntax m 3)"),
                "2:10 E0204\n3:16 E0204\n");
    // What the macro inserts has the place of the use.
    ASSERT_TEXT(Errors("(define-syntax m (syntax-rules () ((_ x) (let ((y)) x))))\n(display (m 1))"), "2:10 E0205\n");
}

Test(ast_macro, expansions_that_do_not_end, .timeout = 60)
{
    ASSERT_TEXT(ErrorsOnBigStack("(define-syntax m (syntax-rules () ((_ x) (m x))))\n(define (f) (m 1))\n(m 1)"),
                "2:13 E0219\n3:1 E0219\n");
    ASSERT_TEXT(ErrorsOnBigStack("(define-syntax m (syntax-rules () ((_ x) (m (x)))))\n(define (f) (m 1))"), "2:13 E0219\n");
    ASSERT_TEXT(ErrorsOnBigStack("(define-syntax m (syntax-rules () ((_ x) (list (m x) (m x)))))\n(define (f) (m 1))"),
                "2:13 E0219\n");
    ASSERT_TEXT(ErrorsOnBigStack("(define-syntax m (syntax-rules () ((_ x) (m (x x)))))\n(define (f) (m 1))"), "2:13 E0219\n");
    ASSERT_TEXT(ErrorsOnBigStack("(define-syntax m (syntax-rules () ((_ x ...) (m x ... x ...))))\n(define (f) (m 1 2))"),
                "2:13 E0219\n");
}

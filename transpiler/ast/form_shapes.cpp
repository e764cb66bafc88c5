#include "ast/form_shapes.h"

namespace omni::ast {
namespace {

struct Shape {
    std::string_view form;
    std::string_view shape;
};

constexpr Shape kShapes[] = {
    {"and", "(and test ...)"},
    {"assert", "(assert test message)"},
    {"case", "(case key ((datum ...) body ...) ... (else body ...))"},
    {"case-lambda", "(case-lambda ((parameter ...) body ...) ...)"},
    {"cond", "(cond (test body ...) ... (else body ...))"},
    {"define", "(define name value) or (define (name parameter ...) body ...)"},
    {"define-record-type", "(define-record-type name (constructor field ...) predicate (field accessor modifier) ...)"},
    {"define-syntax", "(define-syntax name (syntax-rules (literal ...) (pattern template) ...))"},
    {"define-values", "(define-values (name ...) expression)"},
    {"defn", "(defn name [parameter ...] body ...)"},
    {"delay", "(delay expression)"},
    {"do", "(do ((name init step) ...) (test result ...) body ...)"},
    {"fn", "(fn [parameter ...] body ...)"},
    {"for", "(for [name items] body ...) or (for [name from to] body ...)"},
    {"guard", "(guard (name (test body ...) ...) body ...)"},
    {"if", "(if test then else)"},
    {"lambda", "(lambda (parameter ...) body ...)"},
    {"let", "(let ((name value) ...) body ...)"},
    {"let*", "(let* ((name value) ...) body ...)"},
    {"let-values", "(let-values (((name ...) expression) ...) body ...)"},
    {"let*-values", "(let*-values (((name ...) expression) ...) body ...)"},
    {"let/cc", "(let/cc name body ...)"},
    {"let/ec", "(let/ec name body ...)"},
    {"letrec", "(letrec ((name value) ...) body ...)"},
    {"letrec*", "(letrec* ((name value) ...) body ...)"},
    {"loop", "(loop [name value ...] body ... (recur value ...))"},
    {"match", "(match value [pattern body ...] ...)"},
    {"parameterize", "(parameterize ((parameter value) ...) body ...)"},
    {"quasiquote", "`(datum ,expression ...)"},
    {"quote", "'datum or (quote datum)"},
    {"receive", "(receive (name ...) expression body ...)"},
    {"set!", "(set! name value)"},
    {"struct", "(struct Name (field Type) ...)"},
    {"unless", "(unless test body ...)"},
    {"when", "(when test body ...)"},
    {"while", "(while test body ...)"},
};

}  // namespace

std::string ShapeHint(std::string_view form)
{
    for (const Shape& known : kShapes) {
        if (known.form == form) {
            return "write " + std::string(known.shape);
        }
    }
    return {};
}

}  // namespace omni::ast

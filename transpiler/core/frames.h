#pragma once
// Which lambdas of a unit become C functions, which become loops in place, and which variables each function needs from
// outside. Lambda lifting after Johnsson (1985): a function that is only called takes its free variables as parameters.
//
//   (define (f n)                          f     Function
//     (let loop ((i 0))                    loop  Loop: one call from outside, all others in tail position of itself
//       (if (< i n) (loop (+ i 1)) i))
//     (define (g x) (+ x n))               g     Function, needs n
//     (map (lambda (x) (g x)) ...))        the lambda: Function, needs n because it calls g; a closure over n

#include <vector>

#include "ast/ast.h"

namespace omni::core {

enum class Role : uint8_t {
    Function,  ///< a function of its own: lifted when it is called by name, a closure where it is a value
    Loop,      ///< a loop at the place of its one call from outside
};

struct Frame {
    Role role = Role::Function;
    ast::LambdaId host;              ///< the function whose code holds its body: itself, or of a Loop the one around
    bool called = false;             ///< Function: called by name other than in tail position of itself
    bool is_value = false;           ///< mentioned other than in a call
    bool self_tail = false;          ///< Function: calls itself in tail position
    std::vector<ast::BindingId> needs;  ///< Function: variables of other functions, in order of first mention
};

struct Frames {
    support::Table<ast::LambdaId, Frame> frames;
    support::Table<ast::BindingId, uint8_t> is_cell;      ///< bool: captured and assigned
    support::Table<ast::BindingId, uint8_t> is_assigned;  ///< bool: changes after it is bound (or begins as `nothing`)
    /// bool: the closure of this function is made once, where it is defined, and is held by the binding as by a variable.
    /// Only what the function itself hands to a function called by name is a closure of its own, so that (for-each visit
    /// parts) in `visit` needs no closure that holds itself.
    support::Table<ast::BindingId, uint8_t> holds_closure;
    std::vector<std::vector<const ast::Ref*>> calls;      ///< by lambda: the calls of it, in source order

    /// The lambda that a binding stands for wherever it is mentioned; None for a variable.
    [[nodiscard]] static ast::LambdaId FunctionOf(const ast::Unit& unit, ast::BindingId binding)
    {
        const ast::Binding& info = unit.bindings[binding];
        return info.assigned ? ast::LambdaId() : info.lambda;
    }
};

Frames ComputeFrames(const ast::Unit& unit);

}  // namespace omni::core

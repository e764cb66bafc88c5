#pragma once
// The one dump of core: what `--print=core` shows, and with a margin what every later stage shows beside it.
//
//   fn sum-list (xs: obj) -> obj
//     %empty = IsNull %xs                                    ; margin text, when there is any
//     if %empty {
//       return 0
//     } else {
//       %head = Car %xs
//       ...

#include <functional>
#include <string>

#include "core/core.h"
#include "support/text_writer.h"

namespace omni::core {

/// What later stages add to the dump. Empty functions add nothing.
struct PrintOptions {
    std::function<std::string(const Function&, StmtId)> margin;           ///< to the right of a statement
    std::function<std::string(const Function&, RegionId)> region_name;    ///< region IR
    bool show_prelude = false;                                            ///< functions of the library, too
};

std::string Print(const Module& module, const PrintOptions& options = {});
void PrintFunction(const Module& module, const Function& function, const PrintOptions& options, TextWriter& writer);

/// A constant in the source's notation: `42`, `"text"`, `'(1 2)`.
std::string SpellConstant(const support::Table<ConstantId, Constant>& constants, ConstantId id);

/// Names of the variables of a function in dumps: the source name, with `.2`, `.3` ... when it is not the first of it.
class VarNames {
public:
    explicit VarNames(const Function& function);
    [[nodiscard]] const std::string& operator[](VarId id) const { return names_[id]; }

private:
    support::Table<VarId, std::string> names_;
};

std::string_view Name(Repr repr);
/// How the dumps call a CallClosure: apply, try, handle, with_exit, wind, spread.
std::string_view WordOfCall(const Stmt& stmt);
/// The word in front of a call that is pending, or makes those that are: `pending `, `finish `, or nothing.
std::string_view WayOfCall(const Stmt& stmt);

}  // namespace omni::core

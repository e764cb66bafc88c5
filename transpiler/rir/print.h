#pragma once
// Region IR as text. The text is complete: rir/parse reads it back, and printing what was read gives the same text.
// docs/rir.md describes the syntax.
//
//   fn process (%data: obj n0) dest -> obj n2 {
//     region outside outside
//     region dest dest
//     region temp_region local
//     node n0 outside {car: n0, cdr: n0}
//     node n1 temp_region {car: n1, cdr: n1}
//     node n2 dest
//     region.create temp_region
//     let %temp: obj n1 = call build-tree(%data) into temp_region [n0 -> n0, n1 -> n1]
//     let %result: obj n2 = call summarize(%temp) into dest [n0 -> n1, n1 -> n2]
//     region.exit temp_region
//     return %result
//   }

#include <string>
#include <string_view>
#include <vector>

#include "rir/rir.h"

namespace omni::rir {

struct PrintOptions {
    bool decisions = false;  ///< the plan's id of each region op and allocation in the margin, as a comment
    bool prelude = true;     ///< library functions too; without them the text cannot be read back
};

/// The whole program, functions in module order.
std::string Print(const Module& module, const PrintOptions& options = {});
/// One function.
std::string Print(const Module& module, core::FuncId function, const PrintOptions& options = {});
/// A statement on one line, without types and without what stands in its blocks: for messages.
std::string PrintStatement(const Module& module, core::FuncId function, core::StmtId stmt);

/// A name as the text spells it: bare where it can be, otherwise in bars with escapes.
std::string SpellName(std::string_view name);

/// What the text calls the variables and regions of a function: their names, the second of equals with `.2`.
class FunctionNames {
public:
    explicit FunctionNames(const Function& function);
    [[nodiscard]] const std::string& var(core::VarId id) const { return vars_[id.index()]; }
    [[nodiscard]] const std::string& region(RegionId id) const { return regions_[id.index()]; }

private:
    std::vector<std::string> vars_, regions_;
};

/// Words of the text for the enumerations of region IR; empty when there is no such value.
std::string_view Word(RegionKind kind);
std::string_view Word(FieldKind kind);
std::string_view Word(core::Repr repr);
std::string_view Word(core::Contract contract);
/// Name of the kind with bit `bit` of a core::KindSet, or empty.
std::string_view KindWord(unsigned bit);
/// All struct types, among kinds.
inline constexpr std::string_view kAnyStruct = "struct";

}  // namespace omni::rir

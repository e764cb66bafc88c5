#pragma once
// Where in the C the plan is found: each memory operation with the decision that it belongs to, each line of a plan
// comment, the lines of each function. It is recorded while the C is written, not read back from it.
//
// While the text of a file is moved about (comments go above statements, functions behind prototypes), a place in it is
// held by a mark: a group of UTF-8 continuation bytes that no text has at such a place and that counts as no column. The
// marks are taken out at the end, when lines are known.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/core.h"
#include "plan/plan.h"

namespace omni::emit {

/// A memory operation of the C: something that makes, ends, moves or hands on storage.
struct Operation {
    std::string kind;        ///< `region_create`, `region_exit`, `region_of`, `object`, `allocate`, `call`, ...
    std::string name;        ///< the C function that is called, or the C object that is declared
    std::string where;       ///< C expression of the region or object concerned: `temp_region`, `dest`, `&point_pair`
    core::FuncId function;   ///< source function
    bool in_entry = false;   ///< stands in the function's closure entry, the second C function of it
    core::StmtId stmt;       ///< None in a closure entry
    plan::DecisionId decision;
    uint32_t line = 0, column = 0;  ///< in the C file, 1-based
    uint32_t ordinal = 0;    ///< among the operations of the C function, in the order of its text, from 0
};

/// The line of a decision in the comment above a function.
struct PlanLine {
    plan::DecisionId decision;
    uint32_t line = 0;
};

/// Where a function stands in the C; 0 where there is none.
struct FunctionLines {
    core::FuncId function;
    std::string name;
    uint32_t comment = 0;    ///< first line of what stands above it: source comments, plan comment
    uint32_t first = 0, last = 0;
    uint32_t entry_first = 0, entry_last = 0;  ///< its closure entry
};

/// The C name of a variable that has one.
struct VariableName {
    core::FuncId function;
    core::VarId var;
    std::string name;
};

struct Trace {
    std::vector<Operation> operations;   ///< in the order of the file
    std::vector<PlanLine> plan_lines;    ///< the same
    std::vector<FunctionLines> functions;///< the same
    std::vector<VariableName> variables; ///< by function, then variable
};

/// Marks of one file. When nobody asks where the plan is found, none are put.
class Marks {
public:
    enum class Kind : uint8_t { Operation, PlanLine, FunctionComment, FunctionFirst, FunctionLast, EntryFirst, EntryLast };

    explicit Marks(bool wanted) : wanted_(wanted) {}
    [[nodiscard]] bool wanted() const { return wanted_; }

    /// The bytes that hold a place; empty when marks are not wanted.
    std::string Add(Operation operation);
    std::string Add(Kind kind, core::FuncId function, plan::DecisionId decision = {});

    /// Takes the marks out of `text` and writes down what they stand for. Once, after the last was put.
    std::string Resolve(std::string text, Trace& trace);

private:
    struct Mark {
        Kind kind;
        core::FuncId function;
        plan::DecisionId decision;
        uint32_t operation = 0;
    };
    std::string Spell(Mark mark);

    bool wanted_;
    std::vector<Mark> marks_;
    std::vector<Operation> operations_;
};

}  // namespace omni::emit

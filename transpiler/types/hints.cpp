#include "types/hints.h"

namespace omni::types {

namespace kind = core::kind;
using core::KindSet;
using core::Prim;

std::string HintForArgument(Prim prim, KindSet wanted, KindSet found)
{
    const bool compares = prim == Prim::NumEq || prim == Prim::NumLt || prim == Prim::NumGt || prim == Prim::NumLe ||
                          prim == Prim::NumGe;
    if (compares && found == kind::kString) {
        return "`string=?`, `string<?` and so on compare strings";
    }
    if (compares && found == kind::kChar) {
        return "`char=?`, `char<?` and so on compare chars";
    }
    if (compares && prim == Prim::NumEq) {
        return "`=` is for numbers; `eqv?` and `equal?` compare anything";
    }
    if (wanted == kind::kString && found == kind::kChar) {
        return "(string char) is the string of one char";
    }
    if (wanted == kind::kString && (found & ~kind::kNumber) == 0) {
        return "(number->string number) is its text";
    }
    if (wanted == kind::kString && found == kind::kSymbol) {
        return "(symbol->string symbol) is its text";
    }
    if (wanted == kind::kSymbol && found == kind::kString) {
        return "(string->symbol text) is the symbol of that name";
    }
    if (wanted == kind::kChar && found == kind::kString) {
        return "a char is written #\\a; (string-ref text 0) is the first of a string";
    }
    if ((wanted & ~kind::kNumber) == 0 && found == kind::kString) {
        return "(string->number text) is the number that the text shows";
    }
    if ((wanted & ~kind::kNumber) == 0 && found == kind::kChar) {
        return "(char->integer char) is its code, (digit-value char) the value of a digit";
    }
    if (wanted == kind::kVector && (found & ~(kind::kPair | kind::kNil)) == 0) {
        return "lists have `list-ref` and `length`; (list->vector list) is a vector of the same items";
    }
    if ((wanted & ~(kind::kPair | kind::kNil)) == 0 && found == kind::kVector) {
        return "vectors have `vector-ref` and `vector-length`; (vector->list vector) is a list of the same items";
    }
    return {};
}

std::string HintForCall(KindSet found)
{
    if ((found & ~(kind::kPair | kind::kNil)) == 0) {
        return "(list-ref list position) is an item of a list";
    }
    if (found == kind::kVector) {
        return "(vector-ref vector position) is an item of a vector";
    }
    if (found == kind::kString) {
        return "(string-ref text position) is a char of a string";
    }
    return "parentheses call what stands first in them";
}

}  // namespace omni::types

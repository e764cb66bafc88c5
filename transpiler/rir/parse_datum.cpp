// Constants of region IR text.

#include <bit>
#include <utility>

#include "rir/parser.h"

namespace omni::rir {

using core::ConstantId;
using core::ConstantKind;
using source::DiagKind;

ConstantId Parser::ParseDatum(int depth)
{
    core::Constant constant;
    if (AcceptPunct("(")) {
        return ParseListTail(depth + 1);
    }
    if (AcceptPunct("#(")) {
        constant.kind = ConstantKind::Vector;
        constant.car = ParseListTail(depth + 1);
        return failed_ ? ConstantId() : Intern(constant);
    }
    for (const auto& [bracket, items] : {std::pair{"#int(", core::Repr::Int}, std::pair{"#float(", core::Repr::Float}}) {
        if (AcceptPunct(bracket)) {
            return ParseNumbers(items, depth + 1);
        }
    }
    if (AcceptPunct("#u8(")) {
        constant.kind = ConstantKind::Bytes;
        while (!failed_ && !AcceptPunct(")")) {
            if (token_.kind != TokenKind::Int || token_.integer < 0 || token_.integer > 255) {
                Expected("a number from 0 to 255");
                return {};
            }
            constant.text += static_cast<char>(token_.integer);
            Advance();
        }
        return Intern(constant);
    }
    switch (token_.kind) {
        case TokenKind::Int: constant.kind = ConstantKind::Int; break;
        case TokenKind::Float: constant.kind = ConstantKind::Float; break;
        case TokenKind::Char: constant.kind = ConstantKind::Char; break;
        case TokenKind::String: constant.kind = ConstantKind::String; break;
        case TokenKind::True:
        case TokenKind::False: constant.kind = ConstantKind::Bool; break;
        case TokenKind::Nothing: constant.kind = ConstantKind::Nothing; break;
        case TokenKind::Undefined: constant.kind = ConstantKind::Undefined; break;
        case TokenKind::Name: constant.kind = ConstantKind::Symbol; break;
        default: Expected("a constant"); return {};
    }
    constant.integer = token_.kind == TokenKind::True ? 1 : token_.integer;
    constant.real = token_.real;
    if (constant.kind == ConstantKind::Symbol) {
        constant.symbol = support::Intern(token_.text);
    } else {
        constant.text = token_.text;
    }
    Advance();
    return Intern(constant);
}

/// A vector that holds C numbers.
ConstantId Parser::ParseNumbers(core::Repr items, int depth)
{
    core::Constant vector;
    vector.kind = ConstantKind::Vector;
    vector.items = items;
    vector.car = ParseListTail(depth);
    const ConstantKind wanted = items == core::Repr::Int ? ConstantKind::Int : ConstantKind::Float;
    for (ConstantId at = vector.car; !failed_ && module_.constants[at].kind != ConstantKind::Nil;
         at = module_.constants[at].cdr) {
        if (module_.constants[at].kind != ConstantKind::Pair ||
            module_.constants[module_.constants[at].car].kind != wanted) {
            Expected("numbers of the vector's type");
        }
    }
    return failed_ ? ConstantId() : Intern(vector);
}

/// The items after an opening bracket, up to the closing one.
ConstantId Parser::ParseListTail(int depth)
{
    if (depth > kMaxDepth) {
        sink_.Report(DiagKind::NestedTooDeep, token_.span, kMaxDepth);
        failed_ = any_failed_ = true;
        return {};
    }
    std::vector<ConstantId> items;
    core::Constant nil;
    nil.kind = ConstantKind::Nil;
    ConstantId list;
    SkipNewlines();
    while (!failed_ && !AcceptPunct(")")) {
        if (!items.empty() && AcceptWord(".")) {
            list = ParseDatum(depth);
            SkipNewlines();
            ExpectPunct(")");
            break;
        }
        items.push_back(ParseDatum(depth));
        SkipNewlines();
    }
    if (failed_) {
        return {};
    }
    list = list.valid() ? list : Intern(nil);
    for (auto item = items.rbegin(); item != items.rend(); ++item) {
        core::Constant pair;
        pair.kind = ConstantKind::Pair;
        pair.car = *item;
        pair.cdr = list;
        list = Intern(pair);
    }
    return list;
}

ConstantId Parser::Intern(const core::Constant& constant)
{
    std::string text = constant.kind == ConstantKind::Symbol  ? std::string(constant.symbol.text())
                       : constant.kind == ConstantKind::Float ? std::to_string(std::bit_cast<uint64_t>(constant.real))
                                                              : constant.text;
    const int64_t integer = constant.kind == ConstantKind::Vector ? static_cast<int64_t>(constant.items) : constant.integer;
    ConstantKey key(constant.kind, integer, std::move(text), constant.car.index(), constant.cdr.index());
    const auto [entry, added] = constants_.emplace(std::move(key), module_.constants.next_id());
    if (added) {
        module_.constants.Add(constant);
    }
    return entry->second;
}

}  // namespace omni::rir

// Constants as the text of region IR spells them. parse_datum.cpp reads them back.

#include <fmt/format.h>

#include <cmath>

#include "rir/names.h"
#include "rir/print.h"

namespace omni::rir {
namespace {

std::string SpellFloat(double real)
{
    if (std::isnan(real)) {
        return "+nan.0";
    }
    if (std::isinf(real)) {
        return real > 0 ? "+inf.0" : "-inf.0";
    }
    std::string text = fmt::format("{}", real);
    if (text.find_first_of(".e") == std::string::npos) {
        text += ".0";
    }
    return text;
}

std::string SpellChar(int64_t code_point)
{
    if (code_point > 0x20 && code_point < 0x7f) {
        return fmt::format("#\\{}", static_cast<char>(code_point));
    }
    return fmt::format("#\\x{:x}", code_point);
}

}  // namespace

std::string SpellDatum(const Module& module, core::ConstantId id)
{
    const core::Constant& constant = module.constants[id];
    switch (constant.kind) {
        case core::ConstantKind::Int: return fmt::format("{}", constant.integer);
        case core::ConstantKind::Float: return SpellFloat(constant.real);
        case core::ConstantKind::Bool: return constant.integer != 0 ? "#t" : "#f";
        case core::ConstantKind::Char: return SpellChar(constant.integer);
        case core::ConstantKind::Symbol: return SpellName(constant.symbol.text());
        case core::ConstantKind::String: {
            std::string text;
            AppendEscaped(text, constant.text, '"');
            return text;
        }
        case core::ConstantKind::Nil: return "()";
        case core::ConstantKind::Nothing: return "#nothing";
        case core::ConstantKind::Undefined: return "#undefined";
        case core::ConstantKind::Vector:
            return (constant.items == core::Repr::Int     ? "#int"
                    : constant.items == core::Repr::Float ? "#float"
                                                          : "#") +
                   SpellDatum(module, constant.car);
        case core::ConstantKind::Bytes: {
            std::string text = "#u8(";
            for (size_t i = 0; i < constant.text.size(); ++i) {
                text += i == 0 ? "" : " ";
                text += std::to_string(static_cast<unsigned>(static_cast<unsigned char>(constant.text[i])));
            }
            return text + ")";
        }
        case core::ConstantKind::Pair: break;
    }
    std::string text = "(" + SpellDatum(module, constant.car);
    core::ConstantId rest = constant.cdr;
    for (; module.constants[rest].kind == core::ConstantKind::Pair; rest = module.constants[rest].cdr) {
        text += " " + SpellDatum(module, module.constants[rest].car);
    }
    if (module.constants[rest].kind != core::ConstantKind::Nil) {
        text += " . " + SpellDatum(module, rest);
    }
    return text + ")";
}

}  // namespace omni::rir

#include "ast/macro.h"

#include <algorithm>

#include "ast/signature.h"

namespace omni::ast {

using source::DiagKind;
using support::Symbol;
using syntax::DatumId;
using syntax::DatumKind;
using syntax::Form;

namespace {

bool IsContainer(DatumKind kind)
{
    switch (kind) {
    case DatumKind::Int:
    case DatumKind::Float:
    case DatumKind::String:
    case DatumKind::Char:
    case DatumKind::Symbol:
    case DatumKind::Keyword:
    case DatumKind::Bool: return false;
    case DatumKind::List:
    case DatumKind::Bracket:
    case DatumKind::Brace:
    case DatumKind::Dict:
    case DatumKind::Vector:
    case DatumKind::Bytes:
    case DatumKind::Path:
    case DatumKind::Meta: return true;
    }
    return false;
}

class RulesReader {
public:
    RulesReader(Macro& macro, source::Sink& sink) : macro_(macro), form_(macro.form), sink_(sink) {}

    void Read()
    {
        const auto parts = form_.children(form_.root());
        if (!form_.is_call_of(form_.root(), W().syntax_rules)) {
            BadSpec(form_.root(), "expected (syntax-rules (literal ...) (pattern template) ...)");
            return;
        }
        size_t at = 1;
        ellipsis_ = W().ellipsis;
        if (at < parts.size() && (form_.kind(parts[at]) == DatumKind::Symbol ||
                                  form_.kind(parts[at]) == DatumKind::Keyword)) {   // `:::` reads as a keyword
            ellipsis_kind_ = form_.kind(parts[at]);
            ellipsis_ = form_.symbol(parts[at++]);
        }
        if (at >= parts.size() || form_.kind(parts[at]) != DatumKind::List) {
            BadSpec(form_.root(), "the list of literals is missing");
            return;
        }
        for (DatumId literal : form_.children(parts[at])) {
            if (form_.kind(literal) == DatumKind::Symbol) {
                literals_.push_back(form_.symbol(literal));
            } else {
                BadSpec(literal, "a literal must be a name");
            }
        }
        for (size_t i = at + 1; i < parts.size(); ++i) {
            ReadRule(parts[i]);
        }
    }

private:
    /// A mention of a variable in a template, with the ellipses that follow it inside of the part looked at.
    struct Mention {
        uint32_t variable;
        uint32_t ellipses;
        DatumId datum;
        uint32_t number;     ///< of the mention within the template
    };
    struct RepeatPart {
        TemplateId id;
        std::vector<Mention> inside;
    };

    void ReadRule(DatumId datum)
    {
        const bool is_rule = form_.kind(datum) == DatumKind::List || form_.kind(datum) == DatumKind::Bracket;
        if (!is_rule || form_.children(datum).size() != 2 || form_.tail(datum).valid()) {
            Bad(datum, "a rule is (pattern template)");
            return;
        }
        const DatumId pattern = form_.children(datum)[0];
        rule_ = Rule();
        repeats_.clear();
        mention_count_ = 0;
        rule_.span = form_.span(pattern);
        ok_ = true;
        if (form_.kind(pattern) != DatumKind::List || form_.children(pattern).empty()) {
            Bad(pattern, "a pattern is a list that begins with the macro's name");
            return;
        }
        rule_.pattern = ReadSequence(pattern, 1, 0);
        if (!ok_) {
            return;
        }
        std::vector<Mention> mentions;
        rule_.result = ReadTemplate(form_.children(datum)[1], false, mentions);
        for (const Mention& mention : mentions) {
            CheckDepth(mention);
        }
        if (ok_) {
            FindDrivers(mentions);
        }
        if (ok_) {
            macro_.rules.push_back(std::move(rule_));
        }
    }

    void BadSpec(DatumId at, std::string_view text)
    {
        macro_.sound = false;
        sink_.Report(DiagKind::BadMacro, form_.span(at), macro_.name, text);
    }

    source::Diagnostic& Bad(DatumId at, std::string text)
    {
        ok_ = false;
        macro_.sound = false;
        return sink_.Report(DiagKind::BadRule, form_.span(at), macro_.name, text);
    }

    bool IsLiteral(Symbol name) const { return std::find(literals_.begin(), literals_.end(), name) != literals_.end(); }

    bool IsEllipsis(DatumId datum) const
    {
        if (form_.kind(datum) != ellipsis_kind_ || IsLiteral(form_.symbol(datum))) {
            return false;
        }
        const Symbol name = form_.symbol(datum);
        return ellipsis_ == W().ellipsis ? name.spelled() == ellipsis_ : name == ellipsis_;
    }

    PatternId ReadPattern(DatumId datum, uint32_t depth)
    {
        if (IsContainer(form_.kind(datum))) {
            return ReadSequence(datum, 0, depth);
        }
        Pattern pattern;
        pattern.datum = datum;
        pattern.first_variable = static_cast<uint32_t>(rule_.variables.size());
        if (IsEllipsis(datum)) {
            if (ok_) {
                Bad(datum, "an ellipsis follows what it repeats, once in a list");
            }
        } else if (form_.kind(datum) != DatumKind::Symbol) {
            pattern.kind = Pattern::Kind::Constant;
        } else if (IsLiteral(form_.symbol(datum))) {
            pattern.kind = Pattern::Kind::Literal;
        } else if (!form_.is_symbol(datum, W().underscore)) {
            const Symbol name = form_.symbol(datum);
            if (FindVariable(name) != Pattern::kNone) {
                Bad(datum, "`" + std::string(name.text()) + "` stands twice in one pattern");
            }
            pattern.kind = Pattern::Kind::Variable;
            pattern.variable_count = 1;
            rule_.variables.push_back({name, depth, form_.span(datum)});
        }
        return macro_.patterns.Add(std::move(pattern));
    }

    PatternId ReadSequence(DatumId datum, size_t begin, uint32_t depth)
    {
        Pattern pattern;
        pattern.kind = Pattern::Kind::Sequence;
        pattern.datum = datum;
        pattern.first_variable = static_cast<uint32_t>(rule_.variables.size());
        const auto parts = form_.children(datum);
        for (size_t i = begin; i < parts.size(); ++i) {
            const bool repeated = i + 1 < parts.size() && IsEllipsis(parts[i + 1]) && !IsEllipsis(parts[i]);
            if (repeated && pattern.repeated != Pattern::kNone) {
                Bad(parts[i + 1], "a list can have one ellipsis only");
            }
            if (repeated) {
                pattern.repeated = static_cast<uint32_t>(pattern.items.size());
            }
            pattern.items.push_back(ReadPattern(parts[i], depth + (repeated ? 1 : 0)));
            i += repeated ? 1 : 0;
        }
        if (form_.tail(datum).valid()) {
            pattern.tail = ReadPattern(form_.tail(datum), depth);
        }
        pattern.variable_count = static_cast<uint32_t>(rule_.variables.size()) - pattern.first_variable;
        return macro_.patterns.Add(std::move(pattern));
    }

    uint32_t FindVariable(Symbol name) const
    {
        for (size_t i = 0; i < rule_.variables.size(); ++i) {
            if (rule_.variables[i].name == name) {
                return static_cast<uint32_t>(i);
            }
        }
        return Pattern::kNone;
    }

    uint32_t FindInserted(Symbol name)
    {
        const auto found = std::find(rule_.inserted.begin(), rule_.inserted.end(), name);
        if (found == rule_.inserted.end()) {
            rule_.inserted.push_back(name);
            return static_cast<uint32_t>(rule_.inserted.size() - 1);
        }
        return static_cast<uint32_t>(found - rule_.inserted.begin());
    }

    /// `plain`: inside of (... template), where an ellipsis is a name like any other.
    TemplateId ReadTemplate(DatumId datum, bool plain, std::vector<Mention>& mentions)
    {
        Template result;
        result.datum = datum;
        if (!plain && IsEllipsis(datum)) {
            Bad(datum, "the ellipsis follows nothing");
        } else if (form_.kind(datum) == DatumKind::Symbol) {
            result.index = FindVariable(form_.symbol(datum));
            result.kind = Template::Kind::Variable;
            if (result.index != Pattern::kNone) {
                mentions.push_back({result.index, 0, datum, mention_count_++});
            } else {
                result.kind = Template::Kind::Inserted;
                result.index = FindInserted(form_.symbol(datum));
            }
        } else if (IsContainer(form_.kind(datum))) {
            const auto parts = form_.children(datum);
            if (!plain && form_.kind(datum) == DatumKind::List && parts.size() == 2 && IsEllipsis(parts[0])) {
                return ReadTemplate(parts[1], true, mentions);
            }
            result.kind = Template::Kind::Sequence;
            for (size_t i = 0; i < parts.size(); ++i) {
                std::vector<Mention> inside;
                TemplateId item = ReadTemplate(parts[i], plain, inside);
                for (; !plain && i + 1 < parts.size() && IsEllipsis(parts[i + 1]); ++i) {
                    item = AddRepeat(item, parts[i], inside);
                }
                result.items.push_back(item);
                mentions.insert(mentions.end(), inside.begin(), inside.end());
            }
            if (form_.tail(datum).valid()) {
                result.tail = ReadTemplate(form_.tail(datum), plain, mentions);
            }
        }
        return macro_.templates.Add(std::move(result));
    }

    TemplateId AddRepeat(TemplateId item, DatumId at, std::vector<Mention>& inside)
    {
        Template result;
        result.kind = Template::Kind::Repeat;
        result.datum = at;
        result.items.push_back(item);
        const TemplateId id = macro_.templates.Add(std::move(result));
        repeats_.push_back({id, inside});
        for (Mention& mention : inside) {
            ++mention.ellipses;
        }
        return id;
    }

    /// A variable under more ellipses than its pattern has goes through its matches in the outermost of them (SRFI
    /// 149), so that ((a (b a) ...) ...) gives each `b` its own `a`; but in the innermost where one of those would have
    /// nothing else to repeat, so that ((a b ...) ...) pairs each `a` with all of `b`.
    void FindDrivers(const std::vector<Mention>& mentions)
    {
        std::vector<bool> innermost(mention_count_, false);
        std::vector<uint32_t> total(mention_count_, 0);
        for (const Mention& mention : mentions) {
            total[mention.number] = mention.ellipses;
        }
        const auto drives = [&](const Mention& mention) {
            const uint32_t depth = rule_.variables[mention.variable].depth;
            return innermost[mention.number] ? mention.ellipses < depth
                                             : total[mention.number] - 1 - mention.ellipses < depth;
        };
        for (const RepeatPart& repeat : repeats_) {
            if (std::none_of(repeat.inside.begin(), repeat.inside.end(), drives)) {
                for (const Mention& mention : repeat.inside) {
                    innermost[mention.number] = true;
                }
            }
        }
        for (const RepeatPart& repeat : repeats_) {
            std::vector<uint32_t>& drivers = macro_.templates[repeat.id].drivers;
            for (const Mention& mention : repeat.inside) {
                if (drives(mention) && std::find(drivers.begin(), drivers.end(), mention.variable) == drivers.end()) {
                    drivers.push_back(mention.variable);
                }
            }
            for (const Mention& mention : repeat.inside) {
                if (!drives(mention) && std::find(drivers.begin(), drivers.end(), mention.variable) != drivers.end()) {
                    Bad(mention.datum, "`" + std::string(rule_.variables[mention.variable].name.text()) +
                                           "` stands under different numbers of ellipses");
                }
            }
            if (drivers.empty()) {
                Bad(macro_.templates[repeat.id].datum,
                    "no variable in front of this ellipsis has an ellipsis in the pattern");
            }
        }
    }

    void CheckDepth(const Mention& mention)
    {
        const Rule::Variable& variable = rule_.variables[mention.variable];
        if (mention.ellipses < variable.depth) {
            Bad(mention.datum, "`" + std::string(variable.name.text()) + "` needs " + std::to_string(variable.depth) +
                                   (variable.depth == 1 ? " ellipsis" : " ellipses") + ", has " +
                                   std::to_string(mention.ellipses))
                .Note(variable.span, "as it stands in the pattern");
        }
    }

    Macro& macro_;
    const Form& form_;
    source::Sink& sink_;
    Symbol ellipsis_;
    DatumKind ellipsis_kind_ = DatumKind::Symbol;
    std::vector<Symbol> literals_;
    Rule rule_;
    std::vector<RepeatPart> repeats_;   ///< of its template, inner ones first
    uint32_t mention_count_ = 0;
    bool ok_ = true;   ///< the rule that is being read
};

}  // namespace

DatumId CopyDatum(const Form& from, DatumId datum, Form& to)
{
    const source::Span span = from.span(datum);
    switch (from.kind(datum)) {
    case DatumKind::Int: return to.AddInt(span, from.integer(datum));
    case DatumKind::Float: return to.AddFloat(span, from.real(datum));
    case DatumKind::String: return to.AddString(span, std::string(from.text(datum)));
    case DatumKind::Char: return to.AddChar(span, from.character(datum));
    case DatumKind::Symbol: return to.AddSymbol(span, from.symbol(datum));
    case DatumKind::Keyword: return to.AddKeyword(span, from.symbol(datum));
    case DatumKind::Bool: return to.AddBool(span, from.boolean(datum), from.is_bool_word(datum));
    case DatumKind::List:
    case DatumKind::Bracket:
    case DatumKind::Brace:
    case DatumKind::Dict:
    case DatumKind::Vector:
    case DatumKind::Bytes:
    case DatumKind::Path:
    case DatumKind::Meta: break;
    }
    std::vector<DatumId> parts;
    const size_t count = from.children(datum).size();
    parts.reserve(count);
    for (size_t i = 0; i < count; ++i) {
        parts.push_back(CopyDatum(from, from.children(datum)[i], to));
    }
    DatumId tail;
    if (from.tail(datum).valid()) {
        tail = CopyDatum(from, from.tail(datum), to);
    }
    return to.AddList(from.kind(datum), span, parts, tail);
}

Macro ParseMacro(const Form& form, DatumId spec, Symbol name, source::Span name_span, uint32_t scope,
                 source::Sink& sink)
{
    Macro macro;
    macro.name = name;
    macro.span = name_span;
    macro.scope = scope;
    macro.form = Form(form.file());
    macro.form.set_root(CopyDatum(form, spec, macro.form));
    RulesReader(macro, sink).Read();
    return macro;
}

MacroDefinition ParseDefineSyntax(const Form& form, DatumId list, source::Sink& sink)
{
    const auto parts = form.children(list);
    if (parts.size() != 3 || form.tail(list).valid() || form.kind(parts[1]) != DatumKind::Symbol) {
        sink.Report(DiagKind::MalformedForm, form.span(list), "define-syntax",
                    "expected (define-syntax name (syntax-rules ...))");
        return {};
    }
    return {parts[1], parts[2]};
}

}  // namespace omni::ast

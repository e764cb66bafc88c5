#include "analysis/shape.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "analysis/shape_walk.h"

namespace omni::analysis {

std::string_view Name(Shape shape)
{
    switch (shape) {
    case Shape::Tree: return "tree";
    case Shape::Dag: return "dag";
    case Shape::Cyclic: return "cyclic";
    }
    return "";
}

reason::Reason ShapeCause::AsReason() const
{
    reason::Reason why;
    why.kind = kind;
    why.function = function;
    why.expression = expression;
    why.subject = subject;
    return why;
}

Shapes::Shapes(const core::Module& module, Facts& facts) : facts_(facts), summaries_(module.functions.size())
{
    for (const auto& component : facts.components) {
        std::vector<ShapeWalker> walkers;
        walkers.reserve(component.size());
        for (const core::FuncId id : component) {
            if (!module.functions[id].is_extern) {
                walkers.emplace_back(module, module.functions[id], facts, *this);
            }
        }
        for (bool again = true; again;) {
            again = false;
            for (ShapeWalker& walker : walkers) {
                again |= walker.Run() && (walkers.size() > 1 || walker.is_recursive());
            }
        }
    }
}

ShapeCause Shapes::Own(Node node) const
{
    const auto found = causes_.find(facts_.graph.Find(node));
    return found == causes_.end() ? ShapeCause{} : found->second;
}

ShapeCause Shapes::Of(const std::vector<Node>& roots) const
{
    ShapeCause worst;
    for (const Node node : Reach(facts_.graph, roots, true)) {
        const ShapeCause own = Own(node);
        if (own.shape > worst.shape) {
            worst = own;
        }
    }
    return worst;
}

std::optional<ShapeCause> Shapes::CycleIn(const std::vector<Node>& roots) const
{
    const ShapeCause worst = Of(roots);
    return worst.shape == Shape::Cyclic ? std::optional(worst) : std::nullopt;
}

bool IsBackEdgeName(std::string_view name)
{
    static const std::set<std::string_view> kBack{"parent", "prev", "previous", "owner", "up", "back", "container"};
    size_t begin = 0;
    while (begin <= name.size()) {
        const size_t end = std::min(name.find_first_of("-_", begin), name.size());
        if (kBack.count(name.substr(begin, end - begin)) != 0) {
            return true;
        }
        begin = end + 1;
    }
    return false;
}

std::vector<BackEdgeHint> BackEdgeHints(const core::Module& module, Facts& facts, const Shapes& shapes)
{
    std::set<uint16_t> cyclic;   // numbers of fields that lead on in a structure that may be cyclic
    for (const FunctionFacts& mine : facts.functions) {
        for (const Node node : mine.nodes) {
            if (shapes.Own(node).shape != Shape::Cyclic) {
                continue;
            }
            for (const StorageGraph::Edge& edge : facts.graph.Edges(node)) {
                const auto behind = Reach(facts.graph, {edge.target}, true);
                if (edge.kind == core::FieldKind::Field &&
                    std::find(behind.begin(), behind.end(), facts.graph.Find(node)) != behind.end()) {
                    cyclic.insert(edge.index);
                }
            }
        }
    }
    std::vector<BackEdgeHint> hints;
    for (const core::StructId id : module.structs.ids()) {
        const core::StructType& type = module.structs[id];
        for (size_t field = 0; field < type.fields.size(); ++field) {
            if (cyclic.count(type.FieldNumber(field)) != 0 && IsBackEdgeName(type.fields[field].name.text())) {
                hints.push_back({id, static_cast<uint16_t>(field)});
            }
        }
    }
    return hints;
}

std::string PrintShapes(const core::Module& module, Facts& facts, const Shapes& shapes,
                        const std::function<std::string(const reason::Reason&)>& word)
{
    constexpr size_t kMargin = 48;
    std::string text;
    for (const core::Function& function : module.functions) {
        const FunctionFacts& mine = facts.functions[function.id.index()];
        if (function.is_prelude || mine.nodes.empty()) {
            continue;
        }
        text += fmt::format("fn {}\n", function.name.text());
        for (size_t i = 0; i < mine.nodes.size(); ++i) {
            const ShapeCause own = shapes.Own(mine.nodes[i]);
            std::string line = fmt::format("  n{} {}", i, Name(own.shape));
            for (const core::VarId var : function.vars.ids()) {
                const Node node = mine.node_of[var.index()];
                if (node != kNoNode && facts.graph.Find(node) == facts.graph.Find(mine.nodes[i])) {
                    line += fmt::format(" %{}", function.vars[var].name.text());
                }
            }
            if (own.shape != Shape::Tree) {
                line += fmt::format("{:{}}; {}", "", line.size() < kMargin ? kMargin - line.size() : 1,
                                    word(own.AsReason()));
            }
            text += line + "\n";
        }
    }
    for (const BackEdgeHint& hint : BackEdgeHints(module, facts, shapes)) {
        const core::StructType& type = module.structs[hint.type];
        text += fmt::format("note: field `{}` of {} reads like a way back, in a structure that may be cyclic: a weak field "
                            "would be none\n",
                            type.fields[hint.field].name.text(), type.name.text());
    }
    return text;
}

}  // namespace omni::analysis

// Nodes of the abstract syntax.
#include "ast/expander.h"

namespace omni::ast {

using source::DiagKind;
using syntax::DatumId;

NodeId Expander::Add(NodeKind kind, source::Span span, std::span<const NodeId> kids, uint64_t payload)
{
    Node node;
    node.kind = kind;
    node.span = span;
    node.payload = payload;
    node.first_kid = static_cast<uint32_t>(unit_.kids.size());
    node.kid_count = static_cast<uint32_t>(kids.size());
    node.has_set = kind == NodeKind::SetLocal;
    for (NodeId kid : kids) {
        unit_.kids.push_back(kid);
        node.has_set = node.has_set || (kid.valid() && unit_.nodes[kid].has_set);
    }
    return unit_.nodes.Add(node);
}

NodeId Expander::AddLiteral(LiteralKind kind, source::Span span, uint64_t payload)
{
    const NodeId node = Add(NodeKind::Literal, span, {}, payload);
    unit_.nodes[node].literal = kind;
    return node;
}

/// A library name that the user cannot have hidden is not meant: the desugaring needs the library's own.
NodeId Expander::AddGlobal(std::string_view name, source::Span span)
{
    const NodeId node = Add(NodeKind::GlobalRef, span, {}, support::Intern(name).index());
    unit_.nodes[node].library = true;
    return node;
}

NodeId Expander::AddGlobalCall(std::string_view name, source::Span span, std::initializer_list<NodeId> args)
{
    std::vector<NodeId> kids{AddGlobal(name, span)};
    kids.insert(kids.end(), args);
    return Add(NodeKind::Call, span, kids);
}

NodeId Expander::AddGlobalCall(support::Symbol name, source::Span span, std::initializer_list<NodeId> args)
{
    std::vector<NodeId> kids{Add(NodeKind::GlobalRef, span, {}, name.index())};
    kids.insert(kids.end(), args);
    return Add(NodeKind::Call, span, kids);
}

NodeId Expander::AddRef(BindingId id, source::Span span)
{
    Binding& binding = unit_.bindings[id];
    binding.mentioned = true;
    const NodeId node = Add(NodeKind::LocalRef, span, {}, id.index());
    if (!initialised_[id.index()]) {
        if (binding.owner == lambda_ && !binding.lambda.valid()) {
            sink_.Report(DiagKind::UseBeforeDefinition, span, binding.name).Note(binding.span, "defined here");
        }
        binding.forward = true;
    }
    Ref ref;
    ref.node = node;
    ref.binding = id;
    ref.in = lambda_;
    unit_.refs.push_back(ref);
    return node;
}

NodeId Expander::AddLocalCall(BindingId callee, source::Span span, const std::vector<NodeId>& args, bool tail)
{
    std::vector<NodeId> kids{AddRef(callee, span)};
    const size_t ref = unit_.refs.size() - 1;
    kids.insert(kids.end(), args.begin(), args.end());
    const NodeId call = Add(NodeKind::Call, span, kids);
    unit_.nodes[call].tail = tail;
    unit_.refs[ref].node = call;
    unit_.refs[ref].is_call = true;
    unit_.refs[ref].tail = tail;
    unit_.refs[ref].arg_count = static_cast<uint32_t>(args.size());
    return call;
}

NodeId Expander::AddLet(NodeKind kind, source::Span span, const std::vector<BindingId>& bindings,
                        const std::vector<NodeId>& values, NodeId body)
{
    std::vector<NodeId> kids = values;
    kids.push_back(body);
    const NodeId node = Add(kind, span, kids);
    unit_.nodes[node].first_binding = static_cast<uint32_t>(unit_.binding_lists.size());
    unit_.binding_lists.insert(unit_.binding_lists.end(), bindings.begin(), bindings.end());
    for (size_t i = 0; i < bindings.size(); ++i) {   // a lambda bound for good; only a procedure knows absent arguments
        if (bindings[i].valid() && unit_.nodes[values[i]].kind == NodeKind::Lambda) {
            const LambdaId lambda = unit_.nodes[values[i]].lambda();
            if (unit_.lambdas[lambda].optional_count != 0) {
                continue;
            }
            unit_.bindings[bindings[i]].lambda = lambda;
            unit_.lambdas[lambda].binding = bindings[i];
            unit_.lambdas[lambda].name = unit_.bindings[bindings[i]].name;
        }
    }
    return node;
}

NodeId Expander::AddLambda(LambdaId id)
{
    const Lambda& lambda = unit_.lambdas[id];
    const NodeId node = Add(NodeKind::Lambda, lambda.span, {}, id.index());
    unit_.nodes[node].has_set = unit_.nodes[lambda.body].has_set;   // it may become a loop in place
    return node;
}

NodeId Expander::AddSeq(source::Span span, const std::vector<NodeId>& parts)
{
    return parts.size() == 1 ? parts[0] : Add(NodeKind::Seq, span, parts);
}

void Expander::AddTrivia(DatumId datum, NodeId node)
{
    const auto comments = form_->comments_before(datum);
    const source::Span trailing = form_->trailing_comment(datum);
    const bool blank = form_->blank_line_before(datum);
    if (!blank && comments.empty() && !trailing.valid()) {
        return;
    }
    bool first = true;
    for (source::Span comment : comments) {
        unit_.trivia.push_back({node, comment, first && blank});
        first = false;
    }
    if (trailing.valid()) {
        unit_.trivia.push_back({node, trailing, first && blank});
        first = false;
    }
    if (first) {
        unit_.trivia.push_back({node, {}, true});
    }
    unit_.nodes[node].has_trivia = true;
}

}  // namespace omni::ast

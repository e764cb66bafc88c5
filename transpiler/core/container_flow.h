#pragma once
// What an operation on a container joins in storage: which value becomes part of what. The storage graph, the inference
// and the verifier of region IR read the same table.

#include <cstddef>
#include <optional>

#include "core/field.h"
#include "core/prim.h"

namespace omni::core {

/// An operand or the result of a statement, or a field of what it holds.
struct FlowPlace {
    static constexpr size_t kResult = SIZE_MAX;
    size_t operand = kResult;
    std::optional<FieldKind> field;
};

/// Calls `flow(from, to)` for each way that values take through a primitive with `count` operands. Does nothing for
/// effects that are not those of containers.
template <class Flow>
void ForEachContainerFlow(const PrimInfo& info, size_t count, Flow&& flow)
{
    constexpr size_t kResult = FlowPlace::kResult;
    switch (info.storage) {
    case StorageEffect::FreshVector:
        for (size_t i = 0; i < count; ++i) {
            flow(FlowPlace{i, {}}, FlowPlace{kResult, FieldKind::Elem});
        }
        break;
    case StorageEffect::FreshFill: flow(FlowPlace{1, {}}, FlowPlace{kResult, FieldKind::Elem}); break;
    case StorageEffect::FreshElems:
        for (size_t i = 0; i < count && i < info.operands.size(); ++i) {
            if (info.operands[i] == 'V') {
                flow(FlowPlace{i, FieldKind::Elem}, FlowPlace{kResult, FieldKind::Elem});
            }
        }
        break;
    case StorageEffect::LoadElem: flow(FlowPlace{0, FieldKind::Elem}, FlowPlace{kResult, {}}); break;
    case StorageEffect::StoreElem: flow(FlowPlace{count - 1, {}}, FlowPlace{0, FieldKind::Elem}); break;
    case StorageEffect::MoveElems: flow(FlowPlace{2, FieldKind::Elem}, FlowPlace{0, FieldKind::Elem}); break;
    case StorageEffect::LoadKey: flow(FlowPlace{0, FieldKind::Key}, FlowPlace{kResult, {}}); break;
    case StorageEffect::LoadValue:
        flow(FlowPlace{0, FieldKind::Value}, FlowPlace{kResult, {}});
        if (count > 2) {
            flow(FlowPlace{2, {}}, FlowPlace{kResult, {}});  // what stands for a key that is not there
        }
        break;
    case StorageEffect::StoreEntry:
        flow(FlowPlace{1, {}}, FlowPlace{0, FieldKind::Key});
        flow(FlowPlace{2, {}}, FlowPlace{0, FieldKind::Value});
        break;
    case StorageEffect::LoadItem:
        for (const FieldKind field : {FieldKind::Car, FieldKind::Elem, FieldKind::Key}) {
            flow(FlowPlace{0, field}, FlowPlace{kResult, {}});
        }
        break;
    case StorageEffect::LoadRest:
        flow(FlowPlace{0, {}}, FlowPlace{kResult, {}});
        flow(FlowPlace{0, FieldKind::Cdr}, FlowPlace{kResult, {}});
        break;
    case StorageEffect::SameOrList: flow(FlowPlace{0, {}}, FlowPlace{kResult, {}}); break;
    default: break;
    }
}

}  // namespace omni::core

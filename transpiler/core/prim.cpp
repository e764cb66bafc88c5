#include "core/prim.h"

#include <unordered_map>

namespace omni::core {

constinit const std::array<PrimInfo, static_cast<size_t>(Prim::Count)> kPrimTable = {{
#define PRIM(id, source, operands, result, storage, flags, c_name) \
    PrimInfo{Prim::id, #id, source, operands, #result[0], StorageEffect::storage, flags, c_name},
#include "core/prims.def"
}};

namespace {

std::unordered_map<std::string_view, Prim> BuildIndex()
{
    std::unordered_map<std::string_view, Prim> index;
    for (const PrimInfo& info : kPrimTable) {
        if (!info.source_name.empty()) {
            index.emplace(info.source_name, info.prim);
        }
    }
    return index;
}

}  // namespace

Prim FindPrim(std::string_view source_name)
{
    static const auto index = BuildIndex();
    const auto found = index.find(source_name);
    return found == index.end() ? Prim::Count : found->second;
}

}  // namespace omni::core

#pragma once
// Small sets of what can be set.

#include <algorithm>
#include <vector>

#include "core/place_use.h"

namespace omni::rir {

/// Sorted.
using Places = std::vector<core::PlaceId>;

inline bool Contains(const Places& places, core::PlaceId place)
{
    return std::binary_search(places.begin(), places.end(), place);
}

/// Was it not there yet?
inline bool Insert(Places& places, core::PlaceId place)
{
    const auto at = std::lower_bound(places.begin(), places.end(), place);
    if (at != places.end() && *at == place) {
        return false;
    }
    places.insert(at, place);
    return true;
}

/// Was any not there yet?
inline bool Unite(Places& places, const Places& more)
{
    bool grew = false;
    for (const core::PlaceId place : more) {
        grew = Insert(places, place) || grew;
    }
    return grew;
}

/// Is each of `part` there?
inline bool IncludesAll(const Places& places, const Places& part)
{
    return std::includes(places.begin(), places.end(), part.begin(), part.end());
}

inline bool Intersect(const Places& a, const Places& b)
{
    return std::any_of(a.begin(), a.end(), [&](core::PlaceId place) { return Contains(b, place); });
}

/// Keeps those that are, or are not, in `other`.
inline void Restrict(Places& places, const Places& other, bool keep)
{
    places.erase(std::remove_if(places.begin(), places.end(),
                                [&](core::PlaceId place) { return Contains(other, place) != keep; }),
                 places.end());
}

}  // namespace omni::rir

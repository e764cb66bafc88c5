#pragma once
// How much memory objects take: the largest object of each storage node, and the bytes that one call of a function makes
// in the place that its caller passes. All of it upper bounds, for pointers of 64 bits.
//
//   (define (point x y) (cons x y))          dest: 24 + 16 + 16 bytes for each call
//   (define (numbers n) ... (cons n ...))    dest: any number of bytes, because of the loop
//
// A list of straight-line sums and maxima over arms, as in cost analyses of structured programs; a loop or a recursion that
// makes objects is unbounded, because no iteration counts are inferred.

#include <cstdint>
#include <limits>
#include <unordered_map>
#include <vector>

#include "analysis/storage.h"

namespace omni::analysis {

inline constexpr int64_t kUnbounded = std::numeric_limits<int64_t>::max();

/// Bytes of the object that a statement makes by itself; 0 when that is not known here.
int64_t ObjectBytes(const core::Stmt& stmt);

class Bounds {
public:
    Bounds(const core::Module& module, Facts& facts);

    /// Bytes of the largest object of the node; 0 when none is made that is known, kUnbounded when one has no bound.
    [[nodiscard]] int64_t ObjectBytesOf(Node node) const;
    /// Bytes that one call of the function makes in its dest.
    [[nodiscard]] int64_t DestBytes(core::FuncId function) const { return dest_[function.index()]; }
    /// Bytes that the statements `sites` (sorted), which lie within `block`, make when the block is run once.
    [[nodiscard]] int64_t BytesOnce(const core::Function& function, core::BlockId block,
                                    const std::vector<core::StmtId>& sites) const;
    /// Bytes of what an object of `root` reaches among `members` (sorted), itself included.
    [[nodiscard]] int64_t StructureBytes(Node root, const std::vector<Node>& members) const;

private:
    const core::Module& module_;
    Facts& facts_;
    std::unordered_map<Node, int64_t> object_;   ///< by representative
    std::vector<int64_t> dest_;                  ///< by FuncId index

    bool RaiseObject(Node node, int64_t bytes);
    bool FindObjects(const core::Function& function);
    void FindDest(const core::Function& function);
};

/// The sum of two bounds.
[[nodiscard]] inline int64_t AddBounds(int64_t a, int64_t b)
{
    return a == kUnbounded || b == kUnbounded || a > kUnbounded - b ? kUnbounded : a + b;
}

}  // namespace omni::analysis

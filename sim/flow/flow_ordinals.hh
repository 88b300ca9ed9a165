#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace cordon {

/// Counts the flows of each key: draws are made for the k-th flow of a key, k from 0.
///
/// Memory is bounded: the keys of the last `capacity` to `2 * capacity` new keys are remembered, in
/// two generations of which the older is forgotten when the younger is full. A key that was
/// forgotten starts at 0 again, so its next flow draws as its first did. A key is known by the 64
/// bits of its hash; two keys of one hash share a count, which does no harm to a draw.
class FlowOrdinals {
public:
    static constexpr std::size_t usual_capacity = 8192;  // a shard; 512 KiB when full

    /// Requires: capacity > 0.
    explicit FlowOrdinals(std::size_t capacity = usual_capacity);

    /// The ordinal of a flow that opens now. `hash` is the FlowHasher's.
    [[nodiscard]] std::uint32_t next(std::uint64_t hash);
    /// Starts loading what next() will look at.
    void approach(std::uint64_t hash) const;

private:
    struct Count {
        std::uint64_t hash = 0;
        std::uint32_t flows = 0;  // 0: an empty place
    };
    /// Open addressing with linear probing, at most 3/4 full.
    struct Generation {
        std::vector<Count> places;
        std::size_t used = 0;

        /// Where the search for it begins. Requires: some places.
        [[nodiscard]] std::size_t home_of(std::uint64_t hash) const {
            return (hash >> 32U) & (places.size() - 1);
        }
        [[nodiscard]] Count* find(std::uint64_t hash);
        void insert(Count count);
        void place(const Count& count);
    };

    std::size_t capacity_;
    Generation younger_, older_;
};

}  // namespace cordon

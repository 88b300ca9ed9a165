#include "sim/flow/flow_hasher.hh"

#include "sim/core/keyed_random.hh"

namespace cordon {

FlowHasher::FlowHasher(std::uint64_t key) {
    for (std::size_t i = 0; i < words_.size(); ++i) {
        // Odd: the last is a factor, and an even one would lose bits.
        words_[i] = KeyedRandom(key, "flow hash").mix(i).bits() | 1U;
    }
}

}  // namespace cordon

#include "sim/flow/flow_hasher.hh"

#include <random>

namespace cordon {

FlowHasher::FlowHasher() {
    std::random_device drawn;
    for (std::uint64_t& word : words_) {
        // Odd: of two that are both even, half of the lowest bits would be lost.
        word = ((std::uint64_t{drawn()} << 32U) | drawn()) | 1U;
    }
}

}  // namespace cordon

#include "sim/flow/flow_id.hh"

#include <algorithm>

namespace cordon {

std::uint64_t make_flow_id(const FlowKey& key, Time started, std::uint64_t first_frame) {
    using flow_hash::mix;
    using flow_hash::word;
    const std::uint64_t when =
        mix(static_cast<std::uint64_t>(to_ns(started)) ^ word[1], first_frame ^ word[2]);
    const std::uint64_t hash = mix(hash_of(key).value ^ word[3], when ^ word[4]);
    return std::max<std::uint64_t>(1, hash >> 11U);
}

}  // namespace cordon

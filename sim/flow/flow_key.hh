#pragma once

#include <cstdint>

#include "sim/core/ip_address.hh"
#include "sim/decode/headers.hh"

namespace cordon {

/// A conversation without direction: the 5-tuple with the lower (address, port) first. Packets
/// without ports (ICMP, later fragments, other protocols) have ports 0.
struct FlowKey {
    IpAddress low, high;
    std::uint16_t low_port = 0, high_port = 0;
    std::uint8_t protocol = 0;
    std::uint8_t ip_version = 0;

    friend bool operator==(const FlowKey&, const FlowKey&) = default;
};

/// The key of a packet, and which end sent it.
struct KeyedPacket {
    FlowKey key;
    bool from_low = true;
};
/// Requires: headers.has_addresses().
[[nodiscard]] KeyedPacket flow_key_of(const Headers& headers);

/// Number of shards into which all per-flow state is split, whatever the number of threads.
inline constexpr unsigned shard_count = 64;

/// Hashes of a key, fixed over runs and machines. `shard` depends on the unordered address pair
/// only, so that all flows between two hosts meet in one shard.
struct FlowHash {
    std::uint64_t value = 0;
    std::uint32_t shard = 0;  // < shard_count
};
[[nodiscard]] FlowHash hash_of(const FlowKey& key);

}  // namespace cordon

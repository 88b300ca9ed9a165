#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "sim/core/arrival.hh"
#include "sim/decode/decode.hh"
#include "sim/flow/flow_key.hh"
#include "sim/shard.hh"

namespace cordon {

/// A packet decoded, with its flow on the way into the cache.
struct Prepared {
    Decoded decoded;
    KeyedPacket keyed;  // when it has addresses
    FlowHash hash;      // likewise
};

/// Packets whose flows are looked up together: enough to hide memory, few enough to stay near.
class PreparedBatch {
public:
    static constexpr std::size_t size = 32;

    /// In three turns over the batch: what one writes has arrived when the next reads it, the slots
    /// of all flows are on their way before the first is looked at, and the records likewise.
    /// Requires: at most `size` packets.
    void prepare(std::span<const Arrival> batch, const Shards& shards) {
        for (std::size_t i = 0; i < batch.size(); ++i) {
            decode(batch[i].bytes, batch[i].link, batch[i].wire_length, packets_[i].decoded);
        }
        const std::span<Prepared> packets = std::span(packets_).first(batch.size());
        for (Prepared& packet : packets) {
            if (!packet.decoded.headers.has_addresses()) continue;
            key_of(packet.decoded.headers, packet.keyed);
            packet.hash = hash_of(packet.keyed.key);
            shards[packet.hash.shard].prefetch_slot(packet.hash.value);
        }
        for (const Prepared& packet : packets) {
            if (!packet.decoded.headers.has_addresses()) continue;
            shards[packet.hash.shard].prefetch_record(packet.hash.value);
        }
    }

    [[nodiscard]] const Prepared& operator[](std::size_t i) const { return packets_[i]; }

private:
    std::array<Prepared, size> packets_;
};

}  // namespace cordon

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
    KeyedPacket keyed;   // when it has addresses
    FlowHash hash;       // likewise
    Shard::Guess guess;  // likewise; once approached
};

/// Packets whose flows are looked up together: enough to hide memory, few enough to stay near.
class PreparedBatch {
public:
    static constexpr std::size_t size = 32;

    /// In turns over the batch: what one writes has arrived when the next reads it, and the slots
    /// of all flows are on their way before the first is looked at. Requires: at most `size`
    /// packets.
    void prepare(std::span<const Arrival> batch, const Shards& shards) {
        for (std::size_t i = 0; i < batch.size(); ++i) {
            decode(batch[i].bytes, batch[i].link, batch[i].wire_length, packets_[i].decoded);
        }
        count_ = batch.size();
        for (std::size_t i = 0; i < count_; ++i) {
            Prepared& packet = packets_[i];
            if (!packet.decoded.headers.has_addresses()) continue;
            key_of(packet.decoded.headers, packet.keyed);
            packet.hash = shards.hash_of(packet.keyed.key);
            shards[packet.hash.shard].prefetch_slot(packet.hash.value);
        }
        for (std::size_t i = 0; i < records_ahead; ++i) approach_record(i, shards);
    }

    /// Call it before packet `i` is judged: sends for what those behind it will touch, the records
    /// of some and, where these have arrived, the contents of the next.
    void look_ahead(std::size_t i, const Shards& shards, Time now, const FlowTimeouts& timeouts) {
        approach_record(i + records_ahead, shards);
        if (i + contents_ahead >= count_) return;
        const Prepared& next = packets_[i + contents_ahead];
        if (!next.decoded.headers.has_addresses()) return;
        const Shard& shard = shards[next.hash.shard];
        if (next.guess.record != nullptr) return shard.approach_beyond(next.guess);
        const bool is_tcp = next.decoded.headers.is_tcp();
        shard.approach_open(next.hash.value,
                            later_by(now, is_tcp ? timeouts.tcp_opening : timeouts.udp_one_way));
    }

    [[nodiscard]] const Prepared& operator[](std::size_t i) const { return packets_[i]; }

private:
    // As many as are under way at once without waiting for each other.
    static constexpr std::size_t records_ahead = 12, contents_ahead = 4;

    void approach_record(std::size_t i, const Shards& shards) {
        if (i >= count_ || !packets_[i].decoded.headers.has_addresses()) return;
        packets_[i].guess = shards[packets_[i].hash.shard].guess(packets_[i].hash.value);
    }

    std::array<Prepared, size> packets_;
    std::size_t count_ = 0;
};

}  // namespace cordon

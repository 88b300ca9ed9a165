#pragma once

#include <array>
#include <cstdint>

#include "sim/core/time.hh"
#include "sim/flow/direction.hh"
#include "sim/flow/flow_key.hh"

namespace cordon {

/// Life of a conversation as a tolerant observer in the middle sees it.
enum class FlowPhase : std::uint8_t {
    opening,      // TCP: no answer to the SYN yet; others: one direction only
    established,  // TCP: handshake seen, or picked up mid-stream; others: both directions
    closing,      // TCP: one FIN seen
    closed,       // TCP: both FINs or a RST seen
};

/// What is remembered of every flow: counters per direction (index with index(Direction)), life and
/// ends. Counts are of what reached the wall, before any verdict.
struct FlowState {
    // The first cache line is what every packet changes.
    Time last_seen;
    std::array<std::uint64_t, 2> payload_bytes{};  // transport payload, retransmissions included
    std::array<std::uint64_t, 2> frame_bytes{};    // as on the wire
    std::array<std::uint32_t, 2> packets{};
    Duration idle{};  // pause before the present packet; 0 for the first
    FlowPhase phase = FlowPhase::opening;
    bool client_is_low = true;      // which end of the key opened it
    bool picked_up = false;         // TCP whose opening was not seen
    bool inside_is_client = true;   // which end lies on the national side
    std::uint32_t table_index = 0;  // where the record stands; written by FlowTable only

    // The second is compared with, and never changes.
    FlowKey key;  // written by FlowTable only
    Time started;
    std::uint64_t first_frame = 0;
    std::uint64_t id = 0;  // < 2^53, the same in every file

    [[nodiscard]] const IpAddress& client() const { return client_is_low ? key.low : key.high; }
    [[nodiscard]] const IpAddress& server() const { return client_is_low ? key.high : key.low; }
    [[nodiscard]] std::uint16_t client_port() const {
        return client_is_low ? key.low_port : key.high_port;
    }
    [[nodiscard]] std::uint16_t server_port() const {
        return client_is_low ? key.high_port : key.low_port;
    }
    [[nodiscard]] const IpAddress& inside() const { return inside_is_client ? client() : server(); }
    [[nodiscard]] Direction direction_from(bool from_low) const {
        return from_low == client_is_low ? Direction::up : Direction::down;
    }
};
static_assert(sizeof(FlowState) <=
              128);  // two cache lines: what FlowTable::find() and a packet touch

}  // namespace cordon

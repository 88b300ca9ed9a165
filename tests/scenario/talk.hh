#pragma once

#include <chrono>
#include <deque>
#include <string_view>
#include <vector>

#include "sim/craft/ip_packet.hh"
#include "sim/flow/direction.hh"
#include "sim/scenario/reenact/reduction.hh"

namespace cordon::testing {

/// Writes a recording of one TCP connection packet by packet, and reduces it.
class Talk {
public:
    /// Passes `ms` later than the packet before.
    Talk& after(std::int64_t ms) {
        at_ += std::chrono::milliseconds{ms};
        return *this;
    }
    Talk& syn();
    Talk& repeats_syn();
    Talk& syn_ack();
    /// An end says something new; its acknowledgment number covers all that the other has sent.
    Talk& says(Direction side, std::uint64_t bytes);
    /// The same without having heard what the other sent last.
    Talk& says_unaware(Direction side, std::uint64_t bytes);
    Talk& says(Direction side, std::string_view text);
    /// A segment that the recording lacks.
    Talk& unseen(Direction side, std::uint64_t bytes);
    /// Its last segment once more.
    Talk& repeats(Direction side);
    Talk& acks(Direction side);
    Talk& fin(Direction side);
    Talk& rst(Direction side);
    /// SYN at 0 ms, SYN/ACK at 40 ms, ACK at 50 ms: 40 ms to the server, 10 ms to the client.
    Talk& opened();
    /// A datagram.
    Talk& datagram(Direction side, std::uint64_t bytes);

    [[nodiscard]] std::vector<Conversation> conversations() { return reduced().take(); }
    [[nodiscard]] Reduction reduced(std::size_t most = Reduction::most_conversations);
    /// The only one.
    [[nodiscard]] Conversation conversation() { return conversations().front(); }

    static constexpr std::uint32_t full = 1448;  // payload of a full segment

private:
    struct Side {
        Seq32 next{0};
        std::uint32_t last = 0;
        Seq32 acked{0};
    };
    void packet(Direction from, std::uint8_t flags, std::vector<std::uint8_t> payload,
                std::vector<std::uint8_t> options = {});
    void push(std::vector<std::uint8_t> bytes);
    Side& side(Direction of) { return sides_[index(of)]; }

    Time at_ = time_from_ns(1'500'000'000'000'000'000);
    std::array<Side, 2> sides_{Side{.next = Seq32{0xfffffff0}, .last = 0, .acked = {}},
                               Side{.next = Seq32{77}, .last = 0, .acked = {}}};
    std::deque<std::vector<std::uint8_t>> packets_;
    std::vector<Arrival> arrivals_;
};

}  // namespace cordon::testing

#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <vector>

#include "sim/core/arrival.hh"
#include "sim/flow/flow_key.hh"
#include "sim/flow/flow_packet.hh"
#include "sim/flow/flow_state.hh"
#include "sim/flow/observe.hh"
#include "sim/scenario/reenact/conversation.hh"
#include "sim/scenario/reenact/tcp_recording.hh"
#include "sim/scenario/reenact/udp_recording.hh"

namespace cordon {

/// Reduces a recording to its conversations. Feed it all packets in their order, then take them.
/// TCP and UDP over IPv4 and IPv6; tunnels are not entered, later fragments are counted only. Keeps
/// at most `most` conversations, so that a recording of a flood cannot fill the memory: later ones
/// are left out and counted.
class Reduction {
public:
    static constexpr std::size_t most_conversations = 200'000;
    explicit Reduction(std::size_t most = most_conversations) : most_(most) {}

    void add(std::span<const Arrival> arrivals);
    /// In the order of their first packets.
    [[nodiscard]] std::vector<Conversation> take();

    /// Packets that belong to no conversation: other protocols, later fragments, no IP.
    [[nodiscard]] std::uint64_t packets_left_out() const { return left_out_; }
    /// Packets of conversations beyond the limit.
    [[nodiscard]] std::uint64_t packets_beyond_limit() const { return beyond_limit_; }

private:
    /// A conversation while it is recorded; FlowState and TcpTrack tell where the next one on the
    /// same ports begins.
    struct Open {
        FlowState flow;
        TcpTrack track;
        std::unique_ptr<TcpRecording> tcp;
        std::unique_ptr<UdpRecording> udp;
    };
    void add(const Arrival& arrival);
    /// Which one the packet belongs to, perhaps a new one; null for one beyond the limit. Valid
    /// until the next call.
    [[nodiscard]] Open* conversation_of(const FlowKey& key, const Headers& headers,
                                        const Arrival& arrival);
    void open(Open& conversation, const FlowKey& key, const Headers& headers,
              const Arrival& arrival);
    void close(Open& conversation);

    std::vector<Open> open_;
    std::map<FlowKey, std::size_t> places_;  // into open_; never walked
    std::vector<Conversation> done_;
    std::uint64_t left_out_ = 0;
    std::uint64_t beyond_limit_ = 0;
    std::size_t most_;
};

}  // namespace cordon

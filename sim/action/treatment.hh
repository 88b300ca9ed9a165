#pragma once

#include <optional>

#include "sim/action/draws.hh"
#include "sim/action/hold_queue.hh"
#include "sim/action/throttle_buckets.hh"
#include "sim/decode/headers.hh"
#include "sim/flow/observe.hh"
#include "sim/report/event.hh"

namespace cordon {

/// A packet and all that is at hand about it. Views; valid while the packet is.
struct TreatedPacket {
    const Arrival& arrival;
    const Headers& headers;
    const FlowState& flow;
    const TcpTrack& tcp;
    ActionState& action;
    const LinkHeaders* links = nullptr;  // last seen; null when none are kept
    std::uint64_t k = 0;                 // of the flow, for draws
    Direction direction = Direction::up;
    Time now;
};

/// One packet's way through a list of verdicts, up to the one that removes it. Judges only: tells
/// nobody and sends nothing. Views; valid while packet and policy are.
class Treatment {
public:
    enum class Wall : std::uint8_t { in_path, on_path };

    Treatment(const TreatedPacket& packet, const Decision& decision, Wall wall,
              const KeyedRandom& draws, ThrottleBuckets& buckets, const HoldQueue& held)
        : packet_(packet),
          decision_(decision),
          wall_(wall),
          draws_(draws),
          buckets_(buckets),
          held_(held) {}

    /// Carries out the whole list; as what the packet is removed, if it is.
    [[nodiscard]] std::optional<Act> carry_out();

    /// After carry_out(): a queue had to refuse the packet as no more packets can be held.
    [[nodiscard]] bool found_no_room() const { return found_no_room_; }
    /// After carry_out(): how long the packet waits before it leaves.
    [[nodiscard]] Duration wait() const { return wait_; }
    /// After carry_out(): the reset to be sent because of this packet, if any.
    [[nodiscard]] const Reset* reset() const { return reset_; }
    /// After carry_out(): the answer to be forged if this packet is a DNS query; the first of the
    /// list.
    [[nodiscard]] const ForgeDns* forged() const { return forged_; }

    /// After carry_out(): the packet may make the wall send packets of its own.
    [[nodiscard]] bool sends() const { return reset_ != nullptr || forged_ != nullptr; }

    // One verdict each.
    [[nodiscard]] std::optional<Act> operator()(const Pass&) { return std::nullopt; }
    [[nodiscard]] std::optional<Act> operator()(const Note&) { return std::nullopt; }
    [[nodiscard]] std::optional<Act> operator()(const Drop&);
    [[nodiscard]] std::optional<Act> operator()(const Reset& reset);
    [[nodiscard]] std::optional<Act> operator()(const Throttle& throttle);
    [[nodiscard]] std::optional<Act> operator()(const Delay& delay);
    [[nodiscard]] std::optional<Act> operator()(const Lose& lose);
    [[nodiscard]] std::optional<Act> operator()(const ForgeDns& forged);

private:
    [[nodiscard]] KeyedRandom draw() const;
    void kill_flow();
    void wait_longer(Duration by);

    const TreatedPacket& packet_;
    const Decision& decision_;
    Wall wall_;
    const KeyedRandom& draws_;
    ThrottleBuckets& buckets_;
    const HoldQueue& held_;
    VerdictPlace place_;
    Duration wait_{};
    const Reset* reset_ = nullptr;
    const ForgeDns* forged_ = nullptr;
    bool found_no_room_ = false;
};

}  // namespace cordon

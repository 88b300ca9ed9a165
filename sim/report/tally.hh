#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/classify/facts.hh"
#include "sim/core/packet_count.hh"
#include "sim/report/event.hh"
#include "sim/report/verdict_digest.hh"

namespace cordon {

struct RuleTally {
    std::uint64_t flows_decided = 0;  // packets outside any flow are not counted as flows
    std::uint64_t flows_noted = 0;
    PacketCount removed, held, injected;
    Duration longest_hold{};
};

/// Of the flows of one application; counted when they end.
struct AppTally {
    std::uint64_t flows = 0;
    std::uint64_t flows_decided = 0;  // by some rule
    std::uint64_t flows_touched = 0;  // of these, by one that does more than let pass
    std::uint64_t packets = 0;
    std::uint64_t bytes = 0;  // frames, as on the wire
    std::uint64_t payload_up = 0, payload_down = 0;
    PacketCount removed;
};

/// Counts what an engine tells: everything that the summary says of packets, flows, rules and
/// applications. Feed it every call of Emit. What it keeps follows the rules.
class Tally {
public:
    explicit Tally(std::size_t rules) : rules_(rules) {}

    void passed(std::span<const Arrival> run);
    void left(const Departure& departure);
    void removed(const Removal& removal);
    void flow_ended(const FlowEnded& event);
    void rule_decided(const RuleDecided& event);

    /// Everything that reached the wall: passed + held + removed.
    [[nodiscard]] PacketCount arrived() const;
    [[nodiscard]] const PacketCount& passed() const { return by_act_[0]; }  // as they came
    [[nodiscard]] const PacketCount& held() const { return held_; }         // left later
    [[nodiscard]] const PacketCount& removed() const { return removed_; }
    [[nodiscard]] const PacketCount& injected() const { return injected_; }
    [[nodiscard]] PacketCount left_in_all() const;  // passed + held + injected
    [[nodiscard]] const PacketCount& by(Act act) const {
        return by_act_[static_cast<std::size_t>(act)];
    }
    [[nodiscard]] std::uint64_t flows() const { return flows_; }
    [[nodiscard]] std::uint64_t flows_ended(FlowEnd why) const {
        return by_end_[static_cast<std::size_t>(why)];
    }
    [[nodiscard]] const std::vector<RuleTally>& rules() const { return rules_; }
    [[nodiscard]] const AppTally& app(App app) const {
        return by_app_[static_cast<std::size_t>(app)];
    }
    [[nodiscard]] std::string verdicts_hex() const { return digest_.hex(arrived().packets); }

private:
    [[nodiscard]] RuleTally* tally_of(RuleId rule);

    std::array<PacketCount, act_count> by_act_{};
    PacketCount held_, removed_, injected_;
    std::array<std::uint64_t, flow_end_count> by_end_{};
    std::uint64_t flows_ = 0;
    std::vector<RuleTally> rules_;
    std::array<AppTally, 256> by_app_{};
    VerdictDigest digest_;
};

}  // namespace cordon

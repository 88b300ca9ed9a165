#pragma once

#include <string>

#include "sim/engine.hh"
#include "sim/report/emit.hh"

namespace cordon {

/// Listens to a run and puts into words what became of one packet, and why.
class Explanation final : public Watcher, public Emit {
public:
    Explanation(std::uint64_t frame, const Policy& policy, std::uint64_t seed)
        : frame_(frame), policy_(&policy), seed_(seed) {}

    /// The packet has been handed to the engine.
    [[nodiscard]] bool found() const { return !text_.empty(); }
    [[nodiscard]] std::string text() const;
    /// What the wall sends from now on is not because of this packet.
    void stop_counting() { watching_ = false; }

    void judged(const Arrival& arrival, const Decoded& decoded, const FlowRecord& flow,
                const FlowPacket& packet, const Judgement& judgement,
                const RuleBook& rules) override;

    void passed(std::span<const Arrival> run) override;
    void left(const Departure& departure) override;
    void removed(const Removal& removal) override;
    void flow_ended(const FlowEnded& /*event*/) override {}
    void protocol_seen(const ProtocolSeen& /*event*/) override {}
    void rule_decided(const RuleDecided& /*event*/) override {}
    void flow_dropped(const FlowDropped& /*event*/) override {}

private:
    void tell_rules(const RuleBook& rules, const PolicyState& state, const Situation& situation,
                    const Judgement& judgement);
    void tell_decision(const Decision& decision);
    [[nodiscard]] std::string rule_name(RuleId rule) const;

    std::uint64_t frame_;
    const Policy* policy_;
    std::uint64_t seed_;
    std::string text_;
    std::string fate_;
    std::uint64_t injected_ = 0;  // because of this packet
    std::uint64_t flow_id_ = 0;
    bool watching_ = false;  // between its judgement and the next one
};

}  // namespace cordon

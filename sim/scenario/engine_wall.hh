#pragma once

#include <optional>
#include <span>

#include "sim/engine.hh"
#include "sim/report/emit.hh"
#include "sim/report/wall_limits.hh"
#include "sim/world/wall.hh"

namespace cordon {

/// cordon's engine as the wall of a World, which hears of packets alone: what the engine tells of
/// flows and rules nobody asks for here. The policy must outlive it.
class EngineWall final : public Wall {
public:
    EngineWall(const Policy& policy, const Engine::Options& options)
        : engine_(policy, options), exit_(policy) {}

    /// From now on what leaves otherwise than as a plain pass has the comment of captures as its
    /// note, for whoever records it.
    void write_comments() { exit_.write_comments(); }

    void on_arrivals(std::span<const Arrival> arrivals, WallOutput& out) override;
    void on_timer(Time now, WallOutput& out) override;
    [[nodiscard]] std::optional<Time> next_timer() const override { return engine_.next_timer(); }
    /// How often a limit of the engine was reached so far.
    [[nodiscard]] WallLimits limits() const;

private:
    /// Hands what becomes of packets to the world.
    class Exit final : public Emit {
    public:
        explicit Exit(const Policy& policy) : policy_(&policy) {}
        void set_output(WallOutput* out) { out_ = out; }
        void write_comments() { note_.comments.resize(1); }

        void passed(std::span<const Arrival> run) override { out_->leaves(run); }
        void left(const Departure& departure) override;
        void removed(const Removal& removal) override { out_->removed(removal.arrival); }
        void flow_ended(const FlowEnded& /*event*/) override {}
        void protocol_seen(const ProtocolSeen& /*event*/) override {}
        void rule_decided(const RuleDecided& /*event*/) override {}
        void flow_dropped(const FlowDropped& /*event*/) override {}

    private:
        const Policy* policy_;
        WallOutput* out_ = nullptr;
        Annotation note_;  // of the packet that leaves; no comment where none is wanted
    };

    Engine engine_;
    Exit exit_;
};

}  // namespace cordon

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
    EngineWall(const Policy& policy, const Engine::Options& options) : engine_(policy, options) {}

    void on_arrivals(std::span<const Arrival> arrivals, WallOutput& out) override;
    void on_timer(Time now, WallOutput& out) override;
    [[nodiscard]] std::optional<Time> next_timer() const override { return engine_.next_timer(); }
    /// How often a limit of the engine was reached so far.
    [[nodiscard]] WallLimits limits() const;

private:
    /// Hands what becomes of packets to the world.
    class Exit final : public Emit {
    public:
        void set_output(WallOutput* out) { out_ = out; }

        void passed(std::span<const Arrival> run) override { out_->leaves(run); }
        void left(const Departure& departure) override { out_->leaves({&departure.arrival, 1}); }
        void removed(const Removal& removal) override { out_->removed(removal.arrival); }
        void flow_ended(const FlowEnded& /*event*/) override {}
        void protocol_seen(const ProtocolSeen& /*event*/) override {}
        void rule_decided(const RuleDecided& /*event*/) override {}
        void flow_dropped(const FlowDropped& /*event*/) override {}

    private:
        WallOutput* out_ = nullptr;
    };

    Engine engine_;
    Exit exit_;
};

}  // namespace cordon

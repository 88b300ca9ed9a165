#pragma once

#include <cstdint>

#include "sim/engine.hh"
#include "sim/report/emit.hh"
#include "sim/world/wall.hh"

namespace cordon {

/// cordon's engine as the wall of a World. What the engine tells of flows and rules goes on to
/// `events`, if anybody listens; so do, after the world has been told, passes, departures and
/// removals. The policy and `events` must outlive it.
class EngineWall final : public Wall {
public:
    EngineWall(const Policy& policy, const Engine::Options& options, Emit* events = nullptr);

    void on_arrivals(std::span<const Arrival> arrivals, WallOutput& out) override;
    void on_timer(Time now, WallOutput& out) override;
    [[nodiscard]] std::optional<Time> next_timer() const override { return engine_.next_timer(); }

    /// Ends all flows and tells of them; what is held goes to `out`. Call it once, last.
    void finish(WallOutput& out);
    [[nodiscard]] const Engine& engine() const { return engine_; }

private:
    /// Splits what the engine tells: packets to the world, everything to the listener.
    class Split final : public Emit {
    public:
        explicit Split(Emit* events) : events_(events) {}
        void set_output(WallOutput* out) { out_ = out; }

        void passed(std::span<const Arrival> run) override;
        void left(const Departure& departure) override;
        void removed(const Removal& removal) override;
        void flow_ended(const FlowEnded& event) override;
        void protocol_seen(const ProtocolSeen& event) override;
        void rule_decided(const RuleDecided& event) override;
        void flow_dropped(const FlowDropped& event) override;

    private:
        Emit* events_;
        WallOutput* out_ = nullptr;
    };

    Engine engine_;
    Split split_;
};

}  // namespace cordon

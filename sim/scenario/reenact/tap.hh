#pragma once

#include "sim/scenario/reenact/reduction.hh"
#include "sim/world/wall.hh"

namespace cordon {

/// Stands where the wall stands and reduces what leaves it to conversations, as a recording made
/// behind it would show them. Without a wall everything passes.
class Tap final : public Wall, private WallOutput {
public:
    explicit Tap(Wall* wall) : wall_(wall) {}

    void on_arrivals(std::span<const Arrival> arrivals, WallOutput& out) override;
    void on_timer(Time now, WallOutput& out) override;
    [[nodiscard]] std::optional<Time> next_timer() const override;

    [[nodiscard]] std::vector<Conversation> take() { return reduction_.take(); }

private:
    void leaves(std::span<const Arrival> packets) override;
    void removed(const Arrival& packet) override { out_->removed(packet); }

    Wall* wall_;
    WallOutput* out_ = nullptr;
    Reduction reduction_;
};

}  // namespace cordon

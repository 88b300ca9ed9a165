#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "sim/world/packet.hh"
#include "sim/world/wall.hh"

namespace cordon {

class World;

/// Where the ways through a world meet its wall: gathers packets, shows them to the wall a few at a
/// time, and sends on what leaves.
///
/// Packets may be gathered for as long as nothing that leaves could have arrived anywhere
/// meanwhile (`lookahead`: the shortest way on from the wall): the outcome is the same as one by
/// one, and the wall works faster.
class WallGate final : public EventTarget, public WallOutput {
public:
    explicit WallGate(World& world) : world_(&world) {}

    void set_wall(Wall* wall) { wall_ = wall; }
    [[nodiscard]] bool has_wall() const { return wall_ != nullptr; }
    void set_lookahead(Duration lookahead) { lookahead_ = lookahead; }
    /// A packet reaches the wall now.
    void arrive(PacketPtr packet);
    void on_event() override;

    void leaves(std::span<const Arrival> packets) override;
    void removed(const Arrival& packet) override;

    struct Counts {
        std::uint64_t arrived = 0;
        std::uint64_t left = 0;
        std::uint64_t removed = 0;
        std::uint64_t made = 0;  // by the wall
    };
    [[nodiscard]] const Counts& counts() const { return counts_; }

private:
    static constexpr std::size_t most_gathered = 64;

    void judge_gathered();
    void plan();
    [[nodiscard]] PacketPtr take(std::uint64_t frame);

    World* world_;
    Wall* wall_ = nullptr;
    Duration lookahead_{};
    std::vector<Arrival> arrivals_;
    std::vector<PacketPtr> gathered_;                    // of arrivals_, in their order
    std::uint64_t first_gathered_ = 1;                   // frame number of the first of them
    std::unordered_map<std::uint64_t, PacketPtr> held_;  // by frame; never walked
    std::uint64_t frames_ = 0;
    TimerId event_ = TimerId::none;
    Time event_at_ = Time::max();
    Counts counts_;
};

}  // namespace cordon

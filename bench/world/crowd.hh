#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "sim/policy/policy.hh"
#include "sim/scenario/engine_wall.hh"
#include "sim/world/world.hh"

namespace cordon::bench {

/// So many phones inside, each uploading without end over one connection to one of 16 servers
/// outside, through the engine with a policy. Each has 2 Mbit/s up with a queue of 32 KB, 10 Mbit/s
/// down, and a way of 10 to 60 ms one way: what a flow costs does not depend on how many there are.
class Crowd {
public:
    struct Setting {
        std::uint32_t flows = 1;
        const Policy* policy = nullptr;  // null: no wall
    };
    explicit Crowd(const Setting& setting);

    /// Lets so much time pass.
    void run(Duration time) { world_.run_until(world_.now() + time); }
    /// Packets sent by hosts so far; bytes that programs received; things done.
    [[nodiscard]] std::uint64_t packets() const { return world_.counts().sent; }
    [[nodiscard]] std::uint64_t received() const { return received_; }
    [[nodiscard]] std::uint64_t events() { return world_.queue().done(); }
    [[nodiscard]] const WallGate::Counts& wall() const { return world_.wall_counts(); }

private:
    void add_servers();
    void add_phone(std::uint32_t number);
    Task<> read(TcpSocket& socket);

    World world_;
    std::unique_ptr<EngineWall> wall_;
    std::vector<WorldHost*> servers_;
    std::vector<std::unique_ptr<TcpSocket>> sockets_;
    std::vector<Task<>> readers_;
    std::uint64_t received_ = 0;
};

}  // namespace cordon::bench

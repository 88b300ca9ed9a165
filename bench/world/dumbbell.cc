// `world-dumbbell FLOWS SECONDS`: CUBIC flows from as many senders inside to as many receivers
// outside; the engine between them polices all of them together to 1 Mbit/s a flow. 100 Mbit/s and
// 5 ms at each end, 10 ms between. Prints packets that hosts sent, CPU seconds, payload bytes
// received. What bench/ns3/dumbbell.cc is in ns-3.
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <memory>
#include <string>
#include <vector>

#include "sim/policy/file/file_reader.hh"
#include "sim/policy/file/load.hh"
#include "sim/scenario/engine_wall.hh"
#include "sim/world/world.hh"

namespace {

using namespace cordon;
using std::chrono::milliseconds;

std::string policing(std::uint32_t flows) {
    return "policy: dumbbell\nposition: in-path\ninside: [10.0.0.0/8]\nrules:\n"
           "  - rule: all\n    when: server.port == 443\n    direction: up\n"
           "    then: { throttle: { rate: " +
           std::to_string(flows) + " Mbit/s, by: police, each: rule } }\n    source: bench\n";
}

class Dumbbell {
public:
    Dumbbell(std::uint32_t flows, EngineWall& wall) : world_({.seed = 1, .start = Time{}}) {
        world_.set_wall(&wall);
        for (std::uint32_t i = 0; i < flows; ++i) add_ends(i);
    }
    void run(Time end) {
        for (std::size_t i = 0; i < senders_.size(); ++i) {
            const Time begins = Time{} + milliseconds(i % 1'000);
            if (begins > world_.now()) world_.run_until(begins);
            sockets_.push_back(senders_[i]->connect(
                {.address = outside(static_cast<std::uint32_t>(i)), .port = 443}));
            sockets_.back()->send(Content::noise(std::uint64_t{1} << 50U, i));
        }
        world_.run_until(end);
    }
    [[nodiscard]] std::uint64_t packets() const { return world_.counts().sent; }
    [[nodiscard]] std::uint64_t received() const { return received_; }

private:
    static IpAddress outside(std::uint32_t number) { return IpAddress::v4(0xc6120000 + number); }

    void add_ends(std::uint32_t number) {
        const LinkConfig edge{.rate = BitRate{100'000'000}, .delay = milliseconds(5)};
        const LinkConfig middle{.delay = milliseconds(10)};
        senders_.push_back(&world_.add_host({.name = "sender " + std::to_string(number),
                                             .addresses = {IpAddress::v4(0x0a000001 + number)},
                                             .side = Side::inside,
                                             .access_up = edge,
                                             .access_down = edge,
                                             .path_up = middle,
                                             .path_down = middle}));
        WorldHost& receiver = world_.add_host({.name = "receiver " + std::to_string(number),
                                               .addresses = {outside(number)},
                                               .access_up = edge,
                                               .access_down = edge});
        receiver.listen(443, [this](std::unique_ptr<TcpSocket> socket) {
            sockets_.push_back(std::move(socket));
            readers_.push_back(read(*sockets_.back()));
            readers_.back().start();
        });
    }
    Task<> read(TcpSocket& socket) {
        for (;;) {
            received_ += socket.available();
            socket.skip(socket.available());
            static_cast<void>(co_await socket.changed().wait());
        }
    }

    World world_;
    std::vector<WorldHost*> senders_;
    std::vector<std::unique_ptr<TcpSocket>> sockets_;
    std::vector<Task<>> readers_;
    std::uint64_t received_ = 0;
};

}  // namespace

int main(int count, char** arguments) {
    if (count != 3) return 2;
    const auto flows = static_cast<std::uint32_t>(std::stoul(arguments[1]));
    const auto policy = parse_policy(policing(flows), "dumbbell.yaml", MemoryFiles());
    if (!policy) return 1;
    EngineWall wall(policy->policy, {});
    Dumbbell dumbbell(flows, wall);
    const std::clock_t before = std::clock();
    dumbbell.run(Time{} + std::chrono::seconds(std::stol(arguments[2])));
    const double took = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
    std::printf("%llu %.3f %llu\n", static_cast<unsigned long long>(dumbbell.packets()), took,
                static_cast<unsigned long long>(dumbbell.received()));
    return 0;
}

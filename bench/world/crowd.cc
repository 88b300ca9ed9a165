#include "bench/world/crowd.hh"

#include <string>

namespace cordon::bench {
namespace {

constexpr std::uint32_t servers = 16;
constexpr Time start = time_from_ns(1'500'000'000'000'000'000);
constexpr std::uint16_t port = 443;

IpAddress server_address(std::uint32_t number) {
    return IpAddress::v4(0x5db8d800 + number);
}

HostConfig phone_config(std::uint32_t number) {
    using std::chrono::milliseconds;
    const milliseconds way(10 + number * 7 % 51);
    return {
        .name = "phone " + std::to_string(number),
        .addresses = {IpAddress::v4(0x0a000001 + number)},
        .side = Side::inside,
        .access_up = {.rate = BitRate{2'000'000}, .delay = milliseconds(5), .queue_bytes = 32'000},
        .access_down = {.rate = BitRate{10'000'000},
                        .delay = milliseconds(5),
                        .queue_bytes = 64'000},
        .path_up = {.delay = way},
        .path_down = {.delay = way}};
}

}  // namespace

Crowd::Crowd(const Setting& setting) : world_({.seed = 1, .start = start}) {
    if (setting.policy != nullptr) {
        wall_ = std::make_unique<EngineWall>(*setting.policy, Engine::Options{});
        world_.set_wall(wall_.get());
    }
    add_servers();
    for (std::uint32_t i = 0; i < setting.flows; ++i) add_phone(i);
}

void Crowd::add_servers() {
    for (std::uint32_t i = 0; i < servers; ++i) {
        servers_.push_back(&world_.add_host(
            {.name = "server " + std::to_string(i), .addresses = {server_address(i)}}));
        servers_.back()->listen(port, [this](std::unique_ptr<TcpSocket> socket) {
            sockets_.push_back(std::move(socket));
            readers_.push_back(read(*sockets_.back()));
            readers_.back().start();
        });
    }
}

void Crowd::add_phone(std::uint32_t number) {
    WorldHost& phone = world_.add_host(phone_config(number));
    sockets_.push_back(phone.connect({.address = server_address(number % servers), .port = port}));
    sockets_.back()->send(Content::noise(std::uint64_t{1} << 50U, number));
}

Task<> Crowd::read(TcpSocket& socket) {
    for (;;) {
        received_ += socket.available();
        socket.skip(socket.available());
        static_cast<void>(co_await socket.changed().wait());
    }
}

}  // namespace cordon::bench

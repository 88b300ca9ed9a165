#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "sim/world/world.hh"

namespace cordon::test {

using std::chrono::milliseconds;
using std::chrono::seconds;

inline constexpr IpAddress client_address = IpAddress::v4(0x0a000001);
inline constexpr IpAddress server_address = IpAddress::v4(0xc6336401);
inline constexpr Time start = time_from_ns(1'500'000'000'000'000'000);

/// A client inside and a server outside, `one_way` apart; the client's up link as asked for.
struct TwoHosts {
    struct Setting {
        std::uint64_t seed = 1;
        LinkConfig up{}, down{};
        Duration one_way = milliseconds(25);
        const TcpProfile* profile = &linux_android();
    };
    explicit TwoHosts(const Setting& setting)
        : world({.seed = setting.seed, .start = start}),
          client(world.add_host({.name = "client",
                                 .addresses = {client_address},
                                 .side = Side::inside,
                                 .access_up = setting.up,
                                 .access_down = setting.down,
                                 .path_up = {.delay = setting.one_way},
                                 .path_down = {.delay = setting.one_way},
                                 .profile = setting.profile})),
          server(world.add_host(
              {.name = "server", .addresses = {server_address}, .profile = setting.profile})) {}

    World world;
    WorldHost& client;
    WorldHost& server;
};

/// Takes whatever comes on the connections made to a port, and counts it.
class Sink {
public:
    Sink(Host& host, std::uint16_t port) {
        host.listen(port, [this](std::unique_ptr<TcpSocket> socket) {
            sockets_.push_back(std::move(socket));
            readers_.push_back(read(*sockets_.back()));
            readers_.back().start();
        });
    }
    [[nodiscard]] std::uint64_t received() const { return received_; }
    [[nodiscard]] const std::vector<std::unique_ptr<TcpSocket>>& sockets() const {
        return sockets_;
    }

private:
    Task<> read(TcpSocket& socket) {
        for (;;) {
            received_ += socket.available();
            socket.skip(socket.available());
            if (socket.remote_closed()) socket.close();
            if (socket.state() == TcpSocket::State::ended) co_return;
            static_cast<void>(co_await socket.changed().wait());
        }
    }

    std::vector<std::unique_ptr<TcpSocket>> sockets_;
    std::vector<Task<>> readers_;
    std::uint64_t received_ = 0;
};

}  // namespace cordon::test

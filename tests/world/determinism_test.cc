#include <gtest/gtest.h>

#include <map>
#include <string>

#include "tests/world/two_hosts.hh"

namespace cordon::test {
namespace {

/// Three phones upload to one server over lossy links; what passes the wall, as text by phone.
struct Setting {
    std::uint64_t seed = 1;
    Share second_loss{20'000};
    bool with_wall = true;
};

class Taking final : public Wall {
public:
    void on_arrivals(std::span<const Arrival> arrivals, WallOutput& out) override {
        out.leaves(arrivals);
    }
    void on_timer(Time, WallOutput&) override {}
    [[nodiscard]] std::optional<Time> next_timer() const override { return std::nullopt; }
};

struct Log final : WorldRecorder {
    void arrived(const Arrival&) override {}
    void left(const Arrival& packet) override {
        text += std::to_string(to_ns(packet.at)) + ' ' + std::to_string(packet.wire_length) + ' ';
        text += as_text(packet.bytes.first(40));
    }
    std::string text;
};

std::vector<std::string> packets_of(const Setting& setting) {
    Taking wall;
    World world({.seed = setting.seed, .start = start});
    if (setting.with_wall) world.set_wall(&wall);
    WorldHost& server = world.add_host({.name = "server", .addresses = {server_address}});
    Sink sink(server, 443);
    std::vector<Log> logs(3);
    std::vector<std::unique_ptr<TcpSocket>> sockets;
    for (std::uint32_t i = 0; i < 3; ++i) {
        const Share loss = i == 1 ? setting.second_loss : Share{10'000};
        WorldHost& phone =
            world.add_host({.name = "phone " + std::to_string(i),
                            .addresses = {IpAddress::v4(0x0a000001 + i)},
                            .side = Side::inside,
                            .access_up = {.rate = BitRate{3'000'000}, .delay = milliseconds(5 + i)},
                            .access_down = {.delay = milliseconds(5)},
                            .path_up = {.delay = milliseconds(20), .loss = {.independent = loss}},
                            .path_down = {.delay = milliseconds(20), .jitter = milliseconds(3)}});
        world.record(phone, &logs[i]);
        sockets.push_back(phone.connect({.address = server_address, .port = 443}));
        sockets.back()->send(Content::noise(500'000, i));
    }
    world.run_until(start + seconds(20));
    EXPECT_EQ(sink.received(), 1'500'000U);
    std::vector<std::string> texts;
    texts.reserve(logs.size());
    for (const Log& log : logs) texts.push_back(log.text);
    return texts;
}

TEST(Determinism, TheSameSeedSendsTheSamePackets) {
    EXPECT_EQ(packets_of({}), packets_of({}));
    EXPECT_NE(packets_of({.seed = 2}), packets_of({}));
}

TEST(Determinism, TheLossOfOnePhoneDoesNotShiftAnothers) {
    const auto before = packets_of({});
    const auto after = packets_of({.second_loss = Share{40'000}});
    EXPECT_EQ(after[0], before[0]);
    EXPECT_NE(after[1], before[1]);
    EXPECT_EQ(after[2], before[2]);
}

TEST(Determinism, AWallThatPassesEverythingChangesNothing) {
    EXPECT_EQ(packets_of({}), packets_of({.with_wall = false}));
}

}  // namespace
}  // namespace cordon::test

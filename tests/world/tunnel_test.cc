#include <gtest/gtest.h>

#include "sim/classify/wireguard.hh"
#include "sim/craft/checksum.hh"
#include "tests/world/two_hosts.hh"

namespace cordon::test {
namespace {

constexpr IpAddress vpn_address = IpAddress::v4(0xcb007101),
                    leased_address = IpAddress::v4(0xcb007164);
constexpr Endpoint vpn{.address = vpn_address, .port = 51'820};

/// Passes everything and writes down what it is.
class Watcher final : public Wall {
public:
    struct Seen {
        Endpoint from, to;
        std::uint8_t protocol = 0;
        std::size_t length = 0;  // of the payload
        std::uint8_t type = 0;   // its first byte
        Duration at{};
        bool handshake = false;
    };
    void on_arrivals(std::span<const Arrival> arrivals, WallOutput& out) override {
        for (const Arrival& arrival : arrivals) {
            const Decoded decoded = decode(arrival.bytes, arrival.link, arrival.wire_length);
            const Headers& headers = decoded.headers;
            seen.push_back({.from = {.address = headers.src, .port = headers.src_port},
                            .to = {.address = headers.dst, .port = headers.dst_port},
                            .protocol = headers.protocol,
                            .length = headers.payload_length,
                            .type = decoded.payload.empty() ? std::uint8_t{0} : decoded.payload[0],
                            .at = arrival.at - start,
                            .handshake = is_wireguard_handshake(decoded.payload)});
            EXPECT_NE(transport_checksum_ok(arrival.bytes, headers), std::optional(false));
            if (lets_through) {
                out.leaves({&arrival, 1});
            } else {
                out.removed(arrival);
            }
        }
    }
    void on_timer(Time, WallOutput&) override {}
    [[nodiscard]] std::optional<Time> next_timer() const override { return std::nullopt; }

    std::vector<Seen> seen;
    bool lets_through = true;
};

struct Tunnelled : ::testing::Test {
    Tunnelled() : two({}), relay(two.world.add_host({.name = "vpn", .addresses = {vpn_address}})) {
        two.world.set_wall(&watcher);
    }
    void open(std::optional<Duration> keep_alive = std::nullopt) {
        two.world.open_tunnel(two.client,
                              {.server = vpn, .address = leased_address, .keep_alive = keep_alive});
    }
    Watcher watcher;
    TwoHosts two;
    WorldHost& relay;
};

TEST_F(Tunnelled, ShowsTheWallNothingButTheTunnel) {
    open();
    Sink sink(two.server, 443);
    const auto socket = two.client.connect({.address = server_address, .port = 443});
    socket->send(Content::noise(100'000, 1));
    two.world.run_until(start + seconds(10));
    EXPECT_EQ(sink.received(), 100'000U);
    ASSERT_EQ(sink.sockets().size(), 1U);
    EXPECT_EQ(sink.sockets().front()->remote().address, leased_address);
    ASSERT_GT(watcher.seen.size(), 100U);
    for (const Watcher::Seen& seen : watcher.seen) {
        EXPECT_EQ(seen.protocol, ip_protocol::udp);
        EXPECT_TRUE(seen.from == vpn || seen.to == vpn);
        EXPECT_LE(seen.length, 1'472U);
    }
    EXPECT_EQ(watcher.seen[0].length, 148U);
    EXPECT_TRUE(watcher.seen[0].handshake);
    EXPECT_EQ(watcher.seen[1].length, 92U);
    EXPECT_TRUE(watcher.seen[1].handshake);
    // A SYN of 60 bytes, filled up to 64, in a data message.
    EXPECT_EQ(watcher.seen[2].length, 96U);
    EXPECT_EQ(watcher.seen[2].type, 4);
}

TEST_F(Tunnelled, TriesAHandshakeEveryFiveSecondsAndGivesUpAfterNinety) {
    watcher.lets_through = false;
    open();
    const auto socket = two.client.connect({.address = server_address, .port = 443});
    two.world.run_until(start + seconds(4));
    EXPECT_EQ(watcher.seen.size(), 1U);
    two.world.run_until(start + seconds(130));
    EXPECT_EQ(socket->failure(), NetFailure::timed_out);
    EXPECT_GE(watcher.seen.size(), 17U);
    for (const Watcher::Seen& seen : watcher.seen) EXPECT_EQ(seen.length, 148U);
    const std::size_t tried = watcher.seen.size();
    two.world.run_until(start + seconds(300));
    EXPECT_EQ(watcher.seen.size(), tried + 0);
}

TEST_F(Tunnelled, IsSilentWhenIdleUnlessToldToKeepAlive) {
    open();
    Sink sink(two.server, 443);
    const auto socket = two.client.connect({.address = server_address, .port = 443});
    two.world.run_until(start + seconds(30));
    watcher.seen.clear();
    two.world.run_until(start + seconds(3'600));
    EXPECT_TRUE(watcher.seen.empty());
}

TEST_F(Tunnelled, KeepsAliveEveryTwentyFiveSecondsWhenTold) {
    open(seconds(25));
    Sink sink(two.server, 443);
    const auto socket = two.client.connect({.address = server_address, .port = 443});
    two.world.run_until(start + seconds(60));
    watcher.seen.clear();
    two.world.run_until(start + seconds(110));
    ASSERT_EQ(watcher.seen.size(), 2U);
    EXPECT_EQ(watcher.seen[0].length, 32U);
    EXPECT_EQ(watcher.seen[1].at - watcher.seen[0].at, seconds(25));
}

TEST_F(Tunnelled, MakesItsHandshakeAnewAfterTwoMinutesOfUse) {
    open();
    Sink sink(two.server, 443);
    const auto socket = two.client.connect({.address = server_address, .port = 443});
    for (int i = 0; i < 300; ++i) {
        socket->send(Content::noise(100, 1));
        two.world.run_until(start + seconds(i));
    }
    const auto handshakes =
        std::count_if(watcher.seen.begin(), watcher.seen.end(),
                      [](const Watcher::Seen& seen) { return seen.length == 148; });
    EXPECT_EQ(handshakes, 3);
    EXPECT_EQ(sink.received(), 30'000U);
}

TEST_F(Tunnelled, SmallerSegmentsFitIntoTheTunnel) {
    EXPECT_EQ(two.client.mtu(), 1'500);
    EXPECT_EQ(two.client.address(), client_address);
    open();
    EXPECT_EQ(two.client.mtu(), 1'440);
    EXPECT_EQ(two.client.address(), leased_address);
}

}  // namespace
}  // namespace cordon::test

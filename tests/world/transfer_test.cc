#include <gtest/gtest.h>

#include "sim/core/keyed_random.hh"
#include "tests/world/two_hosts.hh"

namespace cordon::test {
namespace {

constexpr Endpoint https{.address = server_address, .port = 443};

std::vector<std::uint8_t> some_bytes(std::size_t count) {
    std::vector<std::uint8_t> bytes(count);
    for (std::size_t i = 0; i < count; ++i) {
        bytes[i] = static_cast<std::uint8_t>(KeyedRandom(3, "test").mix(i).bits());
    }
    return bytes;
}

/// Keeps what comes, and the connection.
struct Keeper {
    Keeper(Host& host, std::uint16_t port) {
        host.listen(port, [this](std::unique_ptr<TcpSocket> socket) { kept = std::move(socket); });
    }
    std::unique_ptr<TcpSocket> kept;
};

TEST(Transfer, DeliversEveryByteInOrderOverAWayThatLosesAndJitters) {
    const LinkConfig bad{.rate = BitRate{4'000'000},
                         .delay = milliseconds(10),
                         .jitter = milliseconds(15),
                         .loss = {.independent = Share{60'000}},
                         .queue_bytes = 20'000};
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        TwoHosts two({.seed = seed, .up = bad, .down = bad});
        Keeper keeper(two.server, 443);
        const auto socket = two.client.connect(https);
        const std::vector<std::uint8_t> bytes = some_bytes(300'000);
        // A few parts, of both kinds.
        socket->send(Content::literal({bytes.begin(), bytes.begin() + 4}));
        socket->send(Content::literal({bytes.begin() + 4, bytes.end()}));
        socket->send(Content::noise(100'000, seed));
        socket->close();
        two.world.run_until(start + seconds(120));
        ASSERT_TRUE(keeper.kept) << seed;
        ASSERT_EQ(keeper.kept->available(), 400'000U) << seed;
        EXPECT_TRUE(keeper.kept->remote_closed());
        EXPECT_EQ(keeper.kept->take(300'000), bytes);
        std::vector<std::uint8_t> noise(100'000);
        Content::noise(100'000, seed).copy(0, noise);
        EXPECT_EQ(keeper.kept->take(100'000), noise);
    }
}

TEST(Transfer, EndsInOrderWhenBothClose) {
    TwoHosts two({});
    Sink sink(two.server, 443);
    const auto socket = two.client.connect(https);
    socket->send(Content::noise(5'000, 1));
    socket->close();
    two.world.run_until(start + seconds(1));
    EXPECT_EQ(sink.received(), 5'000U);
    EXPECT_EQ(socket->state(), TcpSocket::State::ended);
    EXPECT_FALSE(socket->failure());
    EXPECT_EQ(sink.sockets().front()->state(), TcpSocket::State::ended);
    EXPECT_FALSE(sink.sockets().front()->failure());
}

TEST(Transfer, IsRefusedWhereNobodyListens) {
    TwoHosts two({});
    const auto socket = two.client.connect(https);
    two.world.run_until(start + seconds(1));
    EXPECT_EQ(socket->state(), TcpSocket::State::ended);
    EXPECT_EQ(socket->failure(), NetFailure::refused);
}

TEST(Transfer, IsResetByTheOtherProgram) {
    TwoHosts two({});
    Keeper keeper(two.server, 443);
    const auto socket = two.client.connect(https);
    two.world.run_until(start + seconds(1));
    keeper.kept->abort();
    two.world.run_until(start + seconds(2));
    EXPECT_EQ(socket->failure(), NetFailure::reset);
}

TEST(Transfer, ForgetsConnectionsThatAreOver) {
    TwoHosts two({});
    {
        Sink sink(two.server, 443);
        for (int i = 0; i < 100; ++i) {
            const auto socket = two.client.connect(https);
            socket->send(Content::noise(2'000, 1));
            two.world.run_until(two.world.now() + seconds(1));
        }
        two.world.run_until(two.world.now() + seconds(1));
    }
    two.world.run_until(two.world.now() + std::chrono::minutes(10));
    EXPECT_EQ(two.client.tcp().connections(), 0U);
    EXPECT_EQ(two.server.tcp().connections(), 0U);
}

}  // namespace
}  // namespace cordon::test

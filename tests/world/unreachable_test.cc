#include <gtest/gtest.h>

#include "tests/world/two_hosts.hh"

namespace cordon::test {
namespace {

const IpAddress six_client = *parse_ip_address("2001:db8::1");
const IpAddress six_server = *parse_ip_address("2001:db8::2");
constexpr std::uint16_t port = 4'000;

TcpProfile with_ports(std::uint16_t first, std::uint16_t last) {
    TcpProfile profile = linux_android();
    profile.first_port = first;
    profile.last_port = last;
    return profile;
}

/// A client of IPv4, one of both kinds, a server of IPv6, and the ports of all.
struct Kinds : ::testing::Test {
    WorldHost& add(const std::string& name, std::vector<IpAddress> addresses) {
        return world.add_host(
            {.name = name, .addresses = std::move(addresses), .profile = &profile});
    }
    void run() { world.run_until(world.now() + seconds(1)); }

    TcpProfile profile = with_ports(50'000, 50'001);
    World world{{.seed = 1, .start = start}};
    WorldHost& four = add("four", {client_address});
    WorldHost& both = add("both", {server_address, six_client});
    WorldHost& six = add("six", {six_server});
};

TEST_F(Kinds, NoDatagramLeavesAHostWithoutAnAddressOfItsKind) {
    const auto socket = four.open_udp(0);
    socket->send({.address = six_server, .port = port}, Content::noise(100, 1));
    run();
    EXPECT_EQ(world.counts().nowhere, 1U);
    EXPECT_EQ(world.counts().sent, 0U);
}

TEST_F(Kinds, ADatagramComesFromTheAddressOfItsKind) {
    const auto from = both.open_udp(0);
    const auto to = six.open_udp(port);
    from->send({.address = six_server, .port = port}, Content::noise(100, 1));
    run();
    const auto datagram = to->receive();
    ASSERT_TRUE(datagram);
    EXPECT_EQ(datagram->from.address, six_client);
    EXPECT_EQ(datagram->bytes.size(), 100U);
}

TEST_F(Kinds, NoConnectionBeginsWithoutAnAddressOfItsKind) {
    const auto socket = four.connect({.address = six_server, .port = port});
    EXPECT_EQ(socket->state(), TcpSocket::State::ended);
    EXPECT_EQ(socket->failure(), NetFailure::unreachable);
    socket->send(Content::noise(100, 1));
    socket->close();
    run();
    EXPECT_EQ(world.counts().sent, 0U);
}

TEST_F(Kinds, NothingComesOutOfATunnelToAnAddressOfAnotherKind) {
    world.open_tunnel(four, {.server = {.address = six_server, .port = port},
                             .address = IpAddress::v4(0x0a000063)});
    const auto socket = four.connect({.address = server_address, .port = port});
    run();
    EXPECT_EQ(world.counts().sent, 0U);
    EXPECT_GT(world.counts().nowhere, 0U);
    EXPECT_EQ(socket->state(), TcpSocket::State::connecting);
}

TEST_F(Kinds, ASocketHasNoPortWhenNoneIsFree) {
    auto first = four.open_udp(0);
    const auto second = four.open_udp(0);
    EXPECT_NE(first->port(), second->port());
    const auto third = four.open_udp(0);
    EXPECT_EQ(third->port(), 0U);
    third->send({.address = server_address, .port = port}, Content::noise(100, 1));
    EXPECT_EQ(world.counts().sent, 0U);
    EXPECT_EQ(world.counts().nowhere, 1U);
    const std::uint16_t freed = first->port();
    first.reset();
    EXPECT_EQ(four.open_udp(0)->port(), freed);
}

TEST_F(Kinds, AConnectionFailsWhenNoPortIsFree) {
    const Endpoint server{.address = server_address, .port = port};
    const auto first = four.connect(server);
    const auto second = four.connect(server);
    EXPECT_EQ(four.connect(server)->failure(), NetFailure::unreachable);
    EXPECT_EQ(first->state(), TcpSocket::State::connecting);
}

}  // namespace
}  // namespace cordon::test

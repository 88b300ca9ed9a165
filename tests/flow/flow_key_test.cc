#include "sim/flow/flow_key.hh"
#include "sim/flow/flow_hasher.hh"

#include <gtest/gtest.h>

#include <array>
#include <set>

#include "sim/flow/flow_hasher.hh"
#include "tests/flow/flow_words.hh"

namespace cordon::test {
namespace {

TEST(FlowKey, IsTheSameForBothDirections) {
    const KeyedPacket there = flow_key_of(udp(phone, server));
    const KeyedPacket back = flow_key_of(udp(server, phone));
    EXPECT_EQ(there.key, back.key);
    EXPECT_NE(there.from_low, back.from_low);
}

TEST(FlowKey, PutsTheLowerAddressFirst) {
    const KeyedPacket packet = flow_key_of(udp(server, phone));
    EXPECT_EQ(packet.key.low, IpAddress::v4(phone.address));
    EXPECT_EQ(packet.key.low_port, phone.port);
    EXPECT_EQ(packet.key.high, IpAddress::v4(server.address));
    EXPECT_EQ(packet.key.high_port, server.port);
    EXPECT_FALSE(packet.from_low);
}

TEST(FlowKey, PutsTheLowerPortFirstOnOneHost) {
    const KeyedPacket packet = flow_key_of(udp({1, 9000}, {1, 80}));
    EXPECT_EQ(packet.key.low_port, 80);
    EXPECT_FALSE(packet.from_low);
    EXPECT_TRUE(flow_key_of(udp({1, 80}, {1, 80})).from_low);
}

TEST(FlowKey, TellsProtocolsPortsAndIpVersionsApart) {
    Headers headers = udp(phone, server);
    std::set<std::uint64_t> values{hash_of(flow_key_of(headers).key).value};
    headers.protocol = ip_protocol::tcp;
    values.insert(hash_of(flow_key_of(headers).key).value);
    headers.src_port = 1;
    values.insert(hash_of(flow_key_of(headers).key).value);
    headers.ip_version = 6;
    values.insert(hash_of(flow_key_of(headers).key).value);
    std::swap(headers.src_port, headers.dst_port);
    values.insert(hash_of(flow_key_of(headers).key).value);
    EXPECT_EQ(values.size(), 5U);
}

TEST(FlowHash, HoldsForGoodOverMachinesAndVersions) {
    const FlowHash hash = hash_of(flow_key_of(tcp(phone, server, "S", 1)).key);
    EXPECT_EQ(hash.value, 0x9ed7ecb28b8f6928U);
    EXPECT_EQ(hash.shard, 10U);
}

TEST(FlowHash, PutsAllFlowsOfTwoHostsIntoOneShard) {
    const unsigned shard = hash_of(flow_key_of(udp(phone, server)).key).shard;
    for (std::uint16_t port = 1; port < 500; ++port) {
        EXPECT_EQ(
            hash_of(flow_key_of(tcp({server.address, port}, {phone.address, 9}, ".", 1)).key).shard,
            shard);
    }
}

TEST(FlowHash, SpreadsNeighbouringHostsEvenlyOverTheShards) {
    std::array<int, shard_count> flows{};
    constexpr int hosts = 64'000;
    for (std::uint32_t host = 0; host < hosts; ++host) {
        ++flows.at(hash_of(flow_key_of(udp({0x0a000000 + host, 5000}, server)).key).shard);
    }
    // 4,000 a shard; six standard deviations of a fair draw are 367.
    for (const int count : flows) EXPECT_NEAR(count, 4000, 367);
}

// The table uses the upper half of the value: its low bits for the place, all of it as the tag.
TEST(FlowHash, SpreadsNeighbouringFlowsOfOneShardOverTheTable) {
    std::array<int, 1024> places{};
    std::set<std::uint32_t> tags;
    constexpr int ports = 64'000;
    for (std::uint32_t port = 0; port < ports; ++port) {
        const Headers headers = udp({phone.address, static_cast<std::uint16_t>(port)}, server);
        const auto tag = static_cast<std::uint32_t>(hash_of(flow_key_of(headers).key).value >> 32U);
        ++places.at(tag % 1024);
        tags.insert(tag);
    }
    // 62.5 a place; a fair draw exceeds 125 less than once in 10^10, and shares under ten tags.
    for (const int count : places) EXPECT_LT(count, 125);
    EXPECT_GT(tags.size(), ports - 10U);
}

TEST(FlowHasher, KnowsNoKeysOfOneHashThatOthersKnow) {
    // Whatever stands in the lower half of such an address, the fixed words give one hash.
    const auto key = [](std::uint64_t host) {
        FlowKey made;
        made.low = IpAddress::from_words(flow_hash::word[0], host);
        made.high = IpAddress::from_words(~std::uint64_t{0}, 1);
        made.ip_version = 6;
        return made;
    };
    std::set<std::uint64_t> fixed, drawn, drawn_again;
    const FlowHasher hasher(1), other(2);
    for (std::uint64_t host = 0; host < 1000; ++host) {
        fixed.insert(hash_of(key(host)).value);
        drawn.insert(hasher(key(host)).value >> 32U);
        drawn_again.insert(other(key(host)).value >> 32U);
        EXPECT_EQ(hasher(key(host)).shard, hash_of(key(host)).shard);
    }
    EXPECT_EQ(fixed.size(), 1U);
    EXPECT_GT(drawn.size(), 990U);
    EXPECT_NE(drawn, drawn_again);
}

}  // namespace
}  // namespace cordon::test

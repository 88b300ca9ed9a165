#include "bench/mix/mixer.hh"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "sim/decode/decode.hh"
#include "sim/flow/flow_key.hh"

namespace cordon::bench {
namespace {

struct Kept {
    Time at;
    std::vector<std::uint8_t> frame;
    friend bool operator==(const Kept&, const Kept&) = default;
};

class KeepingSink final : public MixSink {
public:
    void take(Time at, Bytes frame, std::uint32_t /*wire_length*/) override {
        packets.push_back({at, {frame.begin(), frame.end()}});
    }
    std::vector<Kept> packets;
};

/// Mixes of the project's own captures.
class Mix : public testing::Test {
protected:
    static SourceCapture source(const std::string& name, std::uint32_t flow_packets = 0) {
        auto read = read_source("pcaps/" + name + ".pcap", {.flow_packets = flow_packets});
        EXPECT_TRUE(read);
        return std::move(*read);
    }
    static std::vector<Kept> mixed(const std::vector<SourceCapture>& sources, std::uint64_t seed,
                                   std::uint64_t packets) {
        KeepingSink sink;
        facts = mix(sources, {.seed = seed, .packets = packets, .live = 8}, sink);
        return sink.packets;
    }
    static Headers headers_of(const Kept& packet) {
        return decode(packet.frame, LinkType::ethernet,
                      static_cast<std::uint32_t>(packet.frame.size()))
            .headers;
    }
    static inline MixFacts facts;
};

TEST_F(Mix, IsTheSameFromTheSameSeedAndOtherFromAnother) {
    const std::vector<SourceCapture> sources{source("chat"), source("call"), source("web")};
    const auto first = mixed(sources, 7, 2'000);
    EXPECT_EQ(first.size(), 2'000U);
    EXPECT_TRUE(first == mixed(sources, 7, 2'000));
    EXPECT_FALSE(first == mixed(sources, 8, 2'000));
}

TEST_F(Mix, RunsInOrderOfTime) {
    const auto packets = mixed({source("chat"), source("web")}, 1, 3'000);
    EXPECT_TRUE(std::is_sorted(packets.begin(), packets.end(),
                               [](const Kept& a, const Kept& b) { return a.at < b.at; }));
}

TEST_F(Mix, MendsEveryChecksum) {
    for (const Kept& packet : mixed({source("phone-2017")}, 1, 5'000)) {
        const Headers headers = headers_of(packet);
        ASSERT_EQ(headers.stop, Stop::payload);
        EXPECT_EQ(ip_checksum_ok(packet.frame, headers), true);
        EXPECT_EQ(transport_checksum_ok(packet.frame, headers), true);
    }
}

TEST_F(Mix, GivesEveryCopyAPhoneOfItsOwnAndKeepsTheServers) {
    std::set<std::string> phones;
    std::set<std::string> servers;
    for (const Kept& packet : mixed({source("chat")}, 1, 51 * 40)) {
        const Headers headers = headers_of(packet);
        const bool up = to_text(headers.src).starts_with("10.");
        phones.insert(to_text(up ? headers.src : headers.dst));
        servers.insert(to_text(up ? headers.dst : headers.src));
    }
    EXPECT_EQ(servers, (std::set<std::string>{"158.85.58.15", "203.0.113.53"}));
    EXPECT_GE(phones.size(), 40U);
    EXPECT_LE(phones.size(), 48U);  // 40 and those that are still running
}

TEST_F(Mix, CountsTheFlowsThatItHolds) {
    std::set<std::vector<std::uint64_t>> keys;
    for (const Kept& packet : mixed({source("phone-2017"), source("call")}, 3, 4'000)) {
        const FlowKey key = flow_key_of(headers_of(packet)).key;
        keys.insert({key.low.low(), key.high.low(), key.low_port, key.high_port, key.protocol});
    }
    EXPECT_EQ(facts.flows, keys.size());
}

TEST_F(Mix, CutsFlowsWhereAsked) {
    EXPECT_EQ(source("chat").packets.size(), 51U);
    EXPECT_EQ(source("chat", 10).packets.size(), 2U + 10U);  // a look-up and ten of the chat
    EXPECT_EQ(source("chat", 11).packets.size(), 2U + 11U);
}

TEST(Rewriting, LeavesAWrongChecksumWrongAndAnAbsentOneAbsent) {
    auto read = read_source("pcaps/chat.pcap", {});
    ASSERT_TRUE(read);
    SourcePacket packet = read->packets.at(0);  // the look-up: UDP
    const std::size_t checksum = packet.transport_offset + 6U;
    packet.frame[checksum] ^= 0x55U;
    std::vector<std::uint8_t> made;
    rewrite(packet, {.first_host = 99, .port_flip = 5}, made);
    const Headers headers =
        decode(made, LinkType::ethernet, static_cast<std::uint32_t>(made.size())).headers;
    EXPECT_EQ(transport_checksum_ok(made, headers), false);

    packet.frame[checksum] = packet.frame[checksum + 1] = 0;
    rewrite(packet, {.first_host = 99, .port_flip = 5}, made);
    EXPECT_EQ(made[checksum] | made[checksum + 1], 0);
}

TEST(Rewriting, SurvivesEveryCutOfAPacket) {
    auto read = read_source("pcaps/chat.pcap", {});
    ASSERT_TRUE(read);
    SourcePacket packet = read->packets.at(2);  // a SYN
    std::vector<std::uint8_t> made;
    while (packet.frame.size() > packet.transport_offset) {
        packet.frame.pop_back();
        rewrite(packet, {.first_host = 1, .port_flip = 1}, made);
        EXPECT_EQ(made.size(), packet.frame.size());
    }
}

}  // namespace
}  // namespace cordon::bench

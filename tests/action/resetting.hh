#pragma once

#include <gtest/gtest.h>
#include <tins/tins.h>

#include <memory>
#include <string>
#include <vector>

#include "tests/action/wall.hh"

namespace cordon::test {

inline constexpr auto ack = tcp_flag::ack, rst = tcp_flag::rst;
inline constexpr RuleId resets{0}, drops{1}, second{2};

/// A forged packet as another parser reads it.
struct Parsed {
    std::string src, dst, src_mac, dst_mac;
    int src_port = 0, dst_port = 0, ttl = 0, window = 0, ip_id = -1;
    std::uint32_t seq = 0, ack = 0;
    std::uint32_t flags = 0;
    bool has_payload = false;
    bool sums_are_right = false;
};

/// libtins writes lengths and checksums anew: the same bytes come out when ours were right.
inline Parsed parsed(const std::vector<std::uint8_t>& packet) {
    Tins::EthernetII frame(packet.data(), static_cast<std::uint32_t>(packet.size()));
    Parsed out;
    out.src_mac = frame.src_addr().to_string();
    out.dst_mac = frame.dst_addr().to_string();
    if (const auto* ip = frame.find_pdu<Tins::IP>()) {
        out.src = ip->src_addr().to_string();
        out.dst = ip->dst_addr().to_string();
        out.ttl = ip->ttl();
        out.ip_id = ip->id();
    } else if (const auto* ip6 = frame.find_pdu<Tins::IPv6>()) {
        out.src = ip6->src_addr().to_string();
        out.dst = ip6->dst_addr().to_string();
        out.ttl = ip6->hop_limit();
    }
    if (const auto* tcp = frame.find_pdu<Tins::TCP>()) {
        out.src_port = tcp->sport();
        out.dst_port = tcp->dport();
        out.window = tcp->window();
        out.seq = tcp->seq();
        out.ack = tcp->ack_seq();
        out.flags = tcp->flags();
        out.has_payload = tcp->inner_pdu() != nullptr;
    }
    auto again = frame.serialize();
    again.resize(packet.size());  // libtins pads to 60 bytes
    out.sums_are_right = again == packet;
    return out;
}

class Resetting : public testing::Test {
protected:
    void with(const Reset& reset, bool in_path = true,
              DirectionLimit limit = DirectionLimit::both) {
        wall = std::make_unique<Wall>(std::vector<TestRule>{{.name = "resets",
                                                             .then = {Note{}, reset},
                                                             .residual_then = {reset},
                                                             .direction = limit},
                                                            {.name = "drops", .then = {Drop{}}},
                                                            {.name = "second", .then = {reset}}},
                                      Actor::Config{.in_path = in_path});
    }
    Fate passes(const Wall::Frame& frame) { return wall->arrives(frame, now, no_rule); }
    Fate comes(const Wall::Frame& frame, RuleId rule = resets) {
        wall->emit.told.clear();
        return wall->arrives(frame, now, rule);
    }
    /// Phone says 1,000..1,099, server 5,000..5,199, all acknowledged.
    void conversation() {
        passes(talk.syn());
        passes(talk.syn_ack());
        passes(talk.up(1'000, 5'000, 0));
        passes(talk.up(1'000, 5'000, 100));
        passes(talk.down(5'000, 1'100, 200));
    }
    [[nodiscard]] std::vector<Parsed> injected() const {
        std::vector<Parsed> all;
        for (const Told& told : wall->emit.told) {
            if (told.act == Act::inject_reset) all.push_back(parsed(told.bytes));
        }
        return all;
    }
    static void is(const Parsed& reset, const std::string& to, std::uint32_t seq,
                   std::uint32_t acked) {
        EXPECT_EQ(reset.dst, to);
        EXPECT_EQ(reset.flags, std::uint32_t{rst | ack});
        EXPECT_EQ(reset.seq, seq);
        EXPECT_EQ(reset.ack, acked);
        EXPECT_TRUE(reset.sums_are_right);
        EXPECT_FALSE(reset.has_payload);
    }

    Talk talk;
    const std::string phone = "10.0.0.1", server = "31.13.86.51";
    Time now = start;
    std::unique_ptr<Wall> wall;
};

}  // namespace cordon::test

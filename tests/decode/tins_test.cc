#include <gtest/gtest.h>
#include <tins/tins.h>

#include "sim/craft/frame.hh"
#include "sim/craft/tcp_options.hh"
#include "tests/decode/packets.hh"

// A second opinion on made packets, both ways: libtins reads what craft makes, and decode reads
// what libtins makes.

namespace cordon::testing {
namespace {

const IpAddress phone = IpAddress::v4(0x0a000001), server = IpAddress::v4(0x1f0d5633);
const IpAddress phone6 = IpAddress::from_words(0x20010db800000000, 1);
const IpAddress server6 = IpAddress::from_words(0x2a03288000000000, 5);

TEST(Libtins, ReadsACraftedTcpFrame) {
    const auto frame =
        tcp_frame({.vlans = {5}}, {.src = phone, .dst = server, .ttl = 57, .id = 4660},
                  {.src_port = 40000,
                   .dst_port = 443,
                   .seq = Seq32{0xfffffff0},
                   .ack = Seq32{7},
                   .flags = tcp_flag::syn | tcp_flag::ack,
                   .window = 512,
                   .options = tcp_options({.maximum_segment_size = 1400, .sack_permitted = true})},
                  as_bytes("text"));
    Tins::EthernetII seen(frame.data(), static_cast<std::uint32_t>(frame.size()));
    EXPECT_EQ(seen.rfind_pdu<Tins::Dot1Q>().id(), 5);
    const auto& ip = seen.rfind_pdu<Tins::IP>();
    EXPECT_EQ(ip.src_addr().to_string(), "10.0.0.1");
    EXPECT_EQ(ip.dst_addr().to_string(), "31.13.86.51");
    EXPECT_EQ(ip.ttl(), 57);
    EXPECT_EQ(ip.id(), 4660);
    EXPECT_EQ(ip.flags(), Tins::IP::DONT_FRAGMENT);
    const auto& tcp = seen.rfind_pdu<Tins::TCP>();
    EXPECT_EQ(tcp.sport(), 40000);
    EXPECT_EQ(tcp.dport(), 443);
    EXPECT_EQ(tcp.seq(), 0xfffffff0U);
    EXPECT_EQ(tcp.ack_seq(), 7U);
    EXPECT_EQ(tcp.flags(), Tins::TCP::SYN | Tins::TCP::ACK);
    EXPECT_EQ(tcp.window(), 512);
    EXPECT_EQ(tcp.mss(), 1400);
    EXPECT_TRUE(tcp.has_sack_permitted());
    EXPECT_EQ(seen.rfind_pdu<Tins::RawPDU>().payload_size(), 4U);
}

/// libtins writes its own checksums: they must be those that were there.
void expect_same_when_rewritten(const std::vector<std::uint8_t>& frame) {
    Tins::EthernetII seen(frame.data(), static_cast<std::uint32_t>(frame.size()));
    const auto again = seen.serialize();
    ASSERT_GE(again.size(), frame.size());  // padded to 60
    for (std::size_t i = 0; i < frame.size(); ++i) ASSERT_EQ(again[i], frame[i]) << i;
}

TEST(Libtins, WritesTheChecksumsThatCraftWrites) {
    const TcpFields tcp{.src_port = 1, .dst_port = 2, .flags = tcp_flag::rst};
    for (std::size_t size = 0; size < 40; ++size) {
        const std::vector<std::uint8_t> text(size, 0xa7);
        const IpFields v4{.src = phone, .dst = server}, v6{.src = phone6, .dst = server6};
        expect_same_when_rewritten(tcp_frame({}, v4, tcp, text));
        expect_same_when_rewritten(tcp_frame({}, v6, tcp, text));
        expect_same_when_rewritten(udp_frame({}, v4, {.src_port = 9, .dst_port = 53}, text));
        expect_same_when_rewritten(udp_frame({}, v6, {.src_port = 9, .dst_port = 53}, text));
    }
}

TEST(Libtins, MakesAPacketThatIsDecoded) {
    Tins::EthernetII made = Tins::EthernetII() / Tins::IP("31.13.86.51", "10.0.0.1") /
                            Tins::TCP(443, 40000) / Tins::RawPDU("a longer text than padding");
    made.rfind_pdu<Tins::TCP>().seq(1000);
    made.rfind_pdu<Tins::TCP>().flags(Tins::TCP::PSH | Tins::TCP::ACK);
    made.rfind_pdu<Tins::TCP>().window(512);
    made.rfind_pdu<Tins::IP>().ttl(64);
    const auto frame = made.serialize();
    const Decoded ours = decode(frame, LinkType::ethernet, 0);
    EXPECT_EQ(describe(ours),
              "10.0.0.1.40000 > 31.13.86.51.443 tcp PA 1000:0 win 512 ttl 64 len 66 | "
              "14 34 54+26 | payload");
    EXPECT_EQ(as_text(ours.payload), "a longer text than padding");
    EXPECT_EQ(ip_checksum_ok(frame, ours.headers), true);
    EXPECT_EQ(transport_checksum_ok(frame, ours.headers), true);
}

TEST(Libtins, MakesExtensionHeadersThatArePassedOver) {
    Tins::IPv6 ip("2a03:2880::5", "2001:db8::1");
    ip.hop_limit(9);
    const std::vector<std::uint8_t> six(6), fourteen(14);
    ip.add_header({Tins::IPv6::HOP_BY_HOP, six.begin(), six.end()});
    ip.add_header({Tins::IPv6::DESTINATION_OPTIONS, fourteen.begin(), fourteen.end()});
    Tins::IPv6 made = ip / Tins::UDP(53, 40000) / Tins::RawPDU("text");
    const auto packet = made.serialize();
    const Decoded ours = decode(packet, LinkType::raw_ip, 0);
    EXPECT_EQ(describe(ours),
              "2001:db8::1.40000 > 2a03:2880::5.53 udp ttl 9 len 76 | 0 64 72+4 | payload");
    EXPECT_EQ(transport_checksum_ok(packet, ours.headers), true);
}

}  // namespace
}  // namespace cordon::testing

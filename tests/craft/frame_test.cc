#include "sim/craft/frame.hh"

#include <gtest/gtest.h>

#include <array>

#include "sim/craft/checksum.hh"
#include "sim/craft/tcp_options.hh"
#include "sim/decode/decode.hh"

namespace cordon {
namespace {

const IpAddress phone = IpAddress::v4(0x0a000001), server = IpAddress::v4(0x1f0d5633);
const IpAddress phone6 = IpAddress::from_words(0x20010db800000000, 1);
const IpAddress server6 = IpAddress::from_words(0x2a03288000000000, 5);

void expect_right_checksums(const std::vector<std::uint8_t>& frame, const Headers& headers) {
    EXPECT_NE(ip_checksum_ok(frame, headers), false);
    EXPECT_EQ(transport_checksum_ok(frame, headers), true);
}

TEST(TcpFrame, SaysWhatItsFieldsSay) {
    const auto frame = tcp_frame({}, {.src = phone, .dst = server, .ttl = 57},
                                 {.src_port = 40000,
                                  .dst_port = 443,
                                  .seq = Seq32{1000},
                                  .ack = Seq32{2000},
                                  .flags = tcp_flag::psh | tcp_flag::ack,
                                  .window = 512},
                                 as_bytes("text"));
    const Decoded seen = decode(frame, LinkType::ethernet, 0);
    const Headers& headers = seen.headers;
    EXPECT_EQ(headers.stop, Stop::payload);
    EXPECT_EQ(headers.src, phone);
    EXPECT_EQ(headers.dst, server);
    EXPECT_EQ(headers.ttl, 57);
    EXPECT_EQ(headers.src_port, 40000);
    EXPECT_EQ(headers.dst_port, 443);
    EXPECT_EQ(headers.seq, Seq32{1000});
    EXPECT_EQ(headers.ack, Seq32{2000});
    EXPECT_EQ(headers.tcp_flags.bits, 0x18);
    EXPECT_EQ(headers.window, 512);
    EXPECT_EQ(as_text(seen.payload), "text");
    expect_right_checksums(frame, headers);
}

TEST(TcpFrame, MayBeIpv6WithTagsAndOptions) {
    const auto frame = tcp_frame(
        {.vlans = {100, 5}},
        {.src = phone6, .dst = server6, .ttl = 9, .traffic_class = 0xff, .flow_label = 0xfffff},
        {.flags = tcp_flag::syn,
         .options = tcp_options({.maximum_segment_size = 1440, .window_scale = 7})},
        {});
    const Headers headers = decode(frame, LinkType::ethernet, 0).headers;
    EXPECT_EQ(headers.stop, Stop::payload);
    EXPECT_EQ(headers.tag_count, 2);
    EXPECT_EQ(headers.src, phone6);
    EXPECT_EQ(headers.ttl, 9);
    EXPECT_EQ(headers.payload_offset - headers.transport_offset, 28U);
    expect_right_checksums(frame, headers);
}

TEST(UdpFrame, SaysWhatItsFieldsSay) {
    for (const bool v4 : {true, false}) {
        const auto frame = udp_frame({}, {.src = v4 ? phone : phone6, .dst = v4 ? server : server6},
                                     {.src_port = 40000, .dst_port = 53}, as_bytes("odd"));
        const Decoded seen = decode(frame, LinkType::ethernet, 0);
        EXPECT_TRUE(seen.headers.is_udp());
        EXPECT_EQ(seen.headers.dst_port, 53);
        EXPECT_EQ(as_text(seen.payload), "odd");
        expect_right_checksums(frame, seen.headers);
    }
}

TEST(UdpFrame, NeverSaysThatItHasNoChecksum) {
    // Among all 16-bit payloads there is one whose checksum comes out as zero.
    int all_ones = 0;
    for (unsigned value = 0; value <= 0xffff; ++value) {
        const std::array<std::uint8_t, 2> payload = {static_cast<std::uint8_t>(value >> 8U),
                                                     static_cast<std::uint8_t>(value & 0xffU)};
        const auto packet = udp_packet({.src = phone, .dst = server}, {}, payload);
        const auto sum = load_big_endian<std::uint16_t>(packet.data() + 26);
        ASSERT_NE(sum, 0);
        all_ones += sum == 0xffff ? 1 : 0;
    }
    EXPECT_GE(all_ones, 1);
}

TEST(IpPacket, HoldsUpToTheMostPayload) {
    const std::vector<std::uint8_t> most(most_packet_payload, 0xa7);
    for (const bool v4 : {true, false}) {
        const IpFields ip{.src = v4 ? phone : phone6, .dst = v4 ? server : server6};
        const auto packet = tcp_packet(ip, {.options = std::vector<std::uint8_t>(40, 1)}, most);
        const Decoded seen = decode(packet, LinkType::raw_ip, 0);
        EXPECT_EQ(seen.payload.size(), most.size());
        expect_right_checksums(packet, seen.headers);
    }
}

TEST(IpPacket, IsAppendedToWhatIsThere) {
    std::vector<std::uint8_t> out = {1, 2, 3};
    append_udp_packet(out, {.src = phone, .dst = server}, {.src_port = 1, .dst_port = 2}, {});
    const std::vector<std::uint8_t> tail(out.begin() + 3, out.end());
    EXPECT_EQ(tail, udp_packet({.src = phone, .dst = server}, {.src_port = 1, .dst_port = 2}));
}

TEST(Checksums, AreMendedWhateverTheFieldHeld) {
    const auto right = tcp_packet({.src = phone, .dst = server}, {.src_port = 1}, as_bytes("text"));
    auto wrong = right;
    wrong[10] = wrong[11] = wrong[36] = wrong[37] = 0x5a;
    set_ipv4_checksum(std::span{wrong}.first(20));
    set_tcp_checksum(std::span{wrong}.subspan(20), phone, server);
    EXPECT_EQ(wrong, right);
}

TEST(TcpOptions, FillWholeWords) {
    using Options = std::vector<std::uint8_t>;
    EXPECT_EQ(tcp_options({}), Options{});
    EXPECT_EQ(tcp_options({.maximum_segment_size = 1460}), (Options{2, 4, 0x05, 0xb4}));
    EXPECT_EQ(tcp_options({.window_scale = 8}), (Options{1, 3, 3, 8}));
    EXPECT_EQ(tcp_options({.sack_permitted = true}), (Options{1, 1, 4, 2}));
    EXPECT_EQ(tcp_options({.timestamps = {{.value = 7, .echo_reply = 9}}}),
              (Options{1, 1, 8, 10, 0, 0, 0, 7, 0, 0, 0, 9}));
    EXPECT_EQ(
        tcp_options({.sack_blocks = {{{.from = Seq32{1}, .to = Seq32{258}}}}, .sack_count = 1}),
        (Options{1, 1, 5, 10, 0, 0, 0, 1, 0, 0, 1, 2}));
}

TEST(TcpOptions, StandInTheOrderOfLinux) {
    const auto all = tcp_options({.maximum_segment_size = 1460,
                                  .window_scale = 8,
                                  .sack_permitted = true,
                                  .timestamps = {{.value = 7, .echo_reply = 9}}});
    EXPECT_EQ(all, (std::vector<std::uint8_t>{2, 4, 0x05, 0xb4, 4, 2, 8, 10, 0, 0,
                                              0, 7, 0,    0,    0, 9, 1, 3,  3, 8}));
}

}  // namespace
}  // namespace cordon

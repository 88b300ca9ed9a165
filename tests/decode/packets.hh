#pragma once

#include <cstdint>
#include <initializer_list>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/arrival.hh"
#include "sim/decode/decode.hh"

// The words of these tests: packets written as hex, and what became of them in one line.

namespace cordon::testing {

/// Bytes of hex text in pieces; blanks stand where they help.
[[nodiscard]] std::vector<std::uint8_t> bytes(std::initializer_list<std::string_view> hex);

/// `4 10.0.0.1.40000 > 31.13.86.51.443 tcp S 1000:0 ttl 64 | 14 34 54+0 | payload`: version,
/// addresses and ports, protocol, TCP flags with seq:ack, fragment; where network, transport and
/// payload begin, with the bytes captured of the payload (and stated, when those are not all);
/// why decoding ended, and at which layer when that was before the payload.
[[nodiscard]] std::string describe(const Decoded& decoded);

/// A packet, its name for the test, and what decoding it must give.
struct Example {
    std::string_view name;
    LinkType link = LinkType::ethernet;
    std::vector<std::uint8_t> packet;
    std::string expected;
    std::uint32_t beyond = 0;  // bytes that were on the wire and were not captured
};
std::ostream& operator<<(std::ostream& out, const Example& example);

/// Decodes in both ways, which must agree, and describes.
[[nodiscard]] std::string decoded(const Example& example);

/// Well-formed packets, one or more for each link type, each with a payload.
[[nodiscard]] std::vector<Example> link_examples();

/// Pieces that the examples are put together from. An Ethernet header without its type, and IP
/// packets with right checksums that tcpdump shows as:
/// IP 10.0.0.1.40000 > 31.13.86.51.443: Flags [P.], seq 1000:1004, ack 2000, win 512, length 4
/// IP6 2001:db8::1.40000 > 2a03:2880::5.443: Flags [P.], seq 1000:1004, ack 2000, win 512, length 4
/// IP 10.0.0.1.40000 > 31.13.86.51.53: UDP, length 4
/// IP6 2001:db8::1.40000 > 2a03:2880::5.53: UDP, length 4
inline constexpr std::string_view ethernet = "020000000002 020000000001";
inline constexpr std::string_view ipv4_tcp =
    "4500002c 12344000 4006a957 0a000001 1f0d5633 "  // length 44, id 0x1234, DF, ttl 64, TCP
    "9c4001bb 000003e8 000007d0 50180200 97fa0000 74657874";
inline constexpr std::string_view ipv6_tcp =
    "60000000 00180640 20010db8000000000000000000000001 2a032880000000000000000000000005 "
    "9c4001bb 000003e8 000007d0 50180200 96f90000 74657874";
inline constexpr std::string_view ipv4_udp =
    "45000020 12344000 4011a958 0a000001 1f0d5633 9c400035 000cf745 74657874";
inline constexpr std::string_view ipv6_udp =
    "60000000 000c1140 20010db8000000000000000000000001 2a032880000000000000000000000005 "
    "9c400035 000cf644 74657874";

}  // namespace cordon::testing

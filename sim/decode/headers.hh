#pragma once

#include <cstddef>
#include <cstdint>

#include "sim/core/ip_address.hh"
#include "sim/core/ip_protocol.hh"
#include "sim/core/seq32.hh"

namespace cordon {

/// Where decoding of a packet ended, and why. None of these refuses the packet.
enum class Stop : std::uint8_t {
    payload,            // all headers read; the rest is payload (perhaps none)
    capture_too_short,  // the recording cut the packet within a header
    malformed,          // a header contradicts itself or its packet
    unsupported,        // a link type, ethertype, or IP protocol that is not decoded further
    later_fragment,     // an IP fragment without the first bytes: no ports
};
inline constexpr std::size_t stop_count = static_cast<std::size_t>(Stop::later_fragment) + 1;

/// The layer at which decoding stopped.
enum class Layer : std::uint8_t { link, tag, network, extension, transport, payload };

enum class Fragment : std::uint8_t { whole, first, later };

/// TCP flags with a name each (RFC 9293 section 3.1, RFC 3168).
struct TcpFlags {
    std::uint8_t bits = 0;

    [[nodiscard]] constexpr bool fin() const { return (bits & 0x01U) != 0; }
    [[nodiscard]] constexpr bool syn() const { return (bits & 0x02U) != 0; }
    [[nodiscard]] constexpr bool rst() const { return (bits & 0x04U) != 0; }
    [[nodiscard]] constexpr bool psh() const { return (bits & 0x08U) != 0; }
    [[nodiscard]] constexpr bool ack() const { return (bits & 0x10U) != 0; }
    [[nodiscard]] constexpr bool urg() const { return (bits & 0x20U) != 0; }
    [[nodiscard]] constexpr bool is_syn() const { return syn() && !ack(); }
    [[nodiscard]] constexpr bool is_syn_ack() const { return syn() && ack(); }
};

/// What the headers of one packet say, up to the transport. Offsets are into the captured bytes.
/// Holds no view: it may outlive the packet.
struct Headers {
    IpAddress src, dst;                        // valid when ip_version is 4 or 6
    std::uint16_t src_port = 0, dst_port = 0;  // TCP and UDP only
    Stop stop = Stop::unsupported;
    Layer stopped_at = Layer::link;
    Fragment fragment = Fragment::whole;
    std::uint8_t ip_version = 0;  // 4, 6, or 0: no IP header was read
    std::uint8_t protocol = 0;    // transport, after extension headers
    std::uint8_t ttl = 0;         // or hop limit
    TcpFlags tcp_flags;
    std::uint8_t tag_count = 0;  // VLAN tags passed over
    Seq32 seq, ack;              // TCP
    std::uint16_t window = 0;    // TCP, unscaled
    std::uint8_t icmp_type = 0, icmp_code = 0;
    std::uint32_t network_offset = 0;    // of the IP header
    std::uint32_t transport_offset = 0;  // of the TCP/UDP/ICMP header
    std::uint32_t payload_offset = 0;    // of the transport payload
    std::uint32_t payload_length = 0;    // as the headers state it, also where the capture cut it
    std::uint32_t ip_length = 0;  // IP header and payload as stated (0 with offload: see decode)

    [[nodiscard]] bool has_addresses() const { return ip_version != 0; }
    [[nodiscard]] bool is_tcp() const {
        return protocol == ip_protocol::tcp && stop == Stop::payload;
    }
    [[nodiscard]] bool is_udp() const {
        return protocol == ip_protocol::udp && stop == Stop::payload;
    }
};

}  // namespace cordon

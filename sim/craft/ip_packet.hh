#pragma once

#include <cstdint>
#include <vector>

#include "sim/core/bytes.hh"
#include "sim/core/seq32.hh"
#include "sim/craft/ip_header.hh"

namespace cordon {

/// TCP flags as bits of their byte (RFC 9293 section 3.1).
namespace tcp_flag {
inline constexpr std::uint8_t fin = 0x01, syn = 0x02, rst = 0x04, psh = 0x08, ack = 0x10,
                              urg = 0x20;
}

struct TcpFields {
    std::uint16_t src_port = 0, dst_port = 0;
    Seq32 seq{}, ack{};
    std::uint8_t flags = tcp_flag::ack;
    std::uint16_t window = 65535;  // unscaled
    std::uint16_t urgent = 0;
    /// A multiple of four bytes, at most 40: craft/tcp_options.hh makes them.
    std::vector<std::uint8_t> options{};
};

struct UdpFields {
    std::uint16_t src_port = 0, dst_port = 0;
};

/// The most payload that one packet holds beside IP and transport headers of any length, bytes.
inline constexpr std::size_t most_packet_payload = 65'000;

/// Append an IP packet with right lengths and checksums. Require: payload of at most
/// most_packet_payload bytes.
void append_tcp_packet(std::vector<std::uint8_t>& out, const IpFields& ip, const TcpFields& tcp,
                       Bytes payload);
void append_udp_packet(std::vector<std::uint8_t>& out, const IpFields& ip, const UdpFields& udp,
                       Bytes payload);

/// Appends an IP header alone, for `payload_length` bytes of `protocol` that the caller appends.
void append_ip_header(std::vector<std::uint8_t>& out, const IpFields& ip, std::uint8_t protocol,
                      std::size_t payload_length);

[[nodiscard]] std::vector<std::uint8_t> tcp_packet(const IpFields& ip, const TcpFields& tcp,
                                                   Bytes payload = {});
[[nodiscard]] std::vector<std::uint8_t> udp_packet(const IpFields& ip, const UdpFields& udp,
                                                   Bytes payload = {});

}  // namespace cordon

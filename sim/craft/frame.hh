#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sim/craft/ip_packet.hh"

namespace cordon {

using MacAddress = std::array<std::uint8_t, 6>;

/// What an Ethernet header is to say. The addresses given are locally administered ones.
struct EthernetFields {
    MacAddress src{0x02, 0, 0, 0, 0, 0x01};
    MacAddress dst{0x02, 0, 0, 0, 0, 0x02};
    std::vector<std::uint16_t> vlans{};  // tags, outermost first: 12-bit number, or the whole field
};

/// Appends an Ethernet header; `ethertype` says what follows it and its tags. One tag is of 802.1Q;
/// of several all but the innermost are of 802.1ad.
void append_ethernet_header(std::vector<std::uint8_t>& out, const EthernetFields& ethernet,
                            std::uint16_t ethertype);

/// Ethernet frames, without check sequence and without padding to 60 bytes. Require: as
/// append_tcp_packet().
[[nodiscard]] std::vector<std::uint8_t> tcp_frame(const EthernetFields& ethernet,
                                                  const IpFields& ip, const TcpFields& tcp,
                                                  Bytes payload = {});
[[nodiscard]] std::vector<std::uint8_t> udp_frame(const EthernetFields& ethernet,
                                                  const IpFields& ip, const UdpFields& udp,
                                                  Bytes payload = {});

}  // namespace cordon

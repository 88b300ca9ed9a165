#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace cordon::testing {

/// 2017-09-25T02:00:00Z.
inline constexpr std::int64_t sample_start_ns = 1'506'304'800'000'000'000;
inline constexpr int sample_packets = 12;

/// A pcap file (nanoseconds, Ethernet) of two flows, a packet every 100 ms: a DNS question for
/// mmg.whatsapp.net and its answer (frames 1 and 2), then HTTP to media.example: handshake (3 to
/// 5), request (6), its acknowledgement (7), two data segments (8, 9), both FINs and the last ACK
/// (10 to 12).
[[nodiscard]] std::string sample_capture();

/// A pcap file with many packets of the flow that sample_capture() begins.
[[nodiscard]] std::string long_capture(int packets);

/// A pcap file of `flows` flows of one datagram each, from ports `first_port` on; the first comes
/// so many packets' time (100 ms) after the beginning.
[[nodiscard]] std::string datagrams_capture(std::uint16_t first_port, int flows, int after);

/// A pcap file of so many UDP datagrams between two hosts, each with ports of its own.
[[nodiscard]] std::string many_ports_capture(std::uint32_t datagrams);

}  // namespace cordon::testing

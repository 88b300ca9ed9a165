#pragma once

#include <cstdint>

#include "sim/decode/headers.hh"
#include "sim/flow/flow_key.hh"

namespace cordon::test {

/// One end of a conversation.
struct End {
    std::uint32_t address;
    std::uint16_t port;
};
inline constexpr End phone{0x0a000001, 40000}, server{0x1f0d5633, 443};

inline Headers packet(End from, End to, std::uint8_t protocol) {
    Headers headers;
    headers.ip_version = 4;
    headers.stop = Stop::payload;
    headers.stopped_at = Layer::payload;
    headers.protocol = protocol;
    headers.src = IpAddress::v4(from.address);
    headers.dst = IpAddress::v4(to.address);
    headers.src_port = from.port;
    headers.dst_port = to.port;
    return headers;
}

inline Headers udp(End from, End to) {
    return packet(from, to, ip_protocol::udp);
}

/// Flags as tcpdump writes them: S, F, R, P, and . for ACK.
inline Headers tcp(End from, End to, const char* flags, std::uint32_t seq, std::uint32_t ack = 0,
                   std::uint32_t payload = 0) {
    Headers headers = packet(from, to, ip_protocol::tcp);
    for (; *flags != '\0'; ++flags) {
        const unsigned bit = *flags == 'F'   ? 0x01U
                             : *flags == 'S' ? 0x02U
                             : *flags == 'R' ? 0x04U
                             : *flags == 'P' ? 0x08U
                                             : 0x10U;
        headers.tcp_flags.bits = static_cast<std::uint8_t>(headers.tcp_flags.bits | bit);
    }
    headers.seq = Seq32{seq};
    headers.ack = Seq32{ack};
    headers.payload_length = payload;
    return headers;
}

/// The key of a UDP flow between two made-up ends, another for each number.
inline FlowKey key_number(std::uint32_t number) {
    return flow_key_of(udp({0x0a000000 + number, static_cast<std::uint16_t>(1024 + number % 60000)},
                           {0x1f000000 + number / 7, 53}))
        .key;
}

}  // namespace cordon::test

#pragma once

#include <cstdint>
#include <optional>

#include "sim/core/arrival.hh"
#include "sim/decode/headers.hh"

namespace cordon {

/// A packet as deep as it goes. `payload` is a view into the packet: the captured part of the
/// transport payload, without link padding; shorter than headers.payload_length when the recording
/// cut it. Of a later fragment, and of a transport that is not decoded, it is what IP carries; when
/// a header is cut or malformed it is empty.
struct Decoded {
    Headers headers;
    Bytes payload;
};

/// Decodes link, tags, IP (v4 with options, v6 with extension headers) and TCP, UDP or ICMP. Never
/// fails: headers.stop and stopped_at say where and why it ended. Tunnels are not entered.
/// A total length of 0 (segmentation offload, seen in recordings made on the sending host) is taken
/// as "to the end of the packet". Malformed, as hosts drop them: an IP length beyond the wire's, a
/// UDP length beyond IP's, and a first fragment too small for its transport header.
void decode(Bytes packet, LinkType link, std::uint32_t wire_length, Decoded& out);
[[nodiscard]] inline Decoded decode(Bytes packet, LinkType link, std::uint32_t wire_length) {
    Decoded out;
    decode(packet, link, wire_length, out);
    return out;
}

/// Whether a checksum is right; nullopt when the bytes it covers were not all captured, or the
/// protocol has none. Computed only when asked.
[[nodiscard]] std::optional<bool> ip_checksum_ok(Bytes packet, const Headers& headers);
[[nodiscard]] std::optional<bool> transport_checksum_ok(Bytes packet, const Headers& headers);

}  // namespace cordon

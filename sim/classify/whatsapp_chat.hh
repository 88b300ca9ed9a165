#pragma once

#include <cstddef>
#include <cstdint>

#include "sim/classify/scan.hh"
#include "sim/core/bytes.hh"

namespace cordon {

/// The opening of a phone's chat stream: `WA` and two version bytes, once, perhaps behind an
/// edge-routing prefix `ED 00 01`, 3-byte length, that many bytes. Forms seen: `WA 01 05` (2015),
/// `WA 02 00` (2017), `WA 02 01` (2019), `WA 05 02` (2022), `WA 06 03` on the web socket
/// (tgalal/consonance and whatsmeow; nDPI issue #400; captures of nDPI and peafowl).
struct WhatsappHello {
    std::uint8_t major = 0, minor = 0;
    bool routed = false;     // behind the prefix
    std::size_t length = 0;  // up to and with the version bytes

    friend bool operator==(const WhatsappHello&, const WhatsappHello&) = default;
};

/// Longest routing data taken, in bytes. A choice; 2 to 12 have been seen.
inline constexpr std::size_t whatsapp_routing_limit = 1024;

/// Reads the opening at the start of a client's stream. Phones of 2017 and 2022 sent the first four
/// bytes alone in a segment: `57 41 02 00` is a message, `45 44 00 01` needs more.
[[nodiscard]] Scan<WhatsappHello> scan_whatsapp_hello(Bytes stream);

/// Whether a stream starts as the prefix does, all four bytes of it.
[[nodiscard]] bool has_whatsapp_prefix(Bytes stream);

/// Whether a server's first bytes answer a chat opening: a frame that holds a Noise server hello
/// (3-byte length, protobuf field 3 with field 1 of 32 bytes in it, filling the frame), or the
/// stream start of protocol 1.x, `00 00 05 f8 03`.
[[nodiscard]] bool is_whatsapp_answer(Bytes stream);

/// Whether a segment is filled exactly by chat frames: a byte of flags (0 or 80), a 2-byte length,
/// and at least as much as a cipher's tag. For flows whose opening was not recorded; one segment
/// alone proves little.
[[nodiscard]] bool is_whatsapp_framed(Bytes segment);

}  // namespace cordon

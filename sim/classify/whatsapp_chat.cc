#include "sim/classify/whatsapp_chat.hh"

#include <algorithm>
#include <array>

namespace cordon {
namespace {

constexpr std::array<std::uint8_t, 4> routing_prefix{'E', 'D', 0, 1};
/// Versions are small numbers; a bound keeps text that starts with WA out.
constexpr std::uint8_t version_limit = 15;

Scan<WhatsappHello> scan_version(Bytes stream, std::size_t at) {
    const Bytes bytes = stream.subspan(at);
    if (!bytes.empty() && bytes[0] != 'W') return other_protocol(at);
    if (bytes.size() > 1 && bytes[1] != 'A') return other_protocol(at + 1);
    if (bytes.size() > 2 && (bytes[2] == 0 || bytes[2] > version_limit)) {
        return other_protocol(at + 2);
    }
    if (bytes.size() > 3 && bytes[3] > version_limit) return other_protocol(at + 3);
    if (bytes.size() < 4) return NeedMore{};
    return WhatsappHello{.major = bytes[2], .minor = bytes[3], .routed = at > 0, .length = at + 4};
}

}  // namespace

Scan<WhatsappHello> scan_whatsapp_hello(Bytes stream) {
    if (stream.empty()) return NeedMore{};
    if (stream[0] != routing_prefix[0]) return scan_version(stream, 0);
    const std::size_t compared = std::min(stream.size(), routing_prefix.size());
    for (std::size_t i = 1; i < compared; ++i) {
        if (stream[i] != routing_prefix[i]) return other_protocol(i);
    }
    ByteReader in(stream);
    in.skip(routing_prefix.size());
    const std::size_t length = in.read_u24();
    if (in.ran_short()) return NeedMore{};
    if (length > whatsapp_routing_limit) return over_limit(routing_prefix.size());
    const std::size_t hello = routing_prefix.size() + 3 + length;
    if (stream.size() < hello) return NeedMore{};
    return scan_version(stream, hello);
}

bool has_whatsapp_prefix(Bytes stream) {
    return stream.size() >= routing_prefix.size() &&
           std::ranges::equal(stream.first(routing_prefix.size()), routing_prefix);
}

bool is_whatsapp_answer(Bytes stream) {
    constexpr std::array<std::uint8_t, 5> first_generation{0x00, 0x00, 0x05, 0xf8, 0x03};
    if (stream.size() >= first_generation.size() &&
        std::ranges::equal(stream.first(first_generation.size()), first_generation)) {
        return true;
    }
    ByteReader in(stream);
    const std::size_t frame = in.read_u24();
    if (in.read<std::uint8_t>() != 0x1a) return false;
    std::size_t hello = in.read<std::uint8_t>();  // protobuf varint of one or two bytes
    std::size_t header = 2;
    if ((hello & 0x80U) != 0) {
        hello = (hello & 0x7fU) | (std::size_t{in.read<std::uint8_t>()} << 7U);
        ++header;
    }
    const bool ephemeral = in.read<std::uint8_t>() == 0x0a && in.read<std::uint8_t>() == 32;
    return ephemeral && !in.ran_short() && frame == header + hello;
}

bool is_whatsapp_framed(Bytes segment) {
    constexpr std::size_t shortest_frame = 16;  // tag of AES-GCM; 1.x used a 4-byte one
    ByteReader in(segment);
    bool any = false;
    while (in.left() > 0) {
        const auto flags = in.read<std::uint8_t>();
        const std::size_t length = in.read<std::uint16_t>();
        if ((flags & 0x7fU) != 0 || length < shortest_frame) return false;
        in.skip(length);
        if (in.ran_short()) return false;
        any = true;
    }
    return any;
}

}  // namespace cordon

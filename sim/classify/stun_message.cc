#include "sim/classify/stun_message.hh"

namespace cordon {
namespace {

// RFC 8489 section 5.
constexpr std::size_t header_length = 20;
constexpr std::uint32_t magic_cookie = 0x2112a442;

// IANA stun-parameters; those of WhatsApp: stun_message.hh.
constexpr std::uint16_t binding = 0x0001, binding_answer = 0x0101, allocate = 0x0003,
                        allocate_answer = 0x0103, whatsapp_hang_up = 0x0800;
constexpr std::uint16_t message_integrity = 0x0008, whatsapp_token = 0x4000,
                        whatsapp_token_again = 0x4001, whatsapp_answer = 0x4002;
constexpr std::size_t token_length = 102;     // as recorded: stun_message.hh
constexpr std::size_t integrity_length = 20;  // HMAC-SHA1 (RFC 8489 section 14.5)

struct Attributes {
    std::size_t count = 0;
    bool token = false, answer = false, integrity = false;
    bool whole = true;  // they fill the message
};

Attributes read_attributes(Bytes bytes) {
    Attributes found;
    ByteReader in(bytes);
    while (in.left() > 0) {
        const auto type = in.read<std::uint16_t>();
        const std::size_t length = in.read<std::uint16_t>();
        in.skip(length);
        if (in.ran_short()) {
            found.whole = false;
            return found;
        }
        ++found.count;
        found.token |=
            (type == whatsapp_token || type == whatsapp_token_again) && length == token_length;
        found.answer |= type == whatsapp_answer;
        found.integrity |= type == message_integrity && length == integrity_length;
        // Padded to four bytes (RFC 8489 section 14); WhatsApp leaves out the padding at the end.
        const std::size_t padding = (4 - length % 4) % 4;
        if (in.left() >= padding) in.skip(padding);
    }
    return found;
}

StunUse use_of(std::uint16_t type, const Attributes& found) {
    const bool relay = (type == allocate || type == whatsapp_hang_up) && found.token;
    const bool relay_answer = type == allocate_answer && found.answer;
    const bool peer =
        (type == binding || type == binding_answer) && found.integrity && found.count == 1;
    return relay || relay_answer || peer ? StunUse::whatsapp_call : StunUse::plain;
}

}  // namespace

Scan<StunMessage> scan_stun(Bytes datagram) {
    ByteReader in(datagram);
    const auto type = in.read<std::uint16_t>();
    const std::size_t length = in.read<std::uint16_t>();
    const auto cookie = in.read<std::uint32_t>();
    in.skip(12);  // transaction id
    if (in.ran_short() || (type & 0xc000U) != 0) return other_protocol(0);
    if (cookie != magic_cookie) return other_protocol(4);
    if (length != datagram.size() - header_length) return malformed(2);
    const Attributes found = read_attributes(in.rest());
    if (!found.whole) return malformed(header_length);
    return StunMessage{.type = type, .use = use_of(type, found)};
}

}  // namespace cordon

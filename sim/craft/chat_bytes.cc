#include "sim/craft/chat_bytes.hh"

#include "sim/core/byte_writer.hh"

namespace cordon {
namespace {

// Protocol buffer tags (field number, type 2) of the handshake's messages.
constexpr std::uint8_t client_hello_tag = 0x12, server_hello_tag = 0x1a;
constexpr std::uint8_t ephemeral_tag = 0x0a, static_tag = 0x12, payload_tag = 0x1a;
constexpr std::size_t key_bytes = 32;

/// A field of a protocol buffer that holds bytes: tag, length as varint, the bytes.
void field(Octets& message, std::uint8_t tag, const Octets& content) {
    message.push_back(tag);
    std::size_t size = content.size();
    for (; size >= 0x80; size >>= 7U) {
        message.push_back(static_cast<std::uint8_t>(0x80U | (size & 0x7fU)));
    }
    message.push_back(static_cast<std::uint8_t>(size));
    message.insert(message.end(), content.begin(), content.end());
}

std::size_t read_varint(ByteReader& in) {
    std::size_t value = 0;
    for (unsigned shift = 0; shift < 21; shift += 7) {
        const auto byte = in.read<std::uint8_t>();
        value |= static_cast<std::size_t>(byte & 0x7fU) << shift;
        if ((byte & 0x80U) == 0) break;
    }
    return value;
}

}  // namespace

Octets chat_framed(Bytes body) {
    Octets made;
    ByteWriter(made).write_u24(static_cast<std::uint32_t>(body.size())).append(body);
    return made;
}

Octets chat_client_hello(Filler& filler) {
    Octets hello;
    field(hello, ephemeral_tag, filler.bytes(key_bytes));
    field(hello, static_tag, filler.bytes(48));
    field(hello, payload_tag, filler.bytes(152));
    Octets body;
    field(body, client_hello_tag, hello);
    return chat_framed(body);
}

Octets chat_server_hello(Filler& filler) {
    Octets hello;
    field(hello, ephemeral_tag, filler.bytes(key_bytes));
    field(hello, payload_tag, filler.bytes(16));
    Octets body;
    field(body, server_hello_tag, hello);
    return chat_framed(body);
}

std::optional<Bytes> chat_ephemeral_of(Bytes hello_body) {
    ByteReader in(hello_body);
    const auto tag = in.read<std::uint8_t>();
    const std::size_t length = read_varint(in);
    ByteReader hello(in.take(length));
    const bool whole = !in.ran_short() && in.left() == 0;
    const bool known = tag == client_hello_tag || tag == server_hello_tag;
    const auto first = hello.read<std::uint8_t>();
    if (!whole || !known || first != ephemeral_tag) return std::nullopt;
    if (read_varint(hello) != key_bytes) return std::nullopt;
    const Bytes key = hello.take(key_bytes);
    if (hello.ran_short()) return std::nullopt;
    return key;
}

}  // namespace cordon

#include "tools/make-captures/chat_bytes.hh"

#include "sim/core/byte_writer.hh"

namespace cordon::captures {
namespace {

using std::chrono::milliseconds;

Write write(Side side, Octets bytes, Duration pause = {}) {
    return Write{.side = side, .pause = pause, .bytes = std::move(bytes)};
}

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

Octets framed(const Octets& body) {
    Octets made;
    ByteWriter(made).write_u24(static_cast<std::uint32_t>(body.size())).append(body);
    return made;
}

/// Routing bytes behind their length, the version, and a client hello with a cached server key:
/// 32 bytes of ephemeral key, 48 of sealed static key, the rest a sealed payload.
Octets routing_and_hello(Filler& filler) {
    Octets hello;
    field(hello, 0x0a, filler.bytes(32));
    field(hello, 0x12, filler.bytes(48));
    field(hello, 0x1a, filler.bytes(152));
    Octets body;
    field(body, 0x12, hello);
    Octets made{0x00, 0x00, 0x02, 0x08, 0x00, 'W', 'A', 0x02, 0x00};
    ByteWriter(made).append(framed(body));
    return made;
}

Octets server_hello(Filler& filler) {
    Octets hello;
    field(hello, 0x0a, filler.bytes(32));
    field(hello, 0x1a, filler.bytes(16));
    Octets body;
    field(body, 0x1a, hello);
    return framed(body);
}

}  // namespace

std::vector<Write> chat_login(Filler& filler) {
    std::vector<Write> writes;
    writes.push_back(write(Side::phone, {'E', 'D', 0x00, 0x01}, milliseconds{57}));
    writes.push_back(write(Side::phone, routing_and_hello(filler), milliseconds{290}));
    writes.push_back(write(Side::server, server_hello(filler), milliseconds{4}));
    writes.push_back(write(Side::server, framed(filler.bytes(41))));
    writes.push_back(write(Side::server, framed(filler.bytes(80))));
    for (Write& next : chat_frame(Side::phone, 38, filler)) writes.push_back(std::move(next));
    for (Write& next : chat_frame(Side::phone, 286, filler)) writes.push_back(std::move(next));
    for (const std::uint64_t count : {31U, 64U, 190U, 47U, 36U}) {
        for (Write& next : chat_frame(Side::server, count, filler)) {
            writes.push_back(std::move(next));
        }
    }
    return writes;
}

std::vector<Write> chat_frame(Side side, std::uint64_t count, Filler& filler) {
    const Octets frame = framed(filler.bytes(count));
    if (side == Side::server) return {write(side, frame)};
    return {write(side, Octets(frame.begin(), frame.begin() + 3)),
            write(side, Octets(frame.begin() + 3, frame.end()), milliseconds{30})};
}

}  // namespace cordon::captures

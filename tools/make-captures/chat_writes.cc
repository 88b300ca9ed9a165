#include "tools/make-captures/chat_writes.hh"

#include "sim/core/byte_writer.hh"
#include "sim/craft/chat_bytes.hh"

namespace cordon::captures {
namespace {

using std::chrono::milliseconds;

Write write(Side side, Octets bytes, Duration pause = {}) {
    return Write{.side = side, .pause = pause, .bytes = std::move(bytes)};
}

/// Routing bytes, the version and the hello, written at once.
Octets routing_and_hello(Filler& filler) {
    Octets made;
    ByteWriter(made).append(chat_routing).append(chat_version).append(chat_client_hello(filler));
    return made;
}

}  // namespace

std::vector<Write> chat_login(Filler& filler) {
    std::vector<Write> writes;
    writes.push_back(
        write(Side::phone, Octets(chat_prefix.begin(), chat_prefix.end()), milliseconds{57}));
    writes.push_back(write(Side::phone, routing_and_hello(filler), milliseconds{290}));
    writes.push_back(write(Side::server, chat_server_hello(filler), milliseconds{4}));
    writes.push_back(write(Side::server, chat_framed(filler.bytes(41))));
    writes.push_back(write(Side::server, chat_framed(filler.bytes(80))));
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
    const Octets frame = chat_framed(filler.bytes(count));
    if (side == Side::server) return {write(side, frame)};
    return {write(side, Octets(frame.begin(), frame.begin() + 3)),
            write(side, Octets(frame.begin() + 3, frame.end()), milliseconds{30})};
}

}  // namespace cordon::captures

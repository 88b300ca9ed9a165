#include "sim/world/stream.hh"

#include "sim/core/bytes.hh"
#include "sim/craft/chat_bytes.hh"

namespace cordon {

StreamEnd end_of(const TcpSocket& socket) {
    if (socket.failure()) return StreamEnd::reset;
    if (socket.remote_closed() || socket.state() == TcpSocket::State::ended) {
        return StreamEnd::closed;
    }
    return StreamEnd::none;
}

Task<StreamEnd> await_bytes(TcpSocket& socket, std::uint64_t count, std::optional<Time> deadline) {
    while (socket.available() < count) {
        if (const StreamEnd end = end_of(socket); end != StreamEnd::none) co_return end;
        if (!co_await socket.changed().wait(deadline)) co_return StreamEnd::silent;
    }
    co_return StreamEnd::none;
}

std::optional<Octets> FrameInput::next(TcpSocket& socket) {
    if (!length_) {
        if (socket.available() < chat_length_bytes) return std::nullopt;
        const Octets header = socket.take(chat_length_bytes);
        length_ = ByteReader(header).read_u24();
    }
    if (garbled() || socket.available() < *length_) return std::nullopt;
    Octets body = socket.take(*length_);
    length_.reset();
    return body;
}

Task<tl::expected<Octets, StreamEnd>> FrameInput::await(TcpSocket& socket, Time deadline) {
    for (;;) {
        std::optional<Octets> body = next(socket);
        if (body) co_return std::move(*body);
        if (garbled()) co_return tl::unexpected(StreamEnd::garbled);
        const StreamEnd end = end_of(socket);
        if (end != StreamEnd::none) co_return tl::unexpected(end);
        const bool news = co_await socket.changed().wait(deadline);
        if (!news) co_return tl::unexpected(StreamEnd::silent);
    }
}

}  // namespace cordon

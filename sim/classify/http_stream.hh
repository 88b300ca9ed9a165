#pragma once

#include <cstdint>
#include <optional>

#include "sim/classify/http_request.hh"
#include "sim/core/bytes.hh"

namespace cordon {

/// What became of the bytes handed to HttpStream::next().
struct HttpStep {
    std::uint64_t done = 0;  // bytes read or passed over; may exceed what was handed in
    bool more = false;       // call again with what follows
    /// Views into the bytes handed in. When nothing is done its head goes on, and only what stands
    /// before its end is known: told once, from the Host line on.
    std::optional<HttpRequestSeen> request;
};

/// Follows a client's HTTP/1 connection from request to request: bodies are passed over by
/// Content-Length or chunk sizes (RFC 9112 section 6.3). After CONNECT the rest is a tunnel; after
/// an offered upgrade, what is no request ends it. It holds no bytes.
class HttpStream {
public:
    enum class At : std::uint8_t {
        head,           // a request is to begin
        upgrade_offer,  // a request, or another protocol that the server agreed to
        chunk_size,
        trailer,  // lines behind the last chunk
        tunnel,   // behind CONNECT
        lost,     // what should have been a request is none; find_again() at a likely place
        ended,    // another protocol took over
    };

    /// Reads on in `bytes`, which begin where the last step ended. When it did nothing, they are
    /// those of the last call, and perhaps more.
    [[nodiscard]] HttpStep next(Bytes bytes);

    [[nodiscard]] At at() const { return at_; }
    /// Takes the next bytes for the beginning of a request: after loss, or in a tunnel.
    void find_again() { *this = {}; }

private:
    HttpStep read_head(Bytes bytes);
    HttpStep read_chunk_size(Bytes bytes);
    HttpStep read_trailer(Bytes bytes);

    HttpHead head_;
    At at_ = At::head;
};

}  // namespace cordon

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "sim/classify/scan.hh"
#include "sim/core/bytes.hh"

namespace cordon {

/// Head of an HTTP/1 request (RFC 9112 section 3). Views into the stream; valid while it is.
struct HttpRequestSeen {
    std::string_view method;  // any token
    std::string_view target;  // as sent: path, absolute form, authority of CONNECT, or *
    std::string_view host;    // value of the first Host header without surrounding blanks
    bool has_host = false;
    bool chunked = false;  // Transfer-Encoding ends in chunked: wins over content_length
    bool upgrade = false;  // offers another protocol for the connection
    std::uint64_t content_length = 0;  // 0 also when it says none
    std::size_t length = 0;            // of the head, its empty line included

    [[nodiscard]] bool is_connect() const { return method == "CONNECT"; }
};

/// Longest head read, in bytes. A choice: less than a StreamHead keeps (64 KiB), so that a longer
/// one is refused for its length.
inline constexpr std::size_t http_head_limit = 60 * 1024;
/// Longest method, in bytes. The longest that is registered, UPDATEREDIRECTREF, has 17 (IANA
/// http-methods).
inline constexpr std::size_t http_method_limit = 32;

/// Reads the head of a request at the start of a stream. Any token is a method; a lone LF ends a
/// line (RFC 9112 section 2.2), empty lines may come first, folded lines are joined as sent
/// (section 5.2). HTTP/0.9 and HTTP/2 are other protocols.
[[nodiscard]] Scan<HttpRequestSeen> scan_http_request(Bytes stream);

/// Reads one head while it comes in. Lines that were there to their end are not looked for again,
/// so a head costs about the same in few pieces or in many.
class HttpHead {
public:
    /// As scan_http_request(). Requires: `stream` is that of the last call, or longer.
    [[nodiscard]] Scan<HttpRequestSeen> read(Bytes stream);

    /// What read(), which needs more of this stream, knows from the Host line on; told once. A wall
    /// need not wait for the rest of the head, which may be long, or missing in a recording.
    /// `length` is 0.
    [[nodiscard]] std::optional<HttpRequestSeen> take_host(Bytes stream);

private:
    enum class Host : std::uint8_t { unseen, seen, told };

    std::uint16_t at_ = 0;  // where the first line begins that was not there to its end
    Host host_ = Host::unseen;
};

/// Whether a stream starts as a response does: `HTTP/1.`.
[[nodiscard]] bool is_http_response(Bytes stream);

}  // namespace cordon

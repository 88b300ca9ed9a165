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

/// Longest head read, and longest method.
inline constexpr std::size_t http_head_limit = 60 * 1024;
inline constexpr std::size_t http_method_limit = 32;

/// Reads the head of a request at the start of a stream. Any token is a method; a lone LF ends a
/// line (RFC 9112 section 2.2), empty lines may come first, folded lines are joined as sent
/// (section 5.2). HTTP/0.9 and HTTP/2 are other protocols.
[[nodiscard]] Scan<HttpRequestSeen> scan_http_request(Bytes stream);

/// What is known of a head that is not there to its end, once its Host line is; nullopt before
/// that, and for streams that are no request. A wall need not wait for the rest of the head, which
/// may be long, or missing in a recording. `length` is 0.
[[nodiscard]] std::optional<HttpRequestSeen> unfinished_http_request(Bytes stream);

/// Whether a stream starts as a response does: `HTTP/1.`.
[[nodiscard]] bool is_http_response(Bytes stream);

}  // namespace cordon

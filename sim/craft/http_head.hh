#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cordon {

/// The head of an HTTP/1.1 request, as far as phones and servers of the model use it.
struct RequestHead {
    std::string method = "GET";
    std::string path = "/";
    std::string host;
    std::uint64_t body = 0;    // Content-Length
    std::uint64_t offset = 0;  // of the body in the whole, of an upload that goes on: Content-Range
};
[[nodiscard]] std::string to_text(const RequestHead& request);  // to the empty line
[[nodiscard]] std::optional<RequestHead> read_http_request(std::string_view head);

/// The head of an answer; a short body may follow it at once.
struct AnswerHead {
    unsigned status = 200;
    std::uint64_t body = 0;  // Content-Length
    std::string type = "text/html";
};
[[nodiscard]] std::string to_text(const AnswerHead& answer);
[[nodiscard]] std::optional<AnswerHead> read_http_answer(std::string_view head);

/// Where the body begins, behind the empty line that ends a head; none while that has not come.
[[nodiscard]] std::optional<std::size_t> body_offset(std::string_view message);

/// The path that asks a site of the model for an answer of so many bytes; and what it asks for,
/// none when it is another path.
[[nodiscard]] std::string path_of_bytes(std::uint64_t bytes);
[[nodiscard]] std::optional<std::uint64_t> bytes_named_by(std::string_view path);

/// A page of exactly `bytes` that begins with that title.
[[nodiscard]] std::string html_page(std::string_view title, std::uint64_t bytes);

}  // namespace cordon

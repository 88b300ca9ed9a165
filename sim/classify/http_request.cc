#include "sim/classify/http_request.hh"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "sim/core/ascii.hh"

namespace cordon {
namespace {

constexpr std::string_view version_prefix = "HTTP/1.";

/// Characters of a token (RFC 9110 section 5.6.2).
constexpr auto token_chars = [] {
    std::array<bool, 256> table{};
    for (const char c : std::string_view("0123456789!#$%&'*+-.^_`|~"
                                         "abcdefghijklmnopqrstuvwxyz"
                                         "ABCDEFGHIJKLMNOPQRSTUVWXYZ")) {
        table[static_cast<std::uint8_t>(c)] = true;
    }
    return table;
}();

bool is_token_char(char c) {
    return token_chars[static_cast<std::uint8_t>(c)];
}

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool ends_target(char c) {
    return c == ' ' || c == '\r' || c == '\n';
}

std::string_view trim(std::string_view text) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

bool equals_ignoring_case(std::string_view text, std::string_view lower) {
    return std::ranges::equal(text, lower, [](char a, char b) { return to_lower(a) == b; });
}

/// Where a part of the request line ended, or why it did not.
using Part = std::variant<NeedMore, Rejected, std::size_t>;

/// The method at `at`; gives its end.
Part method_end(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && is_token_char(text[end])) {
        if (++end - at > http_method_limit) return other_protocol(end - 1);
    }
    if (end == text.size()) return NeedMore{};
    if (text[end] != ' ' || end == at) return other_protocol(end);
    return end;
}

std::size_t skip_spaces(std::string_view text, std::size_t at) {
    while (at < text.size() && text[at] == ' ') ++at;
    return at;
}

/// The target at `at`; gives its end.
Part target_end(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && !ends_target(text[end])) ++end;
    if (end == text.size()) return NeedMore{};
    if (text[end] != ' ') return other_protocol(end);
    return end;
}

/// The version at `at`; gives the end of the line.
Part line_end(std::string_view text, std::size_t at) {
    for (std::size_t i = 0; i < version_prefix.size(); ++i) {
        if (at + i == text.size()) return NeedMore{};
        if (text[at + i] != version_prefix[i]) return other_protocol(at + i);
    }
    const std::size_t end = text.find('\n', at);
    if (end == std::string_view::npos) return NeedMore{};
    return end + 1;
}

/// Reads the request line at `at`; gives its end.
Part read_request_line(std::string_view text, std::size_t at, HttpRequestSeen& request) {
    Part part = method_end(text, at);
    if (!std::holds_alternative<std::size_t>(part)) return part;
    const std::size_t after_method = std::get<std::size_t>(part);
    request.method = text.substr(at, after_method - at);

    const std::size_t target = skip_spaces(text, after_method);
    part = target_end(text, target);
    if (!std::holds_alternative<std::size_t>(part)) return part;
    const std::size_t after_target = std::get<std::size_t>(part);
    request.target = text.substr(target, after_target - target);
    return line_end(text, skip_spaces(text, after_target));
}

bool lists_chunked_last(std::string_view value) {
    const std::size_t comma = value.rfind(',');
    return equals_ignoring_case(
        trim(comma == std::string_view::npos ? value : value.substr(comma + 1)), "chunked");
}

/// Whether the line's name begins as one that read_header() knows; or with a blank, which is none.
bool may_matter(std::string_view line) {
    switch (to_lower(line.front())) {
        case 'c':
        case 'h':
        case 't':
        case 'u':
            return true;
        default:
            return is_blank(line.front());
    }
}

/// Requires: the line is not empty.
void read_header(std::string_view line, HttpRequestSeen& request) {
    if (!may_matter(line)) return;
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return;
    const std::string_view name = trim(line.substr(0, colon));
    const std::string_view value = trim(line.substr(colon + 1));
    switch (name.size()) {
        case 4:
            if (!request.has_host && equals_ignoring_case(name, "host")) {
                request.host = value;
                request.has_host = true;
            }
            break;
        case 7:
            request.upgrade |= equals_ignoring_case(name, "upgrade");
            break;
        case 14:
            if (equals_ignoring_case(name, "content-length")) {
                std::from_chars(value.data(), value.data() + value.size(), request.content_length);
            }
            break;
        case 17:
            if (equals_ignoring_case(name, "transfer-encoding")) {
                request.chunked = lists_chunked_last(value);
            }
            break;
        default:
            break;
    }
}

/// End of the header line at `at`, the lines folded onto it included; npos when more is needed.
std::size_t end_of_header(std::string_view text, std::size_t at) {
    while (true) {
        const std::size_t line_end = text.find('\n', at);
        if (line_end == std::string_view::npos || line_end + 1 == text.size()) {
            return std::string_view::npos;
        }
        if (text[line_end + 1] != ' ' && text[line_end + 1] != '\t') return line_end + 1;
        at = line_end + 1;
    }
}

/// Length of the empty line at `at`: 0 when it is none, npos when that is not known yet.
std::size_t empty_line(std::string_view text, std::size_t at) {
    if (at == text.size()) return std::string_view::npos;
    if (text[at] == '\n') return 1;
    if (text[at] != '\r') return 0;
    if (at + 1 == text.size()) return std::string_view::npos;
    return text[at + 1] == '\n' ? 2 : 0;
}

/// Reads on from line to line; `at` is moved to the first that is not there to its end.
Scan<HttpRequestSeen> read_headers(std::string_view text, std::size_t& at,
                                   HttpRequestSeen& request) {
    while (true) {
        const std::size_t empty = empty_line(text, at);
        if (empty == std::string_view::npos) return NeedMore{};
        if (empty > 0) {
            request.length = at + empty;
            return request;
        }
        const std::size_t end = end_of_header(text, at);
        if (end == std::string_view::npos) return NeedMore{};
        read_header(text.substr(at, end - at), request);
        at = end;
    }
}

/// Reads a head from its first byte. `request` holds what was read also where the answer is
/// NeedMore; `at` stays 0 until the request line is there to its end.
Scan<HttpRequestSeen> read_head(std::string_view text, std::size_t& at, HttpRequestSeen& request) {
    std::size_t start = 0;
    while (start < text.size() && start < 4 && (text[start] == '\r' || text[start] == '\n')) {
        ++start;
    }
    const Part line = read_request_line(text, start, request);
    if (const auto* rejected = std::get_if<Rejected>(&line)) return *rejected;
    if (const auto* more = std::get_if<NeedMore>(&line)) return *more;
    at = std::get<std::size_t>(line);
    return read_headers(text, at, request);
}

static_assert(http_head_limit <= std::numeric_limits<std::uint16_t>::max());  // for HttpHead

/// What may be a head at the start of a stream.
std::string_view head_text(Bytes stream) {
    return as_text(stream.first(std::min(stream.size(), http_head_limit)));
}

}  // namespace

Scan<HttpRequestSeen> HttpHead::read(Bytes stream) {
    const std::string_view text = head_text(stream);
    const bool from_the_start = at_ == 0;
    std::size_t at = at_;
    HttpRequestSeen request;
    Scan<HttpRequestSeen> scan =
        from_the_start ? read_head(text, at, request) : read_headers(text, at, request);
    at_ = static_cast<std::uint16_t>(at);
    if (request.has_host && host_ == Host::unseen) host_ = Host::seen;
    if (std::holds_alternative<NeedMore>(scan)) {
        if (stream.size() >= http_head_limit) return over_limit(http_head_limit);
        return scan;
    }
    if (from_the_start || std::holds_alternative<Rejected>(scan)) return scan;
    HttpRequestSeen whole;  // the lines before at_ say the rest
    return read_head(text, at, whole);
}

std::optional<HttpRequestSeen> HttpHead::take_host(Bytes stream) {
    if (host_ != Host::seen) return std::nullopt;
    host_ = Host::told;
    std::size_t at = 0;
    HttpRequestSeen request;
    static_cast<void>(read_head(head_text(stream), at, request));
    return request;
}

Scan<HttpRequestSeen> scan_http_request(Bytes stream) {
    return HttpHead{}.read(stream);
}

bool is_http_response(Bytes stream) {
    return as_text(stream).starts_with(version_prefix);
}

}  // namespace cordon

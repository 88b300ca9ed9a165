#include "sim/classify/http_stream.hh"

#include <algorithm>
#include <charconv>
#include <string_view>

namespace cordon {
namespace {

/// Longest line that holds a chunk size or a trailer field, in bytes: a choice, far above what a
/// size needs.
constexpr std::size_t line_limit = 8 * 1024;
/// Bodies longer than this are taken to be this long; no stream is.
constexpr std::uint64_t body_limit = std::uint64_t{1} << 62U;

}  // namespace

HttpStep HttpStream::next(Bytes bytes) {
    switch (at_) {
        case At::head:
        case At::upgrade_offer:
            return read_head(bytes);
        case At::chunk_size:
            return read_chunk_size(bytes);
        case At::trailer:
            return read_trailer(bytes);
        case At::tunnel:
        case At::lost:
        case At::ended:
            break;
    }
    return {};
}

HttpStep HttpStream::read_head(Bytes bytes) {
    const Scan<HttpRequestSeen> scan = head_.read(bytes);
    if (std::holds_alternative<NeedMore>(scan)) return {.request = head_.take_host(bytes)};
    head_ = {};
    if (std::holds_alternative<Rejected>(scan)) {
        at_ = at_ == At::upgrade_offer ? At::ended : At::lost;
        return {};
    }
    const auto& request = std::get<HttpRequestSeen>(scan);
    HttpStep step{.done = request.length, .more = true, .request = request};
    if (request.is_connect()) {
        at_ = At::tunnel;
    } else if (request.chunked) {
        at_ = At::chunk_size;
    } else {
        step.done += std::min(request.content_length, body_limit);
        at_ = request.upgrade ? At::upgrade_offer : At::head;
    }
    return step;
}

HttpStep HttpStream::read_chunk_size(Bytes bytes) {
    const std::string_view text = as_text(bytes.first(std::min(bytes.size(), line_limit)));
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) {
        if (text.size() == line_limit) at_ = At::lost;
        return {};
    }
    std::uint64_t size = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + end, size, 16);
    if (parsed.ec != std::errc{}) {
        at_ = At::lost;
        return {};
    }
    if (size == 0) {
        at_ = At::trailer;
        return {.done = end + 1, .more = true, .request = std::nullopt};
    }
    constexpr std::size_t line_break = 2;  // behind the chunk's data
    return {.done = end + 1 + std::min(size, body_limit) + line_break,
            .more = true,
            .request = std::nullopt};
}

HttpStep HttpStream::read_trailer(Bytes bytes) {
    const std::string_view text = as_text(bytes.first(std::min(bytes.size(), line_limit)));
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) {
        if (text.size() == line_limit) at_ = At::lost;
        return {};
    }
    const bool empty = end == 0 || (end == 1 && text[0] == '\r');
    if (empty) at_ = At::head;
    return {.done = end + 1, .more = true, .request = std::nullopt};
}

}  // namespace cordon

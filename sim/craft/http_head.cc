#include "sim/craft/http_head.hh"

#include <charconv>

namespace cordon {
namespace {

/// The next line without its end, taken off the front.
std::string_view next_line(std::string_view& text) {
    const std::size_t end = text.find("\r\n");
    const std::string_view line = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 2);
    return line;
}

/// The next word, taken off the front with the space behind it.
std::string_view next_word(std::string_view& line) {
    const std::size_t end = line.find(' ');
    const std::string_view word = line.substr(0, end);
    line = end == std::string_view::npos ? std::string_view() : line.substr(end + 1);
    return word;
}

std::uint64_t number_in(std::string_view text) {
    std::uint64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

/// The value of a header, when `line` is that one.
std::optional<std::string_view> value_of(std::string_view line, std::string_view name) {
    if (!line.starts_with(name) || !line.substr(name.size()).starts_with(": ")) return std::nullopt;
    return line.substr(name.size() + 2);
}

std::string_view reason(unsigned status) {
    switch (status) {
        case 200:
            return "OK";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 416:
            return "Range Not Satisfiable";
        default:
            return "Bad Request";
    }
}

constexpr std::string_view sized = "/bytes/";

}  // namespace

std::string path_of_bytes(std::uint64_t bytes) {
    return std::string(sized) + std::to_string(bytes);
}

std::optional<std::uint64_t> bytes_named_by(std::string_view path) {
    if (!path.starts_with(sized)) return std::nullopt;
    return number_in(path.substr(sized.size()));
}

std::string to_text(const RequestHead& request) {
    std::string text = request.method;
    text += " " + request.path + " HTTP/1.1\r\nHost: " + request.host;
    text += "\r\nUser-Agent: WhatsApp/2.17.323 Android/7.0\r\n";
    if (request.offset > 0) {
        text += "Content-Range: bytes " + std::to_string(request.offset) + "-" +
                std::to_string(request.offset + request.body - 1) + "/*\r\n";
    }
    if (request.body > 0) text += "Content-Length: " + std::to_string(request.body) + "\r\n";
    return text += "Connection: keep-alive\r\n\r\n";
}

std::optional<RequestHead> read_http_request(std::string_view head) {
    std::string_view first = next_line(head);
    RequestHead request;
    request.method = next_word(first);
    request.path = next_word(first);
    if (!first.starts_with("HTTP/1.") || request.path.empty()) return std::nullopt;
    while (!head.empty()) {
        const std::string_view line = next_line(head);
        if (const auto host = value_of(line, "Host")) request.host = *host;
        if (const auto length = value_of(line, "Content-Length")) request.body = number_in(*length);
        if (const auto range = value_of(line, "Content-Range")) {
            constexpr std::string_view unit = "bytes ";
            if (range->starts_with(unit)) request.offset = number_in(range->substr(unit.size()));
        }
    }
    return request;
}

std::string to_text(const AnswerHead& answer) {
    std::string text = "HTTP/1.1 " + std::to_string(answer.status) + " ";
    text += reason(answer.status);
    text += "\r\nServer: model\r\nContent-Type: " + answer.type;
    return text += "\r\nContent-Length: " + std::to_string(answer.body) + "\r\n\r\n";
}

std::optional<std::size_t> body_offset(std::string_view message) {
    constexpr std::string_view empty_line = "\r\n\r\n";
    const std::size_t found = message.find(empty_line);
    if (found == std::string_view::npos) return std::nullopt;
    return found + empty_line.size();
}

std::optional<AnswerHead> read_http_answer(std::string_view head) {
    std::string_view first = next_line(head);
    const std::string_view version = next_word(first);
    AnswerHead answer;
    answer.status = static_cast<unsigned>(number_in(next_word(first)));
    if (!version.starts_with("HTTP/1.") || answer.status < 100 || answer.status > 599) {
        return std::nullopt;
    }
    while (!head.empty()) {
        const std::string_view line = next_line(head);
        if (const auto length = value_of(line, "Content-Length")) answer.body = number_in(*length);
        if (const auto type = value_of(line, "Content-Type")) answer.type = *type;
    }
    return answer;
}

std::string html_page(std::string_view title, std::uint64_t bytes) {
    std::string page = "<!doctype html><title>";
    page += title;
    page += "</title>\n";
    while (page.size() < bytes) page += "<p>Nothing to see here but its length.</p>\n";
    page.resize(bytes);
    return page;
}

}  // namespace cordon

#include "sim/classify/starttls.hh"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "sim/core/ascii.hh"

namespace cordon {
namespace {

/// Length 8 and code 80877103 (PostgreSQL, message formats).
constexpr std::array<std::uint8_t, 8> ssl_request{0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f};

bool is_text(std::uint8_t byte) {
    return (byte >= 0x20 && byte < 0x7f) || byte == '\r' || byte == '\n' || byte == '\t';
}

/// A line without its end, in lower case.
bool asks_for_tls(std::string_view line) {
    if (line == "starttls" || line == "stls" || line == "auth tls" || line == "auth ssl") {
        return true;
    }
    const std::size_t space = line.find(' ');  // a tag of IMAP before it
    return space != std::string_view::npos && line.substr(space + 1) == "starttls";
}

/// XMPP sends elements, not lines: <starttls xmlns='...'/>. 0 when it is not there.
std::size_t end_of_element(std::string_view text) {
    const std::size_t element = text.find("<starttls");
    if (element == std::string_view::npos) return 0;
    const std::size_t end = text.find('>', element);
    return end == std::string_view::npos ? 0 : end + 1;
}

Scan<StarttlsCommand> scan_ssl_request(Bytes stream) {
    const std::size_t compared = std::min(stream.size(), ssl_request.size());
    for (std::size_t i = 0; i < compared; ++i) {
        if (stream[i] != ssl_request[i]) return other_protocol(i);
    }
    if (compared < ssl_request.size()) return NeedMore{};
    return StarttlsCommand{.length = ssl_request.size()};
}

/// End of the line that is the command; 0 when there is none.
std::size_t end_of_command(std::string_view text) {
    std::size_t at = 0;
    for (std::size_t end = text.find('\n'); end != std::string_view::npos;
         end = text.find('\n', at)) {
        std::string_view line = text.substr(at, end - at);
        if (line.ends_with('\r')) line.remove_suffix(1);
        at = end + 1;
        if (asks_for_tls(to_lower(line))) return at;
    }
    return 0;
}

}  // namespace

Scan<StarttlsCommand> scan_starttls(Bytes stream) {
    if (!stream.empty() && stream[0] == 0) return scan_ssl_request(stream);
    const Bytes head = stream.first(std::min(stream.size(), starttls_limit));
    const auto text_size =
        static_cast<std::size_t>(std::ranges::find_if_not(head, is_text) - head.begin());
    const std::string_view text = as_text(head.first(text_size));
    if (const std::size_t end = text.starts_with('<') ? end_of_element(text) : end_of_command(text);
        end > 0) {
        return StarttlsCommand{.length = end};
    }
    if (text_size < head.size()) return other_protocol(text_size);
    if (stream.size() >= starttls_limit) return over_limit(starttls_limit);
    return NeedMore{};
}

}  // namespace cordon

#include "sim/report/json_text.hh"

#include <array>
#include <charconv>
#include <cstddef>

#include "sim/core/hex.hh"

namespace cordon {
namespace {

void append_escape(std::string& out, unsigned char byte) {
    out += "\\u00";
    append_hex(out, byte);
}

/// Printable ASCII that JSON does not want escaped.
bool stands_alone(unsigned char byte) {
    return byte >= 0x20 && byte < 0x7f && byte != '"' && byte != '\\';
}

void append_escaped(std::string& out, char c) {
    switch (c) {
        case '"':
            out += "\\\"";
            return;
        case '\\':
            out += "\\\\";
            return;
        case '\n':
            out += "\\n";
            return;
        case '\r':
            out += "\\r";
            return;
        case '\t':
            out += "\\t";
            return;
        default:
            append_escape(out, static_cast<unsigned char>(c));
    }
}

/// First bytes of the sequences of RFC 3629 section 4: how long each is and which second bytes it
/// allows (no overlong forms, no surrogates, nothing above U+10FFFF).
struct Lead {
    std::size_t length = 0;  // 0: no sequence starts so
    unsigned char second_from = 0x80;
    unsigned char second_to = 0xbf;
};

Lead lead_of(unsigned char byte) {
    if (byte >= 0xc2 && byte <= 0xdf) return {.length = 2};
    if (byte == 0xe0) return {.length = 3, .second_from = 0xa0};
    if (byte == 0xed) return {.length = 3, .second_to = 0x9f};
    if (byte >= 0xe1 && byte <= 0xef) return {.length = 3};
    if (byte == 0xf0) return {.length = 4, .second_from = 0x90};
    if (byte >= 0xf1 && byte <= 0xf3) return {.length = 4};
    if (byte == 0xf4) return {.length = 4, .second_to = 0x8f};
    return {};
}

/// Length of the valid multi-byte sequence at the front of `text`; 0 when there is none.
std::size_t sequence_length(std::string_view text) {
    const Lead lead = lead_of(static_cast<unsigned char>(text[0]));
    if (lead.length == 0 || text.size() < lead.length) return 0;
    const auto second = static_cast<unsigned char>(text[1]);
    if (second < lead.second_from || second > lead.second_to) return 0;
    for (std::size_t i = 2; i < lead.length; ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xc0U) != 0x80U) return 0;
    }
    return lead.length;
}

template <typename Integer>
void append_integer(std::string& out, Integer value) {
    std::array<char, 24> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out.append(digits.data(), end);
}

}  // namespace

void append_json_escaped(std::string& out, std::string_view text) {
    std::size_t plain_from = 0;  // what lies between there and `at` stands as it is
    for (std::size_t at = 0; at < text.size();) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (stands_alone(byte)) {
            ++at;
            continue;
        }
        if (const std::size_t length = byte < 0x80 ? 0 : sequence_length(text.substr(at));
            length != 0) {
            at += length;
            continue;
        }
        out += text.substr(plain_from, at - plain_from);
        append_escaped(out, text[at]);
        plain_from = ++at;
    }
    out += text.substr(plain_from);
}

void append_json_string(std::string& out, std::string_view text) {
    out += '"';
    append_json_escaped(out, text);
    out += '"';
}

void append_number(std::string& out, std::uint64_t value) {
    append_integer(out, value);
}

void append_number(std::string& out, std::int64_t value) {
    append_integer(out, value);
}

JsonAppender& JsonAppender::key(std::string_view key) {
    // A comma is due unless something has just been opened; strings end in a quote, so the last
    // character tells.
    if (!out_->empty() && out_->back() != '{' && out_->back() != '[' && out_->back() != '\n') {
        *out_ += ',';
    }
    if (!key.empty()) {
        *out_ += '"';
        *out_ += key;
        *out_ += "\":";
    }
    return *this;
}

JsonAppender& JsonAppender::open_object(std::string_view key) {
    this->key(key);
    *out_ += '{';
    return *this;
}

JsonAppender& JsonAppender::close_object() {
    *out_ += '}';
    return *this;
}

JsonAppender& JsonAppender::open_array(std::string_view key) {
    this->key(key);
    *out_ += '[';
    return *this;
}

JsonAppender& JsonAppender::close_array() {
    *out_ += ']';
    return *this;
}

JsonAppender& JsonAppender::text(std::string_view key, std::string_view value) {
    this->key(key);
    append_json_string(*out_, value);
    return *this;
}

JsonAppender& JsonAppender::number(std::string_view key, std::uint64_t value) {
    this->key(key);
    append_number(*out_, value);
    return *this;
}

JsonAppender& JsonAppender::exact(std::string_view key, std::int64_t value) {
    this->key(key);
    *out_ += '"';
    append_number(*out_, value);
    *out_ += '"';
    return *this;
}

JsonAppender& JsonAppender::null(std::string_view key) {
    this->key(key);
    *out_ += "null";
    return *this;
}

}  // namespace cordon

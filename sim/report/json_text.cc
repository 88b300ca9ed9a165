#include "sim/report/json_text.hh"

#include <array>
#include <charconv>
#include <cstddef>

#include "sim/core/hex.hh"
#include "sim/core/utf8.hh"

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
        const auto letter = byte < 0x80 ? std::nullopt : first_character(text.substr(at));
        if (letter) {
            at += letter->length;
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

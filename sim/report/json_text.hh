#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace cordon {

/// Appends `text` as a JSON string with its quotes. Valid UTF-8 stands as it is, save what JSON
/// wants escaped (RFC 8259 section 7); a byte that is not part of valid UTF-8 becomes `\u00XX`.
void append_json_string(std::string& out, std::string_view text);
/// The same without the quotes.
void append_json_escaped(std::string& out, std::string_view text);

void append_number(std::string& out, std::uint64_t value);
void append_number(std::string& out, std::int64_t value);

/// Writes one JSON object a line by hand: members in the order of the calls, commas where they
/// belong. Appends to a string it does not own. A key is a literal of ours and is not escaped; an
/// empty key is for the elements of an array.
class JsonAppender {
public:
    explicit JsonAppender(std::string& out) : out_(&out) {}

    JsonAppender& open_object(std::string_view key = {});
    JsonAppender& close_object();
    JsonAppender& open_array(std::string_view key);
    JsonAppender& close_array();

    JsonAppender& text(std::string_view key, std::string_view value);
    JsonAppender& number(std::string_view key, std::uint64_t value);
    /// An integer as a string, for values that a reader's doubles would round.
    JsonAppender& exact(std::string_view key, std::int64_t value);
    JsonAppender& null(std::string_view key);
    /// The caller appends the value next.
    JsonAppender& key(std::string_view key);

    [[nodiscard]] std::string& out() { return *out_; }

private:
    std::string* out_;
};

}  // namespace cordon

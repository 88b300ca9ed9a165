#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace cordon {

/// One word of a condition. A view into its text.
struct Token {
    enum class Kind : std::uint8_t {
        word,    // field, keyword, number, address, name: all that has no special character
        quoted,  // text in quotes; `text` is what stands between them, escapes and all
        set,     // `$name`; `text` is the name
        op,      // == != < <= > >=
        open,
        close,
        open_set,
        close_set,
        comma,
        end,
    };
    Kind kind = Kind::end;
    std::string_view text;
    std::size_t begin = 0;  // where it begins in the condition, its quote or `$` included
    std::size_t end = 0;

    [[nodiscard]] bool is_word(std::string_view word) const {
        return kind == Kind::word && text == word;
    }
};

/// What cannot be read as a token, and where.
struct TokenError {
    std::size_t at = 0;
    std::string_view what;
};

/// The tokens of a condition, the last one `end`, and what was wrong with it. Stops at the first
/// wrong character.
struct Tokens {
    std::vector<Token> tokens;
    std::vector<TokenError> errors;
};
[[nodiscard]] Tokens split_tokens(std::string_view condition);

}  // namespace cordon

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sim/policy/file/findings.hh"
#include "sim/policy/file/token.hh"
#include "sim/policy/file/yaml.hh"

namespace cordon {

/// Walks the tokens of one condition and knows where in the file each stands. Refers to the node
/// and the findings, which must outlive it.
class TokenCursor {
public:
    TokenCursor(const YamlNode& condition, Findings& findings);

    [[nodiscard]] const Token& peek() const { return tokens_[at_]; }
    [[nodiscard]] const Token& peek_second() const;
    /// The token here; steps over it unless it is the end.
    const Token& next();
    /// Steps over a token of this kind; false when another stands here.
    bool accept(Token::Kind kind);
    bool accept_word(std::string_view word);

    /// Steps to the next `and`, `or`, closing parenthesis of this level, or the end.
    void skip_comparison();

    /// Records an error at a token, or some bytes further on, and returns false.
    bool fail(const Token& at, std::string what) { return fail_at(at.begin, std::move(what)); }
    bool fail_at(std::size_t offset, std::string what);
    void warn(const Token& at, std::string what);

    [[nodiscard]] bool has_failed() const { return failed_; }

private:
    [[nodiscard]] SourcePlace place(std::size_t offset) const;

    Findings* findings_;
    SourcePlace start_;
    std::vector<std::size_t> places_;  // of each byte of the condition; empty when unknown
    std::vector<Token> tokens_;
    std::size_t at_ = 0;
    bool failed_ = false;
};

/// A token as messages name it: its text in quotes, or "the end".
[[nodiscard]] std::string name_of(const Token& token);

}  // namespace cordon

#include "sim/policy/file/token_cursor.hh"

#include <utility>

#include "sim/policy/file/scalar_places.hh"
#include "sim/policy/file/words.hh"

namespace cordon {

TokenCursor::TokenCursor(const YamlNode& condition, Findings& findings)
    : findings_(&findings), start_(condition.at) {
    if (auto places = scalar_places(condition)) {
        places_ = std::move(*places);
    } else {
        fail_at(0, "a condition stands on one line, or in a '|' block over several");
    }
    Tokens split = split_tokens(condition.text);
    tokens_ = std::move(split.tokens);
    for (const TokenError& error : split.errors) fail_at(error.at, std::string(error.what));
}

SourcePlace TokenCursor::place(std::size_t offset) const {
    if (offset >= places_.size()) return start_;
    return {start_.source, places_[offset]};
}

const Token& TokenCursor::peek_second() const {
    return at_ + 1 < tokens_.size() ? tokens_[at_ + 1] : tokens_.back();
}

const Token& TokenCursor::next() {
    const Token& here = tokens_[at_];
    if (at_ + 1 < tokens_.size()) ++at_;
    return here;
}

bool TokenCursor::accept(Token::Kind kind) {
    if (peek().kind != kind) return false;
    next();
    return true;
}

bool TokenCursor::accept_word(std::string_view word) {
    if (!peek().is_word(word)) return false;
    next();
    return true;
}

void TokenCursor::skip_comparison() {
    for (std::size_t depth = 0; peek().kind != Token::Kind::end; next()) {
        const bool joins = peek().is_word("and") || peek().is_word("or");
        const bool closes = peek().kind == Token::Kind::close;
        if (depth == 0 && (joins || closes)) return;
        if (peek().kind == Token::Kind::open) ++depth;
        if (closes) --depth;
    }
}

bool TokenCursor::fail_at(std::size_t offset, std::string what) {
    findings_->error(place(offset), std::move(what));
    failed_ = true;
    return false;
}

void TokenCursor::warn(const Token& at, std::string what) {
    findings_->warn(place(at.begin), std::move(what));
}

std::string name_of(const Token& token) {
    return token.kind == Token::Kind::end ? "the end" : in_quotes(token.text);
}

}  // namespace cordon

#include "sim/policy/file/token.hh"

#include <algorithm>

namespace cordon {
namespace {

constexpr std::string_view special = " \t\r\n(){},\"'$=!<>";

class Splitter {
public:
    explicit Splitter(std::string_view text) : text_(text) {}

    Tokens split() {
        while (out_.errors.empty()) {
            at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size());
            if (at_ == text_.size()) break;
            next();
        }
        add(Token::Kind::end, text_.size(), {});
        return std::move(out_);
    }

private:
    void next() {
        switch (text_[at_]) {
            case '(':
                return add_one(Token::Kind::open);
            case ')':
                return add_one(Token::Kind::close);
            case '{':
                return add_one(Token::Kind::open_set);
            case '}':
                return add_one(Token::Kind::close_set);
            case ',':
                return add_one(Token::Kind::comma);
            case '"':
            case '\'':
                return quoted_text();
            case '$':
                return set_name();
            case '=':
            case '!':
            case '<':
            case '>':
                return comparison();
            default:
                break;
        }
        const std::size_t end = word_end(at_);
        add(Token::Kind::word, end, text_.substr(at_, end - at_));
    }

    [[nodiscard]] std::size_t word_end(std::size_t from) const {
        return std::min(text_.find_first_of(special, from), text_.size());
    }

    void quoted_text() {
        const char quote = text_[at_];
        std::size_t end = at_ + 1;
        while (end < text_.size() && text_[end] != quote) end += text_[end] == '\\' ? 2U : 1U;
        if (end >= text_.size()) return fail("this quote is never closed");
        add(Token::Kind::quoted, end + 1, text_.substr(at_ + 1, end - at_ - 1));
    }

    void set_name() {
        const std::size_t end = word_end(at_ + 1);
        if (end == at_ + 1) return fail("'$' stands before the name of a set, as in $media");
        add(Token::Kind::set, end, text_.substr(at_ + 1, end - at_ - 1));
    }

    void comparison() {
        const bool two = at_ + 1 < text_.size() && text_[at_ + 1] == '=';
        const std::string_view op = text_.substr(at_, two ? 2 : 1);
        if (op == "=") return fail("'=' compares nothing; write '=='");
        if (op == "!") return fail("'!' negates nothing; write 'not'");
        add(Token::Kind::op, at_ + op.size(), op);
    }

    void add_one(Token::Kind kind) { add(kind, at_ + 1, text_.substr(at_, 1)); }

    void add(Token::Kind kind, std::size_t end, std::string_view token) {
        out_.tokens.push_back({.kind = kind, .text = token, .begin = at_, .end = end});
        at_ = end;
    }

    void fail(std::string_view what) { out_.errors.push_back({.at = at_, .what = what}); }

    std::string_view text_;
    std::size_t at_ = 0;
    Tokens out_;
};

}  // namespace

Tokens split_tokens(std::string_view condition) {
    return Splitter{condition}.split();
}

}  // namespace cordon

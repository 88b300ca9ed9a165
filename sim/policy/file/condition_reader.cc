#include "sim/policy/file/condition_reader.hh"

#include <string>
#include <utility>
#include <vector>

#include "sim/policy/file/comparison_reader.hh"
#include "sim/policy/file/token_cursor.hh"
#include "sim/policy/file/words.hh"

namespace cordon {
namespace {

using Kind = Expression::Kind;

class ConditionReader {
public:
    ConditionReader(const YamlNode& node, Draft& draft)
        : tokens_(node, draft.findings), comparison_(draft, tokens_) {}

    std::optional<Expression> read() {
        if (tokens_.has_failed()) return std::nullopt;
        Expression whole = any_of();
        const Token& rest = tokens_.peek();
        if (!too_deep_ && rest.kind != Token::Kind::end) unexpected(rest);
        if (tokens_.has_failed()) return std::nullopt;
        return whole;
    }

private:
    Expression any_of() {
        std::vector<Expression> parts{all_of()};
        while (tokens_.accept_word("or")) parts.push_back(all_of());
        return joined(Kind::any, std::move(parts));
    }

    Expression all_of() {
        std::vector<Expression> parts{negation()};
        while (tokens_.accept_word("and")) parts.push_back(negation());
        return joined(Kind::all, std::move(parts));
    }

    Expression negation() {
        if (!tokens_.accept_word("not")) return primary();
        if (!enter()) return {};
        Expression part = negation();
        --depth_;
        return negated(std::move(part));
    }

    Expression primary() {
        const Token open = tokens_.peek();
        if (open.kind != Token::Kind::open) return comparison_or_skip();
        tokens_.next();
        if (!enter()) return {};
        Expression inner = any_of();
        --depth_;
        if (!tokens_.accept(Token::Kind::close) && !too_deep_) {
            if (tokens_.peek().kind == Token::Kind::end) {
                tokens_.fail(open, "this '(' is never closed");
            } else {
                unexpected(tokens_.peek());
                tokens_.skip_comparison();
            }
        }
        return inner;
    }

    bool enter() {
        if (++depth_ <= deepest_condition) return true;
        if (!too_deep_) {
            tokens_.fail(tokens_.peek(), "parentheses and 'not' are nested more than " +
                                             std::to_string(deepest_condition) + " deep here");
        }
        too_deep_ = true;
        while (tokens_.peek().kind != Token::Kind::end) tokens_.next();
        return false;
    }

    void unexpected(const Token& token) {
        if (token.kind == Token::Kind::close) {
            tokens_.fail(token, "this ')' closes nothing");
            return;
        }
        const std::string_view ours = our_word_for(token.text);
        tokens_.fail(token, ours.empty()
                                ? "'and' or 'or' is missing before " + name_of(token)
                                : "write '" + std::string(ours) + "' for " + in_quotes(token.text));
    }

    Expression comparison_or_skip() {
        if (auto read = comparison_.read()) return std::move(*read);
        tokens_.skip_comparison();
        return {};
    }

    TokenCursor tokens_;
    ComparisonReader comparison_;
    unsigned depth_ = 0;
    bool too_deep_ = false;
};

}  // namespace

std::optional<Expression> read_condition(const YamlNode& condition, Draft& draft) {
    return ConditionReader{condition, draft}.read();
}

}  // namespace cordon

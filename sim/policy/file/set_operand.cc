// The half of OperandReader that reads sets.

#include <utility>

#include "sim/policy/file/domain_pattern.hh"
#include "sim/policy/file/field_type.hh"
#include "sim/policy/file/operand_reader.hh"
#include "sim/policy/file/words.hh"

namespace cordon {
namespace {

/// An empty set of the kind that holds values of a field.
Set empty_set_for(const FieldInfo& field) {
    if (field.type == FieldType::address) return CidrSet{};
    if (field.type == FieldType::name) return DomainSet{};
    if (field.type == FieldType::text || field.type == FieldType::bytes) return TextSet{};
    return IntegerSet{};
}

}  // namespace

std::optional<Operand> OperandReader::set(const FieldInfo& field) {
    const Token& here = tokens_->peek();
    if (here.kind == Token::Kind::set) return named_set(field);
    if (here.kind == Token::Kind::open_set) return literal_set(field);
    if (field.type == FieldType::address && here.kind == Token::Kind::word) {
        const auto one = block();
        return one ? std::optional<Operand>(*one) : std::nullopt;
    }
    tokens_->fail(here, "'in' wants a set: $name, or members in braces such as {a, b}");
    return std::nullopt;
}

std::optional<Operand> OperandReader::named_set(const FieldInfo& field) {
    const Token token = tokens_->next();
    const auto found = draft_->sets.find(token.text);
    if (found == draft_->sets.end()) {
        const bool is_place = draft_->places.contains(token.text);
        tokens_->fail(token, is_place ? "'$" + std::string(token.text) +
                                            "' is a place, not a set; "
                                            "write place == " +
                                            std::string(token.text)
                                      : "no set is called '$" + std::string(token.text) + "'" +
                                            did_you_mean(token.text, words_of(draft_->sets)));
        return std::nullopt;
    }
    if (!suits(field, found->second.kind)) {
        const std::string fitting = set_kinds_of(field);
        tokens_->fail(token, "'$" + std::string(token.text) + "' is a set of kind " +
                                 std::string(to_text(found->second.kind)) + "; " +
                                 std::string(field.name) + " is " +
                                 std::string(to_text(field.type)) + " and wants " +
                                 (fitting.empty() ? "members in braces" : fitting));
        return std::nullopt;
    }
    return static_cast<SetId>(found->second.index);
}

bool OperandReader::begin_members(const FieldInfo& field) {
    const Token open = tokens_->next();
    if (open.kind != Token::Kind::open_set) {
        return tokens_->fail(open, "'in' wants a set: $name, or members in braces such as {a, b}");
    }
    if (tokens_->peek().kind == Token::Kind::close_set) {
        return tokens_->fail(
            open, "this set is empty, so " + std::string(field.name) + " is never in it");
    }
    return true;
}

std::optional<bool> OperandReader::another_member() {
    if (tokens_->accept(Token::Kind::comma)) return true;
    if (tokens_->accept(Token::Kind::close_set)) return false;
    tokens_->fail(tokens_->peek(), "a ',' or '}' is missing before " + name_of(tokens_->peek()));
    return std::nullopt;
}

std::optional<Operand> OperandReader::literal_set(const FieldInfo& field) {
    Set set = empty_set_for(field);
    if (!begin_members(field)) return std::nullopt;
    for (bool more = true; more;) {
        if (!add_member(field, set)) return std::nullopt;
        const auto another = another_member();
        if (!another) return std::nullopt;
        more = *another;
    }
    if (auto* blocks = std::get_if<CidrSet>(&set)) blocks->seal();
    if (auto* numbers = std::get_if<IntegerSet>(&set)) numbers->seal();
    return draft_->add_set({}, std::move(set));
}

bool OperandReader::add_member(const FieldInfo& field, Set& set) {
    if (!wants_one_value(field)) return false;
    warn_of_value(field, tokens_->peek());
    if (auto* blocks = std::get_if<CidrSet>(&set)) {
        const auto member = block();
        if (member) blocks->add(*member);
        return member.has_value();
    }
    if (auto* numbers = std::get_if<IntegerSet>(&set)) {
        const auto member = range(field);
        if (member) numbers->add(*member);
        return member.has_value();
    }
    if (auto* domains = std::get_if<DomainSet>(&set)) return add_domain(field, *domains);
    auto member = field.type == FieldType::bytes ? bytes(field) : text(field);
    if (member) std::get<TextSet>(set).add(std::move(*member));
    return member.has_value();
}

bool OperandReader::add_domain(const FieldInfo& field, DomainSet& set) {
    const Token token = tokens_->peek();
    const auto member = text(field);
    if (!member) return false;
    if (const auto why = pattern_error(*member)) {
        return tokens_->fail(token, in_quotes(*member) + ' ' + *why);
    }
    if (const auto why = fits_no_host(*member)) {
        tokens_->warn(token, in_quotes(*member) + ' ' + *why);
    }
    set.add(*member);
    return true;
}

/// A number, or two with a dash between them.
std::optional<OperandReader::Range> OperandReader::range(const FieldInfo& field) {
    const Token token = tokens_->peek();
    const std::size_t dash = token.text.find('-', 1);
    const bool numeric =
        !token.text.empty() && token.text.front() >= '0' && token.text.front() <= '9';
    if (token.kind != Token::Kind::word || dash == token.text.npos || !numeric) {
        const auto one = number(field);
        return one ? std::optional(Range{.first = *one, .last = *one}) : std::nullopt;
    }
    tokens_->next();
    const auto first = number_in(field, token.text.substr(0, dash), token);
    const auto last = first ? number_in(field, token.text.substr(dash + 1), token) : std::nullopt;
    if (!first || !last) return std::nullopt;
    if (*first > *last) {
        tokens_->fail(token, in_quotes(token.text) + " runs backwards");
        return std::nullopt;
    }
    return Range{.first = *first, .last = *last};
}

}  // namespace cordon

#include "sim/policy/file/comparison_reader.hh"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "sim/policy/file/choices.hh"
#include "sim/policy/file/field_type.hh"
#include "sim/policy/file/foreign_fields.hh"
#include "sim/policy/file/tls_versions.hh"
#include "sim/policy/file/words.hh"

namespace cordon {
namespace {

using Kind = Expression::Kind;

struct NamedOp {
    std::string_view word;
    CompareOp op;
};
constexpr std::array operators{
    NamedOp{"==", CompareOp::equal},        NamedOp{"!=", CompareOp::equal},
    NamedOp{"<", CompareOp::less},          NamedOp{"<=", CompareOp::less_equal},
    NamedOp{">", CompareOp::greater},       NamedOp{">=", CompareOp::greater_equal},
    NamedOp{"in", CompareOp::in},           NamedOp{"contains", CompareOp::contains},
    NamedOp{"matches", CompareOp::matches},
};

const NamedOp* find_operator(const Token& token) {
    if (token.kind != Token::Kind::op && token.kind != Token::Kind::word) return nullptr;
    const auto found = std::find_if(operators.begin(), operators.end(),
                                    [&](const NamedOp& known) { return known.word == token.text; });
    return found == operators.end() ? nullptr : &*found;
}

/// Whether a version of TLS stands in this relation to another, by age.
bool version_holds(std::string_view version, CompareOp op, std::string_view other) {
    const auto age = [](std::string_view v) {
        return std::find(tls_versions.begin(), tls_versions.end(), v) - tls_versions.begin();
    };
    if (op == CompareOp::less) return age(version) < age(other);
    if (op == CompareOp::less_equal) return age(version) <= age(other);
    if (op == CompareOp::greater) return age(version) > age(other);
    return age(version) >= age(other);
}

/// What to write for a field that does not exist.
std::string instead_of(std::string_view field) {
    const std::string_view ours = field_for(field);
    if (!ours.empty()) {
        return "; write " + std::string(ours) + " (`cordon check --fields` lists all)";
    }
    std::vector<std::string_view> names;
    for (const FieldInfo& info : all_fields()) names.push_back(info.name);
    const std::string near = did_you_mean(field, names);
    return near.empty() ? "; `cordon check --fields` lists all" : near;
}

}  // namespace

Expression joined(Kind kind, std::vector<Expression> parts) {
    if (parts.size() == 1) return std::move(parts.front());
    Expression whole;
    whole.kind = kind;
    whole.parts = std::move(parts);
    return whole;
}

Expression negated(Expression part) {
    Expression whole;
    whole.kind = Kind::negation;
    whole.parts.push_back(std::move(part));
    return whole;
}

bool joins(const Token& token) {
    return token.is_word("and") || token.is_word("or");
}

std::string_view our_word_for(std::string_view word) {
    if (word == "&&" || word == "&" || word == "AND") return "and";
    if (word == "||" || word == "|" || word == "OR") return "or";
    if (word == "NOT") return "not";
    if (word == "eq" || word == "is") return "==";
    if (word == "~") return "matches";
    return {};
}

std::optional<Expression> ComparisonReader::read() {
    const Token name = tokens_->peek();
    const FieldInfo* field = read_field();
    if (field == nullptr) return std::nullopt;
    Expression expression;
    Comparison& comparison = expression.comparison;
    comparison.field = field->field;
    if (field->level == FieldLevel::window) {
        const auto window = operands_.window(*field);
        if (!window) return std::nullopt;
        comparison.window = *window;
    }
    warn_if_absent(*field, name);
    const Token op_token = tokens_->peek();
    const NamedOp* named = find_operator(op_token);
    if (named == nullptr) {
        return may_stand_alone(*field, op_token) ? std::optional(expression) : std::nullopt;
    }
    tokens_->next();
    comparison.op = named->op;
    if (!suits(*field, named->op)) {
        tokens_->fail(op_token, in_quotes(op_token.text) + " does not suit " +
                                    std::string(field->name) + ", which is " +
                                    std::string(to_text(field->type)) + " and takes " +
                                    operators_of(*field));
        return std::nullopt;
    }
    auto read = right_side(*field, std::move(expression), op_token);
    if (read && named->word == "!=") return negated(std::move(*read));
    return read;
}

/// The field at the start of a comparison; null, and an error, when there is none.
const FieldInfo* ComparisonReader::read_field() {
    const Token token = tokens_->peek();
    if (token.kind == Token::Kind::end || joins(token)) {
        tokens_->fail(token, "a comparison is missing before " + name_of(token));
        return nullptr;
    }
    const auto field = token.kind == Token::Kind::word ? find_field(token.text) : std::nullopt;
    if (!field) {
        unknown_field(token);
        return nullptr;
    }
    tokens_->next();
    const FieldInfo& info = info_of(*field);
    if (info.level != FieldLevel::window && tokens_->peek().kind == Token::Kind::open) {
        tokens_->fail(tokens_->peek(), std::string(info.name) + " takes no window");
        return nullptr;
    }
    const bool clock = info.level == FieldLevel::clock;
    if (clock && !draft_->has_zone) {
        tokens_->fail(token,
                      std::string(info.name) + " needs a zone; write zone: \"+08:00\" at the top");
        return nullptr;
    }
    return &info;
}

void ComparisonReader::unknown_field(const Token& token) {
    const Token& second = tokens_->peek_second();
    const bool compared = find_operator(second) != nullptr;
    const bool value = token.kind != Token::Kind::word || token.text.empty() ||
                       (token.text.front() >= '0' && token.text.front() <= '9');
    if (value && (compared || token.kind != Token::Kind::word)) {
        tokens_->fail(token, "a comparison begins with a field, as in ip.ttl > 5; " +
                                 name_of(token) + " is none");
        return;
    }
    const std::string_view ours = our_word_for(token.text);
    if (!ours.empty()) {
        tokens_->fail(token, "write '" + std::string(ours) + "' for " + in_quotes(token.text));
        return;
    }
    tokens_->fail(token, "no field is called " + in_quotes(token.text) + instead_of(token.text));
}

/// What may follow a field that stands alone.
bool ComparisonReader::may_stand_alone(const FieldInfo& field, const Token& next) {
    const bool ends = next.kind == Token::Kind::end || next.kind == Token::Kind::close;
    if (ends || joins(next)) return true;
    const std::string name(field.name);
    if (next.is_word("not") && tokens_->peek_second().is_word("in")) {
        return tokens_->fail(next, "write 'not' in front: not " + name + " in ...");
    }
    const std::string_view ours = our_word_for(next.text);
    if (!ours.empty()) {
        return tokens_->fail(next, "write '" + std::string(ours) + "' for " + in_quotes(next.text));
    }
    return tokens_->fail(
        next, "an operator is missing after " + name + ", which takes " + operators_of(field));
}

std::optional<Expression> ComparisonReader::right_side(const FieldInfo& field,
                                                       Expression expression, const Token& op) {
    Comparison& comparison = expression.comparison;
    const bool in = comparison.op == CompareOp::in;
    if (in && field.type == FieldType::app) return app_in_set(std::move(expression));
    auto operand = in                                    ? operands_.set(field)
                   : comparison.op == CompareOp::matches ? operands_.pattern(field)
                                                         : operands_.value(field, comparison.op);
    if (!operand) return std::nullopt;
    comparison.operand = std::move(*operand);
    warn_if_beyond(field, comparison, op);
    if (in && std::holds_alternative<Cidr>(comparison.operand)) comparison.op = CompareOp::equal;
    const bool ordered = comparison.op != CompareOp::equal && comparison.op != CompareOp::in;
    if (field.field == Field::tls_version && ordered) return version_order(expression);
    return expression;
}

/// `app in {a, b}` is `app == a or app == b`, so that a family holds for all below it.
std::optional<Expression> ComparisonReader::app_in_set(Expression expression) {
    std::vector<Expression> parts;
    if (!operands_.begin_members(info_of(Field::app))) return std::nullopt;
    for (bool more = true; more;) {
        auto path = operands_.app();
        const auto another = path ? operands_.another_member() : std::nullopt;
        if (!another) return std::nullopt;
        more = *another;
        expression.comparison.op = CompareOp::equal;
        expression.comparison.operand = std::move(*path);
        parts.push_back(expression);
    }
    return joined(Kind::any, std::move(parts));
}

/// Versions are texts: an order among them is a choice of those that stand in it.
std::optional<Expression> ComparisonReader::version_order(const Expression& expression) {
    const Comparison& comparison = expression.comparison;
    if (comparison.op == CompareOp::contains || comparison.op == CompareOp::matches) {
        return expression;
    }
    const auto& other = std::get<std::string>(comparison.operand);
    std::vector<Expression> parts;
    for (const std::string_view version : tls_versions) {
        if (!version_holds(version, comparison.op, other)) continue;
        Expression equal = expression;
        equal.comparison.op = CompareOp::equal;
        equal.comparison.operand = std::string(version);
        parts.push_back(std::move(equal));
    }
    if (!parts.empty()) return joined(Kind::any, std::move(parts));
    tokens_->fail(tokens_->peek(), "no version of TLS is beyond " + in_quotes(other));
    return std::nullopt;
}

/// Numbers begin at nothing, and some end: none lies below the one or above the other.
void ComparisonReader::warn_if_beyond(const FieldInfo& field, const Comparison& comparison,
                                      const Token& op) {
    const auto* number = std::get_if<std::int64_t>(&comparison.operand);
    if (number == nullptr) return;
    const bool below_least = comparison.op == CompareOp::less && *number == 0;
    const bool above_most = comparison.op == CompareOp::greater && *number == field.traits.greatest;
    if (!below_least && !above_most) return;
    tokens_->warn(op, std::string(field.name) + " is never " +
                          (below_least ? "less than nothing" : "more than that") +
                          ": this never holds");
}

void ComparisonReader::warn_if_absent(const FieldInfo& field, const Token& at) {
    const bool absent = field.group == FactGroup::quic || field.field == Field::tls_ja3;
    if (!absent) return;
    tokens_->warn(at, std::string(field.name) +
                          " is always absent in this version of cordon: this never holds");
}

}  // namespace cordon

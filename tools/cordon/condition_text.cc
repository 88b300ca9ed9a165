#include "tools/cordon/condition_text.hh"

#include <fmt/core.h>

#include <array>

#include "sim/policy/condition.hh"
#include "sim/policy/field_values.hh"
#include "sim/report/dns_type.hh"
#include "sim/report/safe_text.hh"

namespace cordon {
namespace {

constexpr std::size_t widest_value = 80;

std::string_view operator_text(CompareOp op) {
    switch (op) {
        case CompareOp::present:
            return "";
        case CompareOp::equal:
            return "==";
        case CompareOp::less:
            return "<";
        case CompareOp::less_equal:
            return "<=";
        case CompareOp::greater:
            return ">";
        case CompareOp::greater_equal:
            return ">=";
        case CompareOp::in:
            return "in";
        case CompareOp::contains:
            return "contains";
        case CompareOp::matches:
            return "matches";
    }
    return "";
}

std::string word_text(const FieldInfo& field, std::int64_t value) {
    static constexpr std::array<std::string_view, 7> days{"mon", "tue", "wed", "thu",
                                                          "fri", "sat", "sun"};
    if (field.field == Field::direction) return value == 0 ? "up" : "down";
    if (field.field == Field::dns_qtype) return dns_type_text(static_cast<std::uint16_t>(value));
    if (field.field == Field::time_weekday && value >= 0 && value < 7) {
        return std::string(days[static_cast<std::size_t>(value)]);
    }
    if (field.field == Field::app_why) {
        return std::string(to_text(static_cast<AppWhy>(static_cast<std::uint8_t>(value))));
    }
    return std::to_string(value);
}

/// Integer and thousandths, or millionths, as a decimal number without needless zeros.
std::string decimal_text(std::int64_t value, std::int64_t scale) {
    std::string text =
        fmt::format("{}.{}", value / scale, std::to_string(scale + value % scale).substr(1));
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
}

std::string number_text(const FieldInfo& field, std::int64_t value) {
    switch (field.type) {
        case FieldType::size:
            return fmt::format("{} B", value);
        case FieldType::duration:
            return decimal_text(value, ns_per_s) + " s";
        case FieldType::rate:
            return fmt::format("{} bit/s", value);
        case FieldType::decimal:
            return decimal_text(value, 1000);
        case FieldType::share:
            return decimal_text(value, 10'000) + "%";
        case FieldType::boolean:
            return value != 0 ? "yes" : "no";
        case FieldType::choice:
            return word_text(field, value);
        case FieldType::integer:
        case FieldType::address:
        case FieldType::name:
        case FieldType::text:
        case FieldType::bytes:
        case FieldType::app:
            break;
    }
    return std::to_string(value);
}

struct OperandText {
    const FieldInfo& field;
    const Policy& policy;

    std::string operator()(std::monostate) const { return ""; }
    std::string operator()(std::int64_t value) const { return number_text(field, value); }
    std::string operator()(const Cidr& block) const { return cordon::to_text(block); }
    std::string operator()(const std::string& text) const {
        if (field.type == FieldType::name || field.type == FieldType::app) return safe_text(text);
        return '"' + safe_text(text, widest_value) + '"';
    }
    std::string operator()(SetId set) const {
        const std::string& name = policy.sets[static_cast<std::size_t>(set)].name;
        return name.empty() ? "{...}" : "$" + safe_text(name);
    }
    std::string operator()(PatternId) const { return "(its pattern)"; }
};

std::string texts_text(const Texts& texts) {
    std::string all;
    const bool stopped = texts.any([&](std::string_view text) {
        if (!all.empty()) all += ", ";
        all += text;
        return all.size() > widest_value;  // enough has been seen
    });
    static_cast<void>(stopped);
    return safe_text(all, widest_value);
}

class Tree {
public:
    Tree(const Policy& policy, std::uint64_t seed, const Situation& situation)
        : policy_(policy), seed_(seed), situation_(situation) {}

    void add(const Expression& expression, std::size_t indent) {
        const Truth truth = Condition(expression, policy_, seed_).now(situation_);
        text_.append(indent, ' ');
        if (expression.kind == Expression::Kind::comparison) {
            const Comparison& comparison = expression.comparison;
            text_ +=
                fmt::format("{}: {}  ({})\n", comparison_text(comparison, policy_),
                            cordon::to_text(truth), value_text(comparison, policy_, situation_));
            return;
        }
        text_ += fmt::format("{}: {}\n", heading(expression.kind), cordon::to_text(truth));
        for (const Expression& part : expression.parts) add(part, indent + 2);
    }
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    static std::string_view heading(Expression::Kind kind) {
        switch (kind) {
            case Expression::Kind::negation:
                return "not";
            case Expression::Kind::all:
                return "all of";
            case Expression::Kind::any:
                return "any of";
            case Expression::Kind::comparison:
                break;
        }
        return "";
    }

    const Policy& policy_;
    std::uint64_t seed_;
    const Situation& situation_;
    std::string text_;
};

}  // namespace

std::string_view to_text(Truth truth) {
    switch (truth) {
        case Truth::no:
            return "false";
        case Truth::unknown:
            return "unknown";
        case Truth::yes:
            return "true";
    }
    return "";
}

std::string comparison_text(const Comparison& comparison, const Policy& policy) {
    const FieldInfo& field = info_of(comparison.field);
    std::string text(field.name);
    if (field.level == FieldLevel::window) {
        text += fmt::format("({} s)", decimal_text(comparison.window.count(), ns_per_s));
    }
    if (comparison.op == CompareOp::present) return text;
    return fmt::format("{} {} {}", text, operator_text(comparison.op),
                       std::visit(OperandText{field, policy}, comparison.operand));
}

std::string value_text(const Comparison& comparison, const Policy& policy,
                       const Situation& situation) {
    const FieldInfo& field = info_of(comparison.field);
    const Known known = known_state(field, *situation.facts);
    if (known == Known::unknown) return "not known yet";
    if (known == Known::absent) return "absent";
    if (comparison.field == Field::app) return std::string(to_text(situation.facts->app));
    if (comparison.field == Field::place) {
        const std::string_view place = place_of(policy, *situation.flow);
        return place.empty() ? "none" : safe_text(place);
    }
    if (const ReadNumber read = number_reader(comparison.field); read != nullptr) {
        const auto value = read(situation, {.window = comparison.window, .zone = policy.zone});
        return value ? number_text(field, *value) : "absent";
    }
    if (const ReadAddress read = address_reader(comparison.field); read != nullptr) {
        const auto value = read(situation);
        return value ? cordon::to_text(*value) : "absent";
    }
    const ReadTexts read = text_reader(comparison.field);
    const std::string text = read == nullptr ? "" : texts_text(read(situation));
    return text.empty() ? "absent" : text;
}

std::string condition_text(const Expression& expression, const Policy& policy, std::uint64_t seed,
                           const Situation& situation, std::size_t indent) {
    Tree tree(policy, seed, situation);
    tree.add(expression, indent);
    return tree.text();
}

}  // namespace cordon

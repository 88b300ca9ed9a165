#include "sim/policy/file/implication.hh"

#include <algorithm>
#include <string>
#include <string_view>
#include <variant>

#include "sim/policy/file/set_inclusion.hh"

namespace cordon {
namespace {

using Kind = Expression::Kind;

bool is_above(CompareOp op) {
    return op == CompareOp::greater || op == CompareOp::greater_equal;
}
bool is_below(CompareOp op) {
    return op == CompareOp::less || op == CompareOp::less_equal;
}

bool same_operand(const Operand& a, const Operand& b) {
    if (a.index() != b.index()) return false;
    if (const auto* block = std::get_if<Cidr>(&a)) {
        const auto& other = std::get<Cidr>(b);
        return block->first == other.first && block->prefix == other.prefix;
    }
    if (const auto* number = std::get_if<std::int64_t>(&a))
        return *number == std::get<std::int64_t>(b);
    if (const auto* text = std::get_if<std::string>(&a)) return *text == std::get<std::string>(b);
    if (const auto* set = std::get_if<SetId>(&a)) return *set == std::get<SetId>(b);
    if (const auto* pattern = std::get_if<PatternId>(&a)) return *pattern == std::get<PatternId>(b);
    return true;
}

bool is_strict(CompareOp op) {
    return op == CompareOp::greater || op == CompareOp::less;
}

/// Whether the number `a` satisfies `op b`.
bool satisfies(std::int64_t a, CompareOp op, std::int64_t b) {
    if (a == b) return op == CompareOp::greater_equal || op == CompareOp::less_equal;
    return a > b ? is_above(op) : is_below(op);
}

/// Whether `given` says no less than `then` by comparing the same number with limits.
bool number_implies(CompareOp given, std::int64_t a, CompareOp then, std::int64_t b) {
    if (given == CompareOp::equal) return satisfies(a, then, b);
    const bool same_side =
        (is_above(given) && is_above(then)) || (is_below(given) && is_below(then));
    if (!same_side) return false;
    if (a == b) return is_strict(given) || !is_strict(then);
    return is_above(then) ? a > b : a < b;
}

/// Whether the block or the application of one `==` lies in that of another.
bool value_implies(Field field, const Operand& given, const Operand& then) {
    const auto* block = std::get_if<Cidr>(&given);
    const auto* wider = std::get_if<Cidr>(&then);
    if (block != nullptr && wider != nullptr) {
        return wider->contains(block->first) && wider->contains(block->last());
    }
    const auto* path = std::get_if<std::string>(&given);
    const auto* family = std::get_if<std::string>(&then);
    if (field != Field::app || path == nullptr || family == nullptr) return false;
    return path->size() > family->size() && path->starts_with(*family) &&
           (*path)[family->size()] == '.';
}

}  // namespace

bool Implication::is_same(const Expression& a, const Expression& b) {
    if (steps_left_ == 0 || a.kind != b.kind || a.parts.size() != b.parts.size()) return false;
    --steps_left_;
    if (a.kind == Kind::comparison) {
        return a.comparison.field == b.comparison.field && a.comparison.op == b.comparison.op &&
               a.comparison.window == b.comparison.window &&
               same_operand(a.comparison.operand, b.comparison.operand);
    }
    return std::equal(a.parts.begin(), a.parts.end(), b.parts.begin(),
                      [this](const Expression& x, const Expression& y) { return is_same(x, y); });
}

bool Implication::operand_implies(const Comparison& given, const Comparison& then) {
    const auto* a = std::get_if<std::int64_t>(&given.operand);
    const auto* b = std::get_if<std::int64_t>(&then.operand);
    if (a != nullptr && b != nullptr) return number_implies(given.op, *a, then.op, *b);
    const bool from_value = given.op == CompareOp::equal;
    const bool to_value = then.op == CompareOp::equal;
    if (from_value && to_value) return value_implies(given.field, given.operand, then.operand);
    const SetInclusion sets(*policy_, steps_left_);
    const auto* from = std::get_if<SetId>(&given.operand);
    const auto* to = std::get_if<SetId>(&then.operand);
    if (from != nullptr && to != nullptr) return sets.is_within(*from, *to);
    if (from_value && to != nullptr) return sets.is_member(given.operand, *to);
    return from != nullptr && to_value && sets.is_all(*from, then.operand);
}

bool Implication::comparison_implies(const Comparison& given, const Comparison& then) {
    if (given.field != then.field || given.window != then.window) return false;
    // A yes-or-no field that stands alone asks for yes; every other asks whether there is a value.
    if (then.op == CompareOp::present) {
        return given.op == CompareOp::present || info_of(then.field).type != FieldType::boolean;
    }
    if (given.op == then.op && same_operand(given.operand, then.operand)) return true;
    return operand_implies(given, then);
}

bool Implication::holds(const Expression& given, const Expression& then) {
    if (steps_left_ == 0) return false;
    --steps_left_;
    const auto implies_then = [&](const Expression& part) { return holds(part, then); };
    const auto follows_from_given = [&](const Expression& part) { return holds(given, part); };
    // What surely keeps the meaning comes first: each branch of `or` given, each part of `and` due.
    if (given.kind == Kind::any) {
        return std::all_of(given.parts.begin(), given.parts.end(), implies_then);
    }
    if (then.kind == Kind::all) {
        return std::all_of(then.parts.begin(), then.parts.end(), follows_from_given);
    }
    if (given.kind == Kind::comparison && then.kind == Kind::comparison) {
        return comparison_implies(given.comparison, then.comparison);
    }
    if (given.kind == Kind::negation && then.kind == Kind::negation) {
        return is_same(given.parts.front(), then.parts.front());
    }
    return (given.kind == Kind::all &&
            std::any_of(given.parts.begin(), given.parts.end(), implies_then)) ||
           (then.kind == Kind::any &&
            std::any_of(then.parts.begin(), then.parts.end(), follows_from_given));
}

}  // namespace cordon

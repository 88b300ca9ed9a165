#include "sim/policy/compiled_rule.hh"

#include <algorithm>

namespace cordon {
namespace {

CompiledRule::Kind kind_of(const Scope& scope) {
    if (std::holds_alternative<ThisPacket>(scope)) return CompiledRule::Kind::packet;
    if (std::holds_alternative<Residual>(scope)) return CompiledRule::Kind::residual;
    return CompiledRule::Kind::flow;
}

/// Whether a draw for it comes out the same on every packet of a flow.
bool is_drawn_once_a_flow(const Rule& rule) {
    if (rule.chance.millionths >= 1'000'000) return true;
    return std::all_of(rule.per.begin(), rule.per.end(), [](PerKey key) {
        return key == PerKey::flow || key == PerKey::client || key == PerKey::server ||
               key == PerKey::place;
    });
}

/// Whether it goes on deciding once it has: it latches, and neither calendar nor draw takes that
/// back.
bool decides_for_good(const Rule& rule) {
    return std::holds_alternative<RestOfFlow>(rule.scope) && rule.in.empty() && !rule.active &&
           is_drawn_once_a_flow(rule);
}

bool is_window(const Expression& expression) {
    return expression.kind == Expression::Kind::comparison &&
           info_of(expression.comparison.field).level == FieldLevel::window;
}

bool names_window(const Expression& expression) {
    return is_window(expression) ||
           std::any_of(expression.parts.begin(), expression.parts.end(), names_window);
}

/// Whether what windows say can turn a condition true only when bytes come: not when time passes.
bool waits_for_bytes(const Expression& expression) {
    if (is_window(expression)) {
        const CompareOp op = expression.comparison.op;
        return op == CompareOp::greater || op == CompareOp::greater_equal;
    }
    if (expression.kind == Expression::Kind::negation) return !names_window(expression);
    return std::all_of(expression.parts.begin(), expression.parts.end(), waits_for_bytes);
}

Heed heed_of(const CompiledRule& rule, const Expression& when) {
    Heed heed;
    const bool waits = rule.kind != CompiledRule::Kind::packet && waits_for_bytes(when);
    if (rule.dependence.packet || (rule.dependence.windows && !waits)) heed.add(Heed::every());
    for (const WindowSpec& window : rule.windows) heed.add(Heed::payload(window.direction));
    return heed;
}

}  // namespace

CompiledRule compile(const Rule& rule, const Policy& policy, std::uint64_t seed,
                     Thresholds& thresholds) {
    CompiledRule made;
    made.kind = kind_of(rule.scope);
    made.only_notes = only_notes(rule.then);
    made.residual_only_notes = only_notes(residual_verdicts(rule));
    made.decides_for_good = decides_for_good(rule);
    if (!rule.when) return made;
    made.when.emplace(*rule.when, policy, seed);
    made.dependence = made.when->dependence();
    made.guard = made.when->guard();
    made.when->for_each_comparison([&](const Comparison& comparison) {
        const FieldInfo& field = info_of(comparison.field);
        if (field.direction) {
            made.windows.push_back({.direction = *field.direction, .width = comparison.window});
        }
        if (field.level == FieldLevel::counter && !thresholds.add(comparison)) {
            made.dependence.packet = true;
        }
    });
    made.heed = heed_of(made, *rule.when);
    return made;
}

}  // namespace cordon

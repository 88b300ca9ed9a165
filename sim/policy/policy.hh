#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sim/core/calendar.hh"
#include "sim/core/rate.hh"
#include "sim/policy/decision.hh"
#include "sim/policy/expression.hh"
#include "sim/policy/sets/cidr_set.hh"
#include "sim/policy/sets/domain_set.hh"
#include "sim/policy/sets/integer_set.hh"
#include "sim/policy/sets/pool_set.hh"
#include "sim/policy/sets/text_set.hh"

namespace cordon {

/// A compiled regular expression (RE2 syntax, searched unanchored over bytes). The engine behind it
/// stays in policy/file/.
class TextPattern {
public:
    TextPattern() = default;
    TextPattern(const TextPattern&) = delete;
    TextPattern& operator=(const TextPattern&) = delete;
    virtual ~TextPattern() = default;
    [[nodiscard]] virtual bool found_in(std::string_view text) const = 0;
    /// Whether it asks where the text ends, so that it may stand in one and not in a longer one.
    [[nodiscard]] virtual bool looks_at_end() const = 0;
};

using Set = std::variant<DomainSet, CidrSet, IntegerSet, TextSet, PoolSet>;
struct NamedSet {
    std::string name;  // of its `let`; empty for a literal set in a condition
    Set set;
};

struct Phase {
    std::string name;
    Time from;
    Time to;  // exclusive
};

/// On and off in cycles from the start of the rule's phase (from 1970 without one).
struct Active {
    Duration every{};
    Duration lasts{};
    Duration jitter{};  // uniform shift of a cycle's start, drawn per cycle
};

/// What a draw of `chance` is made once for.
enum class PerKey : std::uint8_t { packet, flow, client, server, name, place, hour, day };

enum class Position : std::uint8_t { in_path, on_path };

struct Rule {
    std::string name;
    std::optional<Expression> when;  // none: always
    std::vector<Verdict> then;
    Scope scope = RestOfFlow{};
    DirectionLimit direction = DirectionLimit::both;
    std::vector<std::size_t> in;  // into Policy::phases; empty: always
    std::optional<Active> active;
    Share chance{1'000'000};
    std::vector<PerKey> per{PerKey::flow};
    std::optional<Law> after;  // how late the act begins
    std::string reported, assumed, source;
    std::string where;  // file:line of its definition
};

/// What the rule does to packets that its residual entry catches; empty where it leaves none.
[[nodiscard]] inline std::span<const Verdict> residual_verdicts(const Rule& rule) {
    const auto* residual = std::get_if<Residual>(&rule.scope);
    if (residual == nullptr) return {};
    return residual->then.empty() ? rule.then : residual->then;
}

/// Whether the rule may make the wall send packets of its own.
[[nodiscard]] inline bool may_inject(const Rule& rule) {
    return may_inject(rule.then) || may_inject(residual_verdicts(rule));
}

/// Named places: which inside addresses lie there (`let` with `place:`), for captures.
struct Place {
    std::string name;
    CidrSet addresses;
};

/// A policy and all that it uses, checked. Immutable; holds no state of any run.
struct Policy {
    std::string name;
    std::string about;
    Position position = Position::in_path;
    ZoneOffset zone;
    std::optional<CidrSet> inside;  // the national side
    std::vector<NamedSet> sets;
    std::vector<Phase> phases;
    std::vector<Place> places;
    std::vector<std::unique_ptr<const TextPattern>> patterns;
    std::vector<Rule> rules;  // in order: RuleId is the index

    [[nodiscard]] const Rule& rule(RuleId id) const { return rules[static_cast<std::size_t>(id)]; }
};

}  // namespace cordon

#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/policy/condition.hh"
#include "sim/policy/heed.hh"
#include "sim/policy/policy.hh"
#include "sim/policy/thresholds.hh"
#include "sim/policy/window_set.hh"

namespace cordon {

/// One rule made ready: what a RuleBook asks of it at every turn.
struct CompiledRule {
    enum class Kind : std::uint8_t { flow, packet, residual };

    std::optional<Condition> when;  // none: always
    Kind kind = Kind::flow;
    bool only_notes = false;           // of its own
    bool residual_only_notes = false;  // what its residual entry catches
    bool decides_for_good = false;     // once it decides in a flow, it does on every later packet
    Dependence dependence;
    std::optional<FactGroup> guard;  // without whose value it cannot hold
    std::vector<WindowSpec> windows;
    Heed heed;  // while it stands with a flow and does not hold for good
};

/// Adds the constants that the rule compares counters with to `thresholds`. The policy must outlive
/// what is made.
[[nodiscard]] CompiledRule compile(const Rule& rule, const Policy& policy, std::uint64_t seed,
                                   Thresholds& thresholds);

}  // namespace cordon

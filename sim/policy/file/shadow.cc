#include "sim/policy/file/shadow.hh"

#include <algorithm>
#include <variant>

#include "sim/policy/file/implication.hh"

namespace cordon {
namespace {

/// Pairs of rules looked at, at most: 3,000 rules make 4.5 million.
constexpr std::size_t most_pairs = 10'000'000;

/// Whether a rule decides wherever its condition holds, as long as its phases are on. One that
/// touches a direction alone decides on the packets of the other as well: they pass.
bool always_decides(const Rule& rule) {
    return !only_notes(rule.then) && !rule.active && rule.chance.millionths == 1'000'000 &&
           !rule.after && !std::holds_alternative<Residual>(rule.scope);
}

bool is_on_whenever(const Rule& earlier, const Rule& later) {
    if (earlier.in.empty()) return true;
    if (later.in.empty()) return false;
    return std::all_of(later.in.begin(), later.in.end(), [&](std::size_t phase) {
        return std::find(earlier.in.begin(), earlier.in.end(), phase) != earlier.in.end();
    });
}

/// A rule for packets holds for some packets of a flow; one for flows, or one that remembers ends,
/// also for those after.
bool reaches_as_far(const Rule& earlier, const Rule& later) {
    if (std::holds_alternative<Residual>(later.scope)) return !earlier.when.has_value();
    if (std::holds_alternative<RestOfFlow>(earlier.scope)) return true;
    return std::holds_alternative<ThisPacket>(later.scope) || !earlier.when.has_value();
}

bool follows(const Rule& earlier, const Rule& later, Implication& implication) {
    if (!earlier.when) return true;
    return later.when && implication.holds(*later.when, *earlier.when);
}

}  // namespace

std::vector<Shadow> find_shadows(const Policy& policy) {
    std::vector<Shadow> shadows;
    std::vector<std::size_t> deciding;
    Implication implication{policy};
    std::size_t pairs = 0;
    for (std::size_t later = 0; later < policy.rules.size(); ++later) {
        const Rule& rule = policy.rules[later];
        for (const std::size_t earlier : deciding) {
            if (++pairs > most_pairs) return shadows;
            const Rule& before = policy.rules[earlier];
            if (is_on_whenever(before, rule) && reaches_as_far(before, rule) &&
                follows(before, rule, implication)) {
                shadows.push_back({.hidden = later, .by = earlier});
                break;
            }
        }
        if (always_decides(rule)) deciding.push_back(later);
    }
    return shadows;
}

}  // namespace cordon

#pragma once

#include <cstdint>
#include <vector>

#include "sim/core/keyed_random.hh"
#include "sim/policy/policy.hh"
#include "sim/policy/situation.hh"

namespace cordon {

/// The draws of `chance`, made once for what a rule's `per` names: hash(seed, rule name, key, k-th
/// flow of that key). Nothing is stored; asking again gives the same answer.
class Draws {
public:
    Draws(const Policy& policy, std::uint64_t seed);

    /// Whether the rule's chance says yes here and now.
    [[nodiscard]] bool says_yes(RuleId rule, const Situation& situation) const;

    /// Whether the answer may differ from packet to packet.
    [[nodiscard]] bool varies_by_packet(RuleId rule) const {
        return by_packet_[static_cast<std::size_t>(rule)];
    }
    /// Whether some rule draws for flows, or its verdicts for their packets, so that the k-th flow
    /// of a key must be told apart.
    [[nodiscard]] bool needs_ordinals() const { return needs_ordinals_; }

    /// Whether some rule draws for names, which flows must remember then.
    [[nodiscard]] bool needs_names() const { return needs_names_; }

    /// How late the rule's act begins in this flow (`after:`); 0 without one.
    [[nodiscard]] Duration lateness(RuleId rule, const Situation& situation) const;

private:
    [[nodiscard]] KeyedRandom keyed(RuleId rule, const Situation& situation) const;

    const Policy* policy_;
    std::vector<KeyedRandom> roots_;  // one a rule
    std::vector<bool> by_packet_;
    bool needs_ordinals_ = false;
    bool needs_names_ = false;
};

}  // namespace cordon

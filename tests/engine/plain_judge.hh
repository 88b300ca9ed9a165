#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "sim/core/arrival.hh"
#include "sim/policy/policy.hh"

namespace cordon::test {

/// DESIGN.md section 4, "Which rule decides", carried out as it is written: every rule is asked
/// about every packet, conditions are worked out anew from all that the flow has shown, counters
/// and windows from its packets, one by one. Nothing is left out because it could make no
/// difference, nothing is found by an index. What it shares with the engine are decoding, the life
/// of flows, the classifier, sets of domains, the calendar of cycles and the draws.
///
/// Carries out `pass`, `drop` and `note`; forgets no flow.
class PlainJudge {
public:
    /// The policy must outlive it.
    PlainJudge(const Policy& policy, std::uint64_t seed) : policy_(&policy), seed_(seed) {}

    struct Run {
        std::map<std::uint64_t, std::string> fate;  // as Scene::Run has it
        std::vector<std::string> alerts;            // likewise
    };
    [[nodiscard]] Run judge(std::span<const Arrival> arrivals) const;

private:
    const Policy* policy_;
    std::uint64_t seed_;
};

}  // namespace cordon::test

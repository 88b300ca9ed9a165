#pragma once

#include <boost/container/small_vector.hpp>
#include <span>

#include "sim/policy/decision.hh"

namespace cordon {

/// Rules found for one packet: seldom more than lie here without memory of their own.
using FoundRules = boost::container::small_vector<RuleId, 30>;

/// One by one: few as they are, that is sooner done than its insert() of a range.
inline void append(FoundRules& found, std::span<const RuleId> rules) {
    for (const RuleId rule : rules) found.push_back(rule);
}

}  // namespace cordon

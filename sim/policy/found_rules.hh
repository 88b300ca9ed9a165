#pragma once

#include <boost/container/small_vector.hpp>

#include "sim/policy/decision.hh"

namespace cordon {

/// Rules found for one packet: seldom more than lie here without memory of their own.
using FoundRules = boost::container::small_vector<RuleId, 30>;

}  // namespace cordon

#pragma once

#include <nlohmann/json_fwd.hpp>

#include "sim/scenario/telling/told.hh"

namespace cordon {

/// The reckoning as a part of summary.json: policies/schema/reckoning.schema.json. Bits and shares
/// are rounded to thousandths, so that equal runs give equal bytes on every machine.
[[nodiscard]] nlohmann::ordered_json reckoning_json(const Told& told);

}  // namespace cordon

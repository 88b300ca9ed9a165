#pragma once

#include <string_view>

#include "sim/core/time.hh"
#include "sim/craft/filler.hh"

namespace cordon {

/// A DER certificate (RFC 5280) for `name`, good from 90 days before `now` to 90 days after, with
/// an RSA-2048 key and a signature that are filler: well-formed, and nobody's.
[[nodiscard]] Octets certificate_for(std::string_view name, Time now, Filler& filler);

}  // namespace cordon

#pragma once

#include "sim/phone/outcome.hh"
#include "sim/world/stream.hh"
#include "sim/world/transport.hh"

namespace cordon {

/// What it means to a phone that the network failed it, or that a stream ended, in these ways.
[[nodiscard]] Trouble trouble_of(NetFailure failure);
[[nodiscard]] Trouble trouble_of(StreamEnd end);

}  // namespace cordon

#pragma once

#include <xxhash.h>

#include "sim/core/bytes.hh"

namespace cordon {

/// XXH3_128bits_update with the widest vector instructions of the machine where xxHash can choose
/// them while running (x86: 82 against 19 GB/s with AVX-512). Which source defines it, CMake
/// decides.
void xxh3_128_update(XXH3_state_t& state, Bytes bytes);

}  // namespace cordon

#pragma once

#include "sim/core/bytes.hh"
#include "tests/capture/file_bytes.hh"

namespace cordon::testing {

/// Reads a capture in large and in small blocks and with a filter that passes all; aborts when the
/// packets, their interfaces or the end differ.
void read_twice(Bytes file);

}  // namespace cordon::testing

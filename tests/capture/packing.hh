#pragma once

#include "tests/capture/file_bytes.hh"

namespace cordon::testing {

[[nodiscard]] FileBytes gzipped(Bytes content);
[[nodiscard]] FileBytes zstd_packed(Bytes content);
[[nodiscard]] FileBytes joined(Bytes first, Bytes second);

}  // namespace cordon::testing

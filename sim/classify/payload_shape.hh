#pragma once

#include "sim/classify/facts.hh"
#include "sim/core/bytes.hh"

namespace cordon {

/// Longest stretch of a segment kept as PayloadFacts::first, in bytes: as much as stream.up holds.
inline constexpr std::size_t payload_first_limit = 2048;

/// Measures a segment in integers only, so that every machine finds the same numbers: mean set bits
/// a byte, share of 0x20-0x7e, Shannon entropy (rounded to a thousandth of a bit; base-2 logarithms
/// in 16 fractional bits). All zero for no bytes. `stated_length` is the length on the wire; a cut
/// segment is measured as far as it was captured.
[[nodiscard]] PayloadFacts shape_of(Bytes segment, std::uint32_t stated_length);

/// log2 of `value` in 1/65536, rounded down. Requires: value > 0.
[[nodiscard]] std::uint32_t log2_fixed(std::uint32_t value);

}  // namespace cordon

#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/scenario/reckoning/score.hh"
#include "sim/scenario/reckoning/tell_step.hh"

namespace cordon {

/// Whether reports of this kind could name a wall at all: sets of reports are made up from each
/// candidate and ranked. Row: the wall that made the sets; column: the wall named.
/// A set that several walls explain equally well names none of them.
struct Recovery {
    std::uint32_t sets = 0;  // from each candidate
    std::vector<std::vector<std::uint32_t>> named;
    /// The same, but of sets that several walls explain equally well, for each of these.
    std::vector<std::vector<std::uint32_t>> explained;

    /// Named rightly in at least 80 of 100; else it is not identifiable from reports of this kind.
    [[nodiscard]] bool is_identifiable(std::size_t candidate) const {
        return named[candidate][candidate] * 100 >= sets * 80;
    }
    /// Candidates that reports of this kind cannot tell apart, two or more a group: of the sets
    /// made up from two of them, the other one explains a fifth or more as well or better. Who
    /// hangs together through others is of one group.
    [[nodiscard]] std::vector<std::vector<std::size_t>> not_told_apart() const;
};

[[nodiscard]] Recovery recover(std::span<const CandidateFit> candidates, const Reports& reports,
                               std::uint32_t sets, std::uint64_t seed, const TellStep& tell = {});

}  // namespace cordon

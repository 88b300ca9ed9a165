#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace cordon {

/// What was seen of one probe under each candidate: kinds of findings, one a sitting.
using KindsSeen = std::vector<std::vector<std::string>>;

/// Two candidates, the lesser index first.
using Pair = std::pair<std::size_t, std::size_t>;

/// Which candidates a set of probes tells apart.
struct Separation {
    std::vector<std::vector<Pair>> by_probe;  // pairs that each probe tells apart
    std::vector<std::size_t> smallest_set;    // of probes that tell apart all that any of them do
    std::vector<Pair> never;                  // pairs that none does
};

/// A probe tells two candidates apart when what is seen of one is seen of the other in no more than
/// one of five sittings. Of several smallest sets, the one whose last probe comes first. Requires:
/// as many candidates for each probe; at most 16 probes.
[[nodiscard]] Separation separate(const std::vector<KindsSeen>& by_probe);

}  // namespace cordon

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sim/scenario/reckoning/response_table.hh"

namespace cordon {

/// A number of a candidate that no source gives, as the reckoning sees it: turned from 0 to 1 of
/// its range, every turn as likely before the reports are heard (a prior even over the logarithm
/// is made even by how turns become values).
struct ModelDial {
    enum class Is : std::uint8_t {
        strength,    // 0 is no wall; differs from place to place
        unevenness,  // by how much; no axis of the table
        own,         // the mechanism's; the same everywhere
    };
    std::string name;
    Is is = Is::strength;
};

/// A candidate in one wave. The axes of `table` are the dials but unevenness, in their order; its
/// probes are those of the reports. What no report of the wave asks for need not be known.
struct WaveModel {
    std::vector<ModelDial> dials;
    ResponseTable table;
};

/// A candidate wall as the reckoning sees it: dials and a dose-response table for each wave of the
/// reports.
struct CandidateModel {
    std::string name;
    bool null_wall = false;           // no wall that looks at what is sent; ranked like the rest
    std::vector<WaveModel> waves;     // by wave of the reports
    std::vector<TryCount> off;        // by probe, where a report in no wave asks: no wall is on
    std::vector<std::string> put_in;  // ids of rows from which a rule or date was written
};

/// The same candidates in a world of people who wait so long: of each count the successes within
/// that.
[[nodiscard]] std::vector<CandidateModel> with_patience(std::span<const CandidateModel> candidates,
                                                        Patience patience);

}  // namespace cordon

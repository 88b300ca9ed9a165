#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/reckoning/candidate_model.hh"
#include "sim/scenario/reckoning/reports.hh"

namespace cordon::testing {

/// The rows and the invented response curves of a small program in Python that shows the method:
/// 49 rows of 17 origins, six walls. Its figures were computed independently of this code.
[[nodiscard]] Reports toy_reports();
[[nodiscard]] std::vector<CandidateModel> toy_walls();

/// A row in few words: "SCMP18 jour 0 x1 text works"; `*` is the whole country.
[[nodiscard]] Reports reports_in(const std::vector<std::string_view>& rows);

/// A wall of one wave and one dial of strength, whose probes succeed in these shares (of a million
/// tries) when it is turned to 0 and to 1, linear between.
struct Response {
    double off = 1, on = 0;
};
[[nodiscard]] CandidateModel wall_of(const std::string& name,
                                     const std::vector<Response>& responses);

}  // namespace cordon::testing

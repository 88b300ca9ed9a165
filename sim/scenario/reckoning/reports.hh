#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/scenario/observations/observation.hh"

namespace cordon {

/// A report reduced to what it is judged by. Indices are into Reports.
struct Report {
    std::string id;
    Status said = Status::works;
    std::uint32_t tries = 3;           // m
    bool tries_are_given = false;      // by the source
    double wrong = 0.1;                // e
    std::optional<std::size_t> wave;   // none: in no wave, when no wall is on
    std::optional<std::size_t> place;  // none: of the whole country
    std::size_t probe = 0;
    std::size_t origin = 0;
    ReportUse use = ReportUse::fit;
};

/// All reports of a case that are scored, held out, or controls.
struct Reports {
    std::vector<std::string> waves, places, probes, origins;
    std::vector<Report> rows;
};

/// The probe of what is tried (a function or a visit) over a road, as tables name it: "photo-send",
/// "photo-send (vpn)".
[[nodiscard]] std::string probe_name(std::string_view tried, Road road);

/// Context is left out. Names stand in the order in which rows first use them.
[[nodiscard]] Reports reports_of(const Observations& observations);

/// The probes that rows of a wave ask for; of no wave, those that rows outside all waves do. In the
/// order of Reports::probes.
[[nodiscard]] std::vector<std::size_t> probes_asked(const Reports& reports,
                                                    std::optional<std::size_t> wave);

/// The reports under other assumptions than the usual ones.
struct Variant {
    std::optional<std::uint32_t> tries;  // m wherever the source gives none
    double wrong_times = 1;              // e times this
};
[[nodiscard]] Reports under(const Variant& variant, Reports reports);

}  // namespace cordon

#include "sim/scenario/reckoning/reports.hh"

#include <algorithm>

#include "sim/scenario/reckoning/chances.hh"

namespace cordon {
namespace {

std::size_t index_of(std::vector<std::string>& names, const std::string& name) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
    names.push_back(name);
    return names.size() - 1;
}

std::optional<std::size_t> wave_of(const Observation& row, const std::vector<Wave>& waves) {
    for (std::size_t i = 0; i < waves.size(); ++i) {
        if (waves[i].from <= row.from && row.to <= waves[i].to) return i;
    }
    return std::nullopt;
}

}  // namespace

std::string probe_name(std::string_view tried, Road road) {
    std::string name(tried);
    if (road != Road::direct) name.append(" (").append(to_text(road)).append(")");
    return name;
}

Reports reports_of(const Observations& observations) {
    Reports reports;
    for (const Wave& wave : observations.waves) reports.waves.push_back(wave.name);
    for (const Observation& row : observations.rows) {
        if (row.use == ReportUse::context || !row.function || !row.status) continue;
        Report report{.id = row.id,
                      .said = *row.status,
                      .tries = row.tries.value_or(usual_tries),
                      .tries_are_given = row.tries.has_value(),
                      .wrong = usual_wrong(row.kind),
                      .wave = wave_of(row, observations.waves),
                      .place = std::nullopt,
                      .probe = index_of(reports.probes, probe_name(what_was_tried(row), row.road)),
                      .origin = index_of(reports.origins, row.origin),
                      .use = row.use};
        if (row.place != observations.nation) report.place = index_of(reports.places, row.place);
        reports.rows.push_back(std::move(report));
    }
    return reports;
}

std::vector<std::size_t> probes_asked(const Reports& reports, std::optional<std::size_t> wave) {
    std::vector<std::size_t> asked;
    for (std::size_t probe = 0; probe < reports.probes.size(); ++probe) {
        const bool is_asked =
            std::any_of(reports.rows.begin(), reports.rows.end(),
                        [&](const Report& row) { return row.probe == probe && row.wave == wave; });
        if (is_asked) asked.push_back(probe);
    }
    return asked;
}

Reports under(const Variant& variant, Reports reports) {
    for (Report& row : reports.rows) {
        if (variant.tries && !row.tries_are_given) row.tries = *variant.tries;
        row.wrong = std::min(1.0, row.wrong * variant.wrong_times);
    }
    return reports;
}

}  // namespace cordon

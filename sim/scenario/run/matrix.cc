#include "sim/scenario/run/matrix.hh"

#include <algorithm>
#include <map>
#include <tuple>

namespace cordon {
namespace {

std::size_t place_of(const std::vector<Tries>& tries, const Outcome& outcome) {
    const auto found = std::find_if(tries.begin(), tries.end(), [&](const Tries& each) {
        return each.function == outcome.function && each.visit == outcome.visit;
    });
    return static_cast<std::size_t>(found - tries.begin());
}

/// A row while it is counted.
struct Counting {
    std::vector<TryCount> by_day;
    std::map<std::string, std::uint32_t> failures;
};

using RowKey = std::tuple<std::size_t, Manner, std::size_t, std::size_t>;

std::vector<std::pair<std::string, std::uint32_t>> by_frequency(
    const std::map<std::string, std::uint32_t>& counts) {
    std::vector<std::pair<std::string, std::uint32_t>> sorted(counts.begin(), counts.end());
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    return sorted;
}

}  // namespace

TryCount MatrixRow::total() const {
    TryCount sum;
    for (const TryCount& day : by_day) sum.add(day);
    return sum;
}

std::string failure_text(const Outcome& outcome) {
    // Within twice the usual patience it did come.
    if (outcome.complete_after) return "came too late";
    const std::string why = to_text(outcome.why);
    return std::string(to_text(outcome.kind)) + (why.empty() ? "" : ", " + why);
}

std::vector<MatrixRow> matrix_of(const PlayedRun& run) {
    const Scenario& scenario = *run.scenario;
    std::map<RowKey, Counting> rows;
    for (const PlayedCell& cell : run.cells) {
        for (const PlayedTry& each : cell.tries) {
            const std::size_t function = place_of(scenario.tries, each.outcome);
            Counting& row = rows[{cell.place, each.phone.manner, function, cell.wall}];
            row.by_day.resize(scenario.days.size());
            row.by_day[cell.day].add(each.outcome, scenario.patience_percent);
            if (each.outcome.succeeded(scenario.patience_percent)) continue;
            ++row.failures[failure_text(each.outcome)];
        }
    }
    std::vector<MatrixRow> out;
    for (const auto& [key, row] : rows) {
        const auto [place, manner, function, wall] = key;
        out.push_back({.place = place,
                       .manner = manner,
                       .function = scenario.tries[function].function,
                       .visit = scenario.tries[function].visit,
                       .wall = wall,
                       .by_day = row.by_day,
                       .failures = by_frequency(row.failures)});
    }
    return out;
}

}  // namespace cordon

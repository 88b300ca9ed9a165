#include "sim/scenario/run/run_table.hh"

#include <algorithm>

#include "sim/report/safe_text.hh"
#include "sim/report/table.hh"

namespace cordon {
namespace {

constexpr std::size_t days_a_table = 7;
constexpr std::size_t failures_told = 2;

/// Whole percent, never 0% or 100% for what is not none or all.
std::string percent(const TryCount& count) {
    if (count.tries == 0) return "-";
    const std::uint64_t exact = 100 * std::uint64_t{count.successes};
    std::uint64_t rounded = (exact + count.tries / 2) / count.tries;
    if (count.successes > 0) rounded = std::max<std::uint64_t>(rounded, 1);
    if (count.successes < count.tries) rounded = std::min<std::uint64_t>(rounded, 99);
    return std::to_string(rounded) + '%';
}

std::string group_title(const PlayedRun& run, const MatrixRow& row) {
    const ScenarioPlace& place = run.scenario->places[row.place];
    const auto phones = cast_of(place);
    const auto count = std::count_if(phones.begin(), phones.end(), [&](const CastPhone& phone) {
        return phone.manner == row.manner;
    });
    std::string title = safe_text(place.name);
    if (row.manner == Manner::vpn) title += ", through a VPN";
    if (row.manner == Manner::outside) title += ", outside the wall";
    return title + ": " + std::to_string(count) + (count == 1 ? " phone" : " phones");
}

bool same_group(const MatrixRow& a, const MatrixRow& b) {
    return a.place == b.place && a.manner == b.manner;
}

using Rows = std::span<const MatrixRow>;

bool same_function(const MatrixRow& a, const MatrixRow& b) {
    return a.function == b.function && a.visit == b.visit;
}

std::string function_text(const PlayedRun& run, const MatrixRow& row) {
    return std::string(name_of(*run.scenario, row.function, row.visit));
}

/// The rows of one place and manner, over some of the days.
std::string shares(const PlayedRun& run, Rows rows, std::size_t first_day, std::size_t end_day) {
    std::vector<std::string> head{"function", "wall"};
    for (std::size_t day = first_day; day < end_day; ++day) {
        head.push_back(run.scenario->days[day].date);
    }
    head.emplace_back("tries");
    TextTable table(std::move(head), 2);
    const MatrixRow* before = nullptr;
    for (const MatrixRow& row : rows) {
        const bool again = before != nullptr && same_function(*before, row);
        std::vector<std::string> cells{again ? "" : function_text(run, row),
                                       wall_label(run.walls[row.wall])};
        TryCount sum;
        for (std::size_t day = first_day; day < end_day; ++day) {
            cells.push_back(percent(row.by_day[day]));
            sum.add(row.by_day[day]);
        }
        cells.push_back(grouped(sum.tries));
        table.add(std::move(cells));
        before = &row;
    }
    return table.text("  ");
}

std::string how_they_ended(const MatrixRow& row) {
    std::string told;
    std::uint32_t rest = 0;
    for (std::size_t at = 0; at < row.failures.size(); ++at) {
        const auto& [how, count] = row.failures[at];
        if (at >= failures_told) {
            rest += count;
        } else {
            told += (told.empty() ? "" : "; ") + std::to_string(count) + "x " + how;
        }
    }
    if (rest > 0) told += "; " + std::to_string(rest) + "x otherwise";
    return told;
}

std::string failures(const PlayedRun& run, Rows rows) {
    TextTable table({"function", "wall", "tries that failed, and how they ended"}, 3);
    for (const MatrixRow& row : rows) {
        if (row.failures.empty()) continue;
        table.add({function_text(run, row), wall_label(run.walls[row.wall]), how_they_ended(row)});
    }
    return table.empty() ? std::string() : '\n' + table.text("  ");
}

bool all_succeeded(Rows rows) {
    return std::all_of(rows.begin(), rows.end(), [](const MatrixRow& row) {
        const TryCount total = row.total();
        return total.successes == total.tries;
    });
}

/// The first row behind `begin` that is not like it.
template <typename Alike>
std::size_t end_of(Rows rows, std::size_t begin, Alike alike) {
    std::size_t end = begin;
    while (end < rows.size() && alike(rows[begin], rows[end])) ++end;
    return end;
}

/// The rows of one place and manner, over all days.
std::string digest_of(const PlayedRun& run, Rows rows) {
    std::vector<std::string> head{"wall"};
    std::vector<std::vector<std::string>> lines;
    for (const std::string& wall : run.walls) lines.push_back({wall_label(wall)});
    std::string whole;
    for (std::size_t begin = 0, end = 0; begin < rows.size(); begin = end) {
        end = end_of(rows, begin, same_function);
        const Rows some = rows.subspan(begin, end - begin);
        const std::string function = function_text(run, some.front());
        if (all_succeeded(some)) {
            whole += (whole.empty() ? "" : ", ") + function;
            continue;
        }
        head.push_back(function);
        for (const MatrixRow& row : some) lines[row.wall].push_back(percent(row.total()));
    }
    TextTable table(std::move(head), 1);
    for (std::vector<std::string>& line : lines) table.add(std::move(line));
    return table.text("  ") +
           (whole.empty() ? "" : "  all tries under every wall: " + whole + '\n');
}

}  // namespace

std::string run_digest(const PlayedRun& run, const std::vector<MatrixRow>& matrix) {
    std::string text;
    for (std::size_t begin = 0, end = 0; begin < matrix.size(); begin = end) {
        end = end_of(matrix, begin, same_group);
        const Rows rows = Rows(matrix).subspan(begin, end - begin);
        text += group_title(run, rows.front());
        if (all_succeeded(rows)) {
            text += "; every try succeeded in time\n\n";
        } else {
            text += "; share of tries that succeeded in time, over all dates\n\n";
            text += digest_of(run, rows) + '\n';
        }
    }
    return text;
}

std::string run_limits(const PlayedRun& run) {
    std::string text;
    for (std::size_t wall = 0; wall < run.walls.size(); ++wall) {
        LimitsReached sum;
        for (const PlayedCell& cell : run.cells) {
            if (cell.wall == wall) sum.add(cell.limits);
        }
        text += limit_lines(wall_label(run.walls[wall]), sum);
    }
    return text.empty() ? text : text + '\n';
}

std::string wall_label(const std::string& name) {
    return name.empty() ? "no wall" : safe_text(name);
}

std::string run_table(const PlayedRun& run, const std::vector<MatrixRow>& matrix) {
    std::string text;
    for (std::size_t begin = 0; begin < matrix.size();) {
        std::size_t end = begin;
        while (end < matrix.size() && same_group(matrix[begin], matrix[end])) ++end;
        const Rows rows = Rows(matrix).subspan(begin, end - begin);
        text += group_title(run, matrix[begin]) + "; share of tries that succeeded in time\n\n";
        for (std::size_t day = 0; day < run.scenario->days.size(); day += days_a_table) {
            if (day > 0) text += '\n';
            text += shares(run, rows, day, std::min(day + days_a_table, run.scenario->days.size()));
        }
        text += failures(run, rows) + '\n';
        begin = end;
    }
    return text;
}

}  // namespace cordon

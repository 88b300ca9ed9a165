#include "sim/scenario/reckoning/row_groups.hh"

#include <algorithm>

namespace cordon {
namespace {

RowGroup& group_for(std::vector<RowGroup>& groups, const Report& row) {
    const auto found = std::find_if(groups.begin(), groups.end(), [&](const RowGroup& group) {
        return row.place && group.place == row.place;
    });
    if (found != groups.end()) return *found;
    groups.push_back({.place = row.place, .rows = {}, .without = {}});
    return groups.back();
}

void leave_out_each(RowGroup& group, const std::vector<Report>& rows) {
    for (const std::size_t row : group.rows) {
        const std::size_t origin = rows[row].origin;
        const bool known = std::any_of(group.without.begin(), group.without.end(),
                                       [origin](const auto& w) { return w.origin == origin; });
        if (known) continue;
        RowGroup::Without without{.origin = origin, .rows = {}};
        for (const std::size_t other : group.rows) {
            if (rows[other].origin != origin) without.rows.push_back(other);
        }
        group.without.push_back(std::move(without));
    }
}

}  // namespace

std::vector<RowGroup> groups_of(const Reports& reports, std::size_t wave) {
    std::vector<RowGroup> groups;
    for (std::size_t i = 0; i < reports.rows.size(); ++i) {
        const Report& row = reports.rows[i];
        if (row.use == ReportUse::fit && row.wave == wave) group_for(groups, row).rows.push_back(i);
    }
    for (RowGroup& group : groups) leave_out_each(group, reports.rows);
    return groups;
}

}  // namespace cordon

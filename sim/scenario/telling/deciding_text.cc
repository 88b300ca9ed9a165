#include "sim/scenario/telling/deciding_text.hh"

#include <algorithm>

#include "sim/report/safe_text.hh"
#include "sim/report/table.hh"

namespace cordon {
namespace {

std::string name(const DecidingTable& table, std::size_t column) {
    return safe_text(table.columns[column].candidate);
}

/// "timed out"; "timed out 3x, works 2x". Of numbers that differ only the first is shown.
std::string cell(const std::vector<Finding>& findings) {
    std::vector<const Finding*> kinds;
    for (const Finding& each : findings) {
        const bool known = std::any_of(kinds.begin(), kinds.end(),
                                       [&](const Finding* k) { return k->kind() == each.kind(); });
        if (!known) kinds.push_back(&each);
    }
    if (kinds.size() == 1) return kinds.front()->text();
    std::string text;
    for (const Finding* kind : kinds) {
        const auto count =
            std::count_if(findings.begin(), findings.end(),
                          [&](const Finding& each) { return each.kind() == kind->kind(); });
        text += (text.empty() ? "" : ", ") + kind->kind() + ' ' + std::to_string(count) + 'x';
    }
    return text;
}

std::string matrix(const DecidingTable& table, const DecidingPlan& plan) {
    std::vector<std::string> head{"probe", "tells apart"};
    for (std::size_t i = 0; i < table.columns.size(); ++i) head.push_back(name(table, i));
    TextTable text(head, head.size());
    const std::size_t pairs = table.columns.size() * (table.columns.size() - 1) / 2;
    for (std::size_t probe = 0; probe < plan.probes.size(); ++probe) {
        std::vector<std::string> cells{safe_text(plan.probes[probe].name),
                                       std::to_string(table.separation.by_probe[probe].size()) +
                                           " of " + std::to_string(pairs)};
        for (const DecidingColumn& column : table.columns) {
            cells.push_back(cell(column.by_probe[probe]));
        }
        text.add(std::move(cells));
    }
    return text.text("  ");
}

std::string standing(const DecidingTable& table) {
    TextTable text({"candidate", "its dials stood at", "sittings"}, 3);
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const DecidingColumn& column = table.columns[i];
        const std::size_t shown = column.by_probe.empty() ? 0 : column.by_probe.front().size();
        text.add({name(table, i), safe_text(column.stands),
                  column.acts ? std::to_string(shown) + " of " + std::to_string(column.looked) +
                                    " looked at"
                              : "none of " + std::to_string(column.looked) + ": it does not act"});
    }
    return text.text("  ");
}

/// For each candidate the first of its group. Those of which some are not told apart, and those
/// that hang together through others, are one group.
std::vector<std::size_t> first_of_group(std::size_t count, const std::vector<Pair>& told) {
    std::vector<std::size_t> group(count);
    for (std::size_t i = 0; i < count; ++i) group[i] = i;
    for (std::size_t b = 1; b < count; ++b) {
        for (std::size_t a = 0; a < b; ++a) {
            if (std::find(told.begin(), told.end(), Pair{a, b}) != told.end()) continue;
            const std::size_t from = std::max(group[a], group[b]),
                              to = std::min(group[a], group[b]);
            std::replace(group.begin(), group.end(), from, to);
        }
    }
    return group;
}

/// Candidates that a probe leaves together, with bars between groups.
std::string groups(const DecidingTable& table, const std::vector<Pair>& told) {
    const std::size_t count = table.columns.size();
    const std::vector<std::size_t> group = first_of_group(count, told);
    std::string text;
    for (std::size_t first = 0; first < count; ++first) {
        if (group[first] != first) continue;
        if (!text.empty()) text += " | ";
        for (std::size_t i = first; i < count; ++i) {
            if (group[i] == first) text += (i == first ? "" : ", ") + name(table, i);
        }
    }
    return text;
}

std::string separations(const DecidingTable& table, const DecidingPlan& plan) {
    TextTable text({"probe", "tells apart what bars stand between"}, 2);
    for (std::size_t probe = 0; probe < plan.probes.size(); ++probe) {
        const std::vector<Pair>& told = table.separation.by_probe[probe];
        text.add(
            {safe_text(plan.probes[probe].name), told.empty() ? "nothing" : groups(table, told)});
    }
    return text.text("  ");
}

std::string conclusion(const DecidingTable& table, const DecidingPlan& plan) {
    const Separation& separation = table.separation;
    std::string text;
    for (const std::size_t probe : separation.smallest_set) {
        text += (text.empty() ? "" : "; ") + safe_text(plan.probes[probe].name);
    }
    const std::size_t count = separation.smallest_set.size();
    if (count == 0) return "  No probe tells any two candidates apart.\n";
    text = (count == 1 ? "  One probe tells" : "  " + std::to_string(count) + " probes tell") +
           " apart all that any of them do: " + text + ".\n";
    if (separation.never.empty())
        return text + "  With them every candidate is told from every other.\n";
    text += "  By none of them can be told apart:";
    for (std::size_t i = 0; i < separation.never.size(); ++i) {
        const auto& [a, b] = separation.never[i];
        text += (i == 0 ? " " : "; ") + name(table, a) + " and " + name(table, b);
    }
    return text + ".\n";
}

}  // namespace

std::string deciding_text(const DecidingTable& table, const DecidingPlan& plan) {
    return matrix(table, plan) + '\n' + separations(table, plan) + '\n' + standing(table) + '\n' +
           conclusion(table, plan);
}

}  // namespace cordon

#include "sim/scenario/telling/ranking_text.hh"

#include "sim/report/safe_text.hh"
#include "sim/report/table.hh"

namespace cordon {
namespace {

std::string label(const Told& told, std::size_t candidate) {
    std::string text = safe_text(told.name(candidate));
    if (told.candidates[candidate].null_wall) text += " (null)";
    return text;
}

std::string verdict(const Ranked& ranked, bool is_first) {
    if (ranked.breaks_control) return "breaks a control";
    if (is_first) return "";
    return ranked.told_apart ? "told apart from the first" : "cannot be told from the first";
}

std::string recognised(const Told& told, std::size_t candidate) {
    const Recovery& recovery = told.reckoning.recovery;
    std::string text = std::to_string(recovery.named[candidate][candidate]) + " of " +
                       std::to_string(recovery.sets);
    if (!recovery.is_identifiable(candidate)) text += ": not identifiable";
    return text;
}

}  // namespace

std::string ranking_text(const Told& told) {
    TextTable table(
        {"candidate", "the reports", "recognised", "bits saved", "a report", "behind the first"},
        3);
    const auto& order = told.reckoning.ranking.order;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const Ranked& ranked = order[i];
        const double count = static_cast<double>(ranked.score.reports);
        table.add(
            {label(told, ranked.candidate), verdict(ranked, i == 0),
             recognised(told, ranked.candidate), fixed(ranked.score.saved(), 1),
             count > 0 ? fixed(ranked.score.saved() / count, 2) : "-",
             i == 0 ? ""
                    : fixed(ranked.to_first.bits, 1) + " +- " + fixed(ranked.to_first.error, 1)});
    }
    return table.text("  ");
}

std::string controls_text(const Told& told) {
    TextTable table({"control", "candidate", "succeeds"}, 2);
    std::size_t count = 0;
    for (std::size_t i = 0; i < told.candidates.size(); ++i) {
        count = told.reckoning.controls[i].size();
        for (const ControlResult& control : told.reckoning.controls[i]) {
            if (control.holds) continue;
            table.add({told.reckoning.reports.rows[control.row].id, label(told, i),
                       percent(control.share)});
        }
    }
    if (!table.empty()) return table.text("  ");
    return "  all " + std::to_string(count) + " stay at 90% or above under every candidate\n";
}

std::string shuffled_text(const Told& told) {
    const ShuffledControl& control = told.reckoning.shuffled;
    return "  the best candidate saves " + fixed(control.best_saved, 1) +
           " bits on the reports, more than on " + std::to_string(control.beaten) + " of " +
           std::to_string(control.deals) + " shuffled sets of them" +
           (control.holds() ? "\n" : "; fewer than 95 of 100, so that no score means anything\n");
}

namespace {

std::string not_told_apart_text(const Told& told) {
    const auto groups = told.reckoning.recovery.not_told_apart();
    if (groups.empty()) return "";
    std::string text = "\n  Reports of this kind cannot tell apart:\n";
    for (const std::vector<std::size_t>& group : groups) {
        text += "    ";
        for (std::size_t i = 0; i < group.size(); ++i) {
            if (i > 0) text += i + 1 == group.size() ? " and " : ", ";
            text += label(told, group[i]);
        }
        text += '\n';
    }
    return text;
}

}  // namespace

std::string recovery_text(const Told& told) {
    std::vector<std::string> head{"made up from"};
    for (std::size_t i = 0; i < told.candidates.size(); ++i) head.push_back(label(told, i));
    TextTable table(std::move(head), 1);
    for (std::size_t i = 0; i < told.candidates.size(); ++i) {
        std::vector<std::string> cells{label(told, i)};
        for (const std::uint32_t count : told.reckoning.recovery.named[i]) {
            cells.push_back(count == 0 ? "." : std::to_string(count));
        }
        table.add(std::move(cells));
    }
    return table.text("  ") + not_told_apart_text(told);
}

namespace {

/// Which rows come to agree otherwise with the candidate that leads, where people wait longer or
/// less long.
std::string patience_text(const Told& told) {
    const std::size_t first = told.reckoning.ranking.order.front().candidate;
    std::string text;
    for (const OtherAssumption& other : told.reckoning.sensitivity) {
        if (other.other_ways.empty()) continue;
        text += "  with " + other.name + ' ';
        const auto& rows = other.other_ways[first];
        if (rows.empty()) {
            text += "every report comes to agree with " + label(told, first) + " as it does here\n";
            continue;
        }
        text +=
            std::to_string(rows.size()) + (rows.size() == 1 ? " report comes" : " reports come");
        text += " to agree otherwise with " + label(told, first) + ":\n";
        for (const OtherAssumption::OtherWay& row : rows) {
            text += "    " + safe_text(told.reckoning.reports.rows[row.row].id) + ": ";
            text.append(to_text(row.here)).append(", not ").append(to_text(row.usual)) += '\n';
        }
    }
    return text.empty() ? text : '\n' + text;
}

}  // namespace

std::string sensitivity_text(const Told& told) {
    std::vector<std::string> head{"bits saved under", "the order"};
    for (std::size_t i = 0; i < told.candidates.size(); ++i) head.push_back(label(told, i));
    TextTable table(std::move(head), 2);
    for (const OtherAssumption& other : told.reckoning.sensitivity) {
        const bool changes = other.differs_at < other.order.size();
        std::vector<std::string> cells{
            other.name,
            changes ? "changes at place " + std::to_string(other.differs_at + 1) : "is the same"};
        for (const double saved : other.saved) cells.push_back(fixed(saved, 1));
        table.add(std::move(cells));
    }
    return table.text("  ") + patience_text(told);
}

}  // namespace cordon

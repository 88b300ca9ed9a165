#include "sim/scenario/telling/agreement_text.hh"

#include <array>

#include "sim/report/safe_text.hh"
#include "sim/report/table.hh"

namespace cordon {
namespace {

std::string claim(const Observation& row, const std::string& nation) {
    std::string text(what_was_tried(row));
    if (row.road == Road::vpn) text += " through a VPN";
    if (row.recipient == Recipient::abroad) text += " to abroad";
    if (row.recipient == Recipient::home) text += " to home";
    text += row.place == nation ? "" : ", " + row.place;
    return text + ": " + std::string(to_text(*row.status));
}

std::string how_it_agrees(const Agreement& agreement, const Report& report) {
    std::string text(to_text(agreement.how));
    if (report.use == ReportUse::held_out) text += ", held out";
    if (!agreement.is_expected()) text += "; this wall does not expect this report";
    return text;
}

std::string allowed(const Agreement& agreement) {
    const std::string low = percent(agreement.low);
    const std::string high = percent(agreement.high);
    return low == high ? low : low + " to " + high;
}

}  // namespace

std::string agreement_text(const Told& told, std::size_t candidate) {
    TextTable table({"report", "says", "came to agree", "allowed", "expected"}, 3);
    for (const Agreement& agreement : told.reckoning.agreement[candidate]) {
        const Report& report = told.reckoning.reports.rows[agreement.row];
        table.add(
            {safe_text(report.id), safe_text(claim(told.row(report), told.observations.nation)),
             how_it_agrees(agreement, report), allowed(agreement), percent(agreement.expected)});
    }
    return table.text("  ");
}

std::string agreement_counts(const Told& told, std::size_t candidate) {
    constexpr std::array ways{CameToAgree::left_out, CameToAgree::follows, CameToAgree::put_in,
                              CameToAgree::disagrees};
    std::string text;
    for (const CameToAgree way : ways) {
        std::size_t count = 0;
        for (const Agreement& agreement : told.reckoning.agreement[candidate]) {
            count += agreement.how == way ? 1 : 0;
        }
        if (count == 0) continue;
        text +=
            (text.empty() ? "" : ", ") + std::to_string(count) + " " + std::string(to_text(way));
    }
    return text.empty() ? "no rows" : text;
}

std::string context_text(const Observations& observations) {
    TextTable table({"context", "kind", "says"}, 3);
    for (const Observation& row : observations.rows) {
        if (row.use != ReportUse::context) continue;
        table.add({safe_text(row.id), std::string(to_text(row.kind)), safe_text(row.says)});
    }
    return table.empty() ? "" : table.text("  ");
}

}  // namespace cordon

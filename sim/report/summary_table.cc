#include <algorithm>

#include "sim/core/calendar.hh"
#include "sim/report/safe_text.hh"
#include "sim/report/summary.hh"
#include "sim/report/table.hh"

namespace cordon {
namespace {

/// Blank for nothing, so that the numbers that matter stand out.
std::string unless_zero(std::uint64_t number) {
    return number == 0 ? std::string() : grouped(number);
}

void append_heading(std::string& text, const Summary& summary) {
    text += open_loop_note(*summary.tally);
    text += "\n\n";
    text += "Policy ";
    text += safe_text(summary.policy);
    text += " on ";
    text += summary.inputs.size() == 1 ? safe_text(summary.inputs.front().path)
                                       : grouped(summary.inputs.size()) + " captures";
    text += ": ";
    text += grouped(summary.tally->arrived().packets);
    text += summary.tally->arrived().packets == 1 ? " packet, " : " packets, ";
    text += grouped(summary.tally->flows());
    text += summary.tally->flows() == 1 ? " flow\n" : " flows\n";
}

/// What became of an application's flows, in a word.
std::string fate(const AppTally& app) {
    if (app.flows_touched == 0) return "passed";
    if (app.flows_touched == app.flows) return "touched";
    return "partly touched";
}

void append_applications(std::string& text, const Summary& summary) {
    const Tally& tally = *summary.tally;
    TextTable table({"application", "fate", "flows", "touched", "packets", "removed", "payload up",
                     "payload down"},
                    2);
    for (const App app : all_apps()) {
        const AppTally& counts = tally.app(app);
        if (counts.flows == 0) continue;
        table.add({app == App::none ? "(not known)" : std::string(to_text(app)), fate(counts),
                   grouped(counts.flows), grouped(counts.flows_touched), grouped(counts.packets),
                   grouped(counts.removed.packets), grouped(counts.payload_up),
                   grouped(counts.payload_down)});
    }
    if (const std::uint64_t packets = summary.reading.outside_any_flow; packets != 0) {
        table.add({"(no IP)", "", "", "", grouped(packets), "", "", ""});
    }
    if (table.empty()) return;
    text += '\n';
    text += table.text("  ");
    text +=
        "  touched: flows in which a rule did more than let pass; removed: packets that did not "
        "leave\n  the wall; payload: bytes that reached the wall, removed ones included\n";
    if (tally.app(App::quic).flows != 0) {
        text +=
            "  quic: this version does not read the names in it, so that no rule over names "
            "finds them\n";
    }
}

void append_unread(std::string& text, const Summary& summary) {
    const ReadingCounts& reading = summary.reading;
    const std::uint64_t unread = reading.capture_too_short + reading.malformed +
                                 reading.unsupported + reading.later_fragments;
    if (unread == 0) return;
    text += "\n  ";
    text += grouped(unread);
    text += unread == 1 ? " packet" : " packets";
    text +=
        " could not be read as far as the payload (tunnels and other protocols, later\n"
        "  fragments, cut or malformed headers): `reading` in summary.json has the counts.\n";
}

void append_rules(std::string& text, const Summary& summary) {
    TextTable table({"rule", "flows", "noted", "removed", "held", "injected"}, 1);
    const auto& rules = summary.tally->rules();
    std::size_t idle = 0;
    for (std::size_t i = 0; i < rules.size() && i < summary.rules.size(); ++i) {
        const RuleTally& rule = rules[i];
        const bool did_something = rule.flows_decided != 0 || rule.flows_noted != 0 ||
                                   rule.removed.packets != 0 || rule.held.packets != 0 ||
                                   rule.injected.packets != 0;
        if (!did_something) {
            ++idle;
            continue;
        }
        table.add({safe_text(summary.rules[i]), grouped(rule.flows_decided),
                   unless_zero(rule.flows_noted), unless_zero(rule.removed.packets),
                   unless_zero(rule.held.packets), unless_zero(rule.injected.packets)});
    }
    if (!table.empty()) {
        text += '\n';
        text += table.text("  ");
    }
    if (idle == 0) return;
    text += "\n  ";
    text += grouped(idle);
    text += idle == 1 ? " rule" : " rules";
    text += " of ";
    text += grouped(rules.size());
    text += " touched nothing.\n";
}

void append_outcomes(std::string& text, const Tally& tally) {
    TextTable table({"what became of the packets", "packets", "bytes"}, 1);
    for (std::size_t i = 0; i < act_count; ++i) {
        const auto act = static_cast<Act>(i);
        const PacketCount& count = tally.by(act);
        if (count.packets == 0 && act != Act::none) continue;
        table.add({std::string(to_text(act)), grouped(count.packets), grouped(count.bytes)});
    }
    text += '\n';
    text += table.text("  ");
}

}  // namespace

std::string summary_table(const Summary& summary) {
    std::string text;
    append_heading(text, summary);
    append_applications(text, summary);
    append_unread(text, summary);
    append_rules(text, summary);
    append_outcomes(text, *summary.tally);
    return text;
}

}  // namespace cordon

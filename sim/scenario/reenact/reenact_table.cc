#include <algorithm>
#include <array>
#include <map>

#include "sim/report/table.hh"
#include "sim/scenario/reenact/reenact_report.hh"

namespace cordon {
namespace {

/// "1.234 s": milliseconds are told.
std::string seconds(Duration duration) {
    const std::int64_t ms = std::max<std::int64_t>(0, duration / std::chrono::milliseconds{1});
    const std::string rest = std::to_string(1000 + ms % 1000).substr(1);
    return grouped(static_cast<std::uint64_t>(ms / 1000)) + '.' + rest + " s";
}

std::string bytes(std::uint64_t up, std::uint64_t down) {
    return grouped(up) + " / " + grouped(down);
}

std::string end_text(const Endpoint& end) {
    const std::string address = to_text(end.address);
    const bool is_v4 = end.address.is_v4();
    return (is_v4 ? address : '[' + address + ']') + ':' + std::to_string(end.port);
}

bool was_changed(const Reenacted& without, const Reenacted& with) {
    return without.ended != with.ended || without.heard != with.heard;
}

std::vector<std::size_t> rows_to_show(const ReenactResult& result, std::size_t most) {
    std::vector<std::size_t> rows;
    for (std::size_t at = 0; at < result.recorded.size(); ++at) {
        if (result.without_wall[at].ended != Ended::not_played) rows.push_back(at);
    }
    if (rows.size() <= most) return rows;
    std::stable_partition(rows.begin(), rows.end(), [&](std::size_t at) {
        return was_changed(result.without_wall[at], result.with_wall[at]);
    });
    rows.resize(most);
    std::sort(rows.begin(), rows.end());
    return rows;
}

std::string why_not_text(const ReenactResult& result) {
    std::map<std::string, std::size_t> counts;
    for (std::size_t at = 0; at < result.recorded.size(); ++at) {
        const std::string why = why_not_played(result.recorded[at], result.paths->on_one_side[at]);
        if (!why.empty()) ++counts[why];
    }
    std::string text;
    for (const auto& [why, count] : counts) {
        text += "  " + grouped(count) + " not played: " + why + '\n';
    }
    return text.empty() ? text : '\n' + text;
}

std::string skipped_text(const ReenactResult& result) {
    const std::uint64_t skipped = segments_too_far(result.recorded);
    if (skipped == 0) return "";
    return "\n  " + grouped(skipped) +
           (skipped == 1 ? " segment was skipped: it lies" : " segments were skipped: they lie") +
           " further ahead than a window can reach, or than the recording can vouch for\n";
}

std::string limits_text(const ReenactResult& result) {
    const std::string text = limit_lines("without a wall", result.limits_without_wall) +
                             limit_lines("behind it", result.limits_with_wall);
    return text.empty() ? text : '\n' + text;
}

}  // namespace

std::uint64_t segments_too_far(std::span<const Conversation> recorded) {
    std::uint64_t count = 0;
    for (const Conversation& said : recorded) {
        count += said.sides[0].too_far + said.sides[1].too_far;
    }
    return count;
}

std::string why_not_played(const Conversation& said, bool on_one_side) {
    switch (said.recorded) {
        case Recorded::mid_flow:
            return "mid-flow: the recording begins after they do";
        case Recorded::one_sided:
            return "one-sided: the other end is never seen";
        case Recorded::group:
            return "to a group: many may answer, or nobody";
        case Recorded::whole:
        case Recorded::ended_early:
        case Recorded::with_holes:
            break;
    }
    return on_one_side ? "both ends lie on the same side of the wall" : "";
}

std::string reenact_table(const ReenactResult& result, std::size_t most_rows) {
    TextTable table({"conversation", "", "", "recorded up / down", "lasted", "without wall",
                     "lasted", "behind it", "lasted", "ended"},
                    3);
    const std::vector<std::size_t> rows = rows_to_show(result, most_rows);
    for (const std::size_t at : rows) {
        const Conversation& said = result.recorded[at];
        const Reenacted& without = result.without_wall[at];
        const Reenacted& with = result.with_wall[at];
        table.add({said.protocol == Conversation::Protocol::tcp ? "TCP" : "UDP",
                   end_text(said.client), end_text(said.server),
                   bytes(said.sides[0].bytes, said.sides[1].bytes), seconds(said.lasted),
                   bytes(without.heard[0], without.heard[1]), seconds(without.lasted),
                   bytes(with.heard[0], with.heard[1]), seconds(with.lasted),
                   std::string(to_text(with.ended))});
    }
    std::string text = table.empty() ? "  no conversation could be played\n" : table.text("  ");
    const auto played = static_cast<std::size_t>(
        std::count_if(result.without_wall.begin(), result.without_wall.end(),
                      [](const Reenacted& each) { return each.ended != Ended::not_played; }));
    if (played > rows.size()) {
        text += "  and " + grouped(played - rows.size()) + " more, in conversations.jsonl\n";
    }
    return text + why_not_text(result) + skipped_text(result) + limits_text(result);
}

}  // namespace cordon

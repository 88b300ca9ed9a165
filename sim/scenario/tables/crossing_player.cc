#include "sim/scenario/tables/crossing_player.hh"

#include <algorithm>
#include <cassert>
#include <optional>

#include "sim/scenario/run/play.hh"
#include "sim/scenario/tables/candidate_wall.hh"
#include "sim/scenario/tables/spread_days.hh"

namespace cordon {
namespace {

TryCount count(const std::vector<PlayedTry>& tries, const ReportProbe& probe,
               std::uint32_t patience) {
    TryCount sum;
    for (const PlayedTry& each : tries) {
        const Outcome& outcome = each.outcome;
        if (probe.is_of(outcome.function, outcome.visit)) sum.add(outcome, patience);
    }
    return sum;
}

std::vector<PlayedTry> play_under(const Scenario& scenario, const RunWall& wall, LimitSum& limits) {
    PlayResult result = play(scenario, {wall}, {});
    std::vector<PlayedTry> tries;
    for (PlayedCell& cell : result.run.cells) {
        limits.add(cell.limits.wall);
        tries.insert(tries.end(), cell.tries.begin(), cell.tries.end());
    }
    return tries;
}

/// The wall of a crossing in a scenario. Requires: its candidate takes the settings.
class CrossingWall {
public:
    CrossingWall(const Crossing& crossing, const Scenario& scenario) {
        if (crossing.candidate == nullptr) return;
        policy_ = policy_of(*crossing.candidate, crossing.settings.policy, scenario);
    }
    [[nodiscard]] RunWall wall() const {
        if (!policy_) return {};
        return {.name = policy_->name, .policy = &*policy_};
    }

private:
    std::optional<Policy> policy_;
};

/// All that phones before which no wall stands depend on.
std::string outside_key(const Scenario& scenario, const Crossing& crossing) {
    std::string key;
    for (const std::string& setting : crossing.settings.world) key += setting + ' ';
    for (const PlayedDay& day : scenario.days) key += " " + day.date;
    for (const Tries& tries : scenario.tries) {
        key.append(" ").append(name_of(scenario, tries.function, tries.visit));
    }
    return key;
}

}  // namespace

std::optional<std::string> CrossingPlayer::cannot_play(
    const std::vector<std::string>& probes) const {
    for (const std::string& name : probes) {
        const auto probe = probe_called(*scenario_, name);
        if (!probe) return "nothing is called '" + name + "'";
        if (phones_playing(*scenario_, probe->manner) == 0) {
            return "no phone of the scenario plays '" + name + "'";
        }
        for (const ServerRole role : roles_of(probe->function)) {
            if (scenario_->pool(role)) continue;
            return "no server of the scenario answers '" + name + "'";
        }
    }
    return std::nullopt;
}

std::uint32_t CrossingPlayer::tries_a_day(Manner manner) const {
    const std::uint32_t once = phones_playing(*scenario_, manner) * size_.days;
    return std::max(1U, once == 0 ? 1U : (size_.fewest + once - 1) / once);
}

std::uint32_t CrossingPlayer::fewest_tries(const std::vector<std::string>& probes) const {
    std::uint32_t fewest = 0;
    for (const std::string& name : probes) {
        const auto probe = probe_called(*scenario_, name);
        if (!probe) return 0;
        const std::uint32_t tries =
            phones_playing(*scenario_, probe->manner) * size_.days * tries_a_day(probe->manner);
        fewest = fewest == 0 ? tries : std::min(fewest, tries);
    }
    return fewest;
}

Scenario CrossingPlayer::scenario_for(const Crossing& crossing, const ProbeGroup& group,
                                      const std::vector<ReportProbe>& probes) const {
    Scenario scenario = played_in(group.manner, *scenario_);
    // Without a wall one day is like another.
    const Time first = scenario.days.front().from;
    const Time from = crossing.wave != nullptr ? crossing.wave->from : first;
    const Time to =
        crossing.wave != nullptr ? crossing.wave->to : first + std::chrono::hours{24} * size_.days;
    scenario.days = spread_days(*scenario_, from, to, size_.days);
    scenario.switched_on = SwitchedOn::around_tries;
    scenario.tries.clear();
    for (const ReportProbe& probe : probes) {
        const bool known = std::any_of(
            scenario.tries.begin(), scenario.tries.end(),
            [&](const Tries& tries) { return probe.is_of(tries.function, tries.visit); });
        if (known || !group.holds(probe)) continue;
        scenario.tries.push_back(
            {.function = probe.function, .count = tries_a_day(group.manner), .visit = probe.visit});
    }
    set_world(crossing.settings.world, scenario);
    return scenario;
}

std::vector<TryCount> CrossingPlayer::operator()(const Crossing& crossing,
                                                 const std::vector<std::string>& names) const {
    std::vector<ReportProbe> probes;
    probes.reserve(names.size());
    for (const std::string& name : names) probes.push_back(probe_called(*scenario_, name).value());
    const CrossingWall wall(crossing, *scenario_);
    std::vector<TryCount> counts(probes.size());
    for (const ProbeGroup& group : probe_groups) {
        const Scenario scenario = scenario_for(crossing, group, probes);
        if (scenario.tries.empty()) continue;
        const std::vector<PlayedTry> tries =
            group.is_free ? outside_->get(outside_key(scenario, crossing),
                                          [&] { return play_under(scenario, {}, *limits_); })
                          : play_under(scenario, wall.wall(), *limits_);
        for (std::size_t i = 0; i < probes.size(); ++i) {
            if (!group.holds(probes[i])) continue;
            counts[i] = count(tries, probes[i], scenario.patience_percent);
        }
    }
    return counts;
}

}  // namespace cordon

#include "sim/scenario/tables/crossing_player.hh"

#include <algorithm>
#include <cassert>

#include "sim/core/keyed_random.hh"
#include "sim/policy/file/load.hh"
#include "sim/scenario/candidate/world_settings.hh"
#include "sim/scenario/run/fit_policy.hh"
#include "sim/scenario/run/play.hh"

namespace cordon {
namespace {

constexpr std::uint32_t all = 1'000'000;  // millionths

/// A probe taken apart: the function, and whose tries count.
struct Played {
    Function function = Function::text;
    Manner manner = Manner::plain;
};

Manner manner_of(Road road) {
    switch (road) {
        case Road::direct:
            return Manner::plain;
        case Road::vpn:
            return Manner::vpn;
        case Road::roaming:
        case Road::outside:
            return Manner::outside;
    }
    return Manner::plain;
}

std::optional<Played> played_for(const std::string& probe) {
    for (const Function function : all_functions()) {
        for (const Road road : {Road::direct, Road::vpn, Road::roaming, Road::outside}) {
            if (probe_name(function, road) == probe) return Played{function, manner_of(road)};
        }
    }
    return std::nullopt;
}

std::uint32_t phones_of(const Scenario& scenario, Manner manner) {
    std::uint32_t count = 0;
    for (const ScenarioPlace& place : scenario.places) {
        for (const CastPhone& phone : cast_of(place)) count += phone.manner == manner ? 1 : 0;
    }
    return count;
}

/// Losses of which either takes a packet.
Share either(Share a, Share b) {
    const std::uint64_t kept = std::uint64_t{all - a.millionths} * (all - b.millionths) / all;
    return Share{static_cast<std::uint32_t>(all - kept)};
}

/// As many days as are asked for, spread evenly over a span, with the scenario's hours.
std::vector<PlayedDay> days_in(const Scenario& scenario, Time from, Time to, std::uint32_t count) {
    constexpr Duration day = std::chrono::hours{24};
    const PlayedDay& usual = scenario.days.front();
    const Duration since_midnight =
        usual.from - Time{day * days_since_1970(usual.from, scenario.zone)} + scenario.zone.east;
    const std::int64_t first = days_since_1970(from, scenario.zone);
    const std::int64_t length = (to - from) / day;
    std::vector<PlayedDay> days;
    for (std::int64_t i = 0; i < std::min<std::int64_t>(count, length); ++i) {
        const std::int64_t number = first + i * length / std::min<std::int64_t>(count, length);
        const Time begins = Time{day * number} - scenario.zone.east + since_midnight;
        days.push_back({.date = readable_time(Time{day * number}).substr(0, 10),
                        .from = begins,
                        .to = begins + (usual.to - usual.from)});
    }
    return days;
}

/// Whether the servers answer nobody in the hour in which a try begins. Drawn for each phone anew,
/// as if each were of another day: a table of few hours is then not one of few draws.
bool is_silent(const PlayedTry& each, const Scenario& scenario, Share silent) {
    if (each.outcome.function == Function::web_page) return false;
    KeyedRandom draw(scenario.seed, "world.servers.silent");
    draw.mix(each.phone.address.low());
    draw.mix(static_cast<std::uint64_t>(hours_since_1970(each.outcome.began, scenario.zone)));
    return draw.says_yes(silent.millionths);
}

std::vector<TryCount> count(const PlayedRun& run, const std::vector<std::string>& probes,
                            Share silent) {
    std::vector<TryCount> counts;
    for (const std::string& probe : probes) {
        const auto wanted = played_for(probe);
        TryCount sum;
        for (const PlayedCell& cell : run.cells) {
            for (const PlayedTry& each : cell.tries) {
                const Outcome& outcome = each.outcome;
                if (each.phone.manner != wanted->manner) continue;
                if (outcome.function != wanted->function) continue;
                ++sum.tries;
                const bool works = outcome.succeeded(run.scenario->patience_percent) &&
                                   !is_silent(each, *run.scenario, silent);
                sum.successes += works ? 1 : 0;
            }
        }
        counts.push_back(sum);
    }
    return counts;
}

/// A candidate's policy with these settings. Requires: it takes them.
Policy policy_of(const Candidate& candidate, const Overrides& settings) {
    auto loaded = parse_policy(candidate.texts.at(candidate.path), candidate.path,
                               MemoryFiles(candidate.texts), settings);
    return std::move(loaded.value().policy);
}

}  // namespace

std::optional<std::string> CrossingPlayer::cannot_play(
    const std::vector<std::string>& probes) const {
    for (const std::string& probe : probes) {
        const auto wanted = played_for(probe);
        if (!wanted) return "nothing is called '" + probe + "'";
        if (phones_of(*scenario_, wanted->manner) == 0) {
            return "no phone of the scenario plays '" + probe + "'";
        }
        for (const ServerRole role : roles_of(wanted->function)) {
            if (scenario_->pool(role)) continue;
            return "no server of the scenario answers '" + probe + "'";
        }
    }
    return std::nullopt;
}

std::uint32_t CrossingPlayer::fewest_tries(const std::vector<std::string>& probes) const {
    std::uint32_t fewest = 0;
    for (const std::string& probe : probes) {
        const auto wanted = played_for(probe);
        const std::uint32_t tries =
            wanted ? phones_of(*scenario_, wanted->manner) * size_.days * size_.tries : 0;
        fewest = fewest == 0 ? tries : std::min(fewest, tries);
    }
    return fewest;
}

Scenario CrossingPlayer::scenario_for(const Crossing& crossing,
                                      const std::vector<std::string>& probes) const {
    Scenario scenario = *scenario_;
    if (crossing.wave != nullptr) {
        scenario.days = days_in(*scenario_, crossing.wave->from, crossing.wave->to, size_.days);
    } else {
        // Without a wall one day is like another.
        const Time from = scenario_->days.front().from;
        scenario.days =
            days_in(*scenario_, from, from + std::chrono::hours{24} * size_.days, size_.days);
    }
    scenario.tries.clear();
    for (const std::string& probe : probes) {
        const Function function = played_for(probe)->function;
        const bool known =
            std::any_of(scenario.tries.begin(), scenario.tries.end(),
                        [&](const Tries& tries) { return tries.function == function; });
        if (!known) scenario.tries.push_back({.function = function, .count = size_.tries});
    }
    return scenario;
}

std::vector<TryCount> CrossingPlayer::operator()(const Crossing& crossing,
                                                 const std::vector<std::string>& probes) const {
    Scenario scenario = scenario_for(crossing, probes);
    const WorldSettings world = world_settings(crossing.settings.world).value_or(WorldSettings{});
    for (Way& way : scenario.paths) way.down.loss = either(way.down.loss, world.loss_down);
    RunWall wall;
    Policy policy;
    if (crossing.candidate != nullptr) {
        policy = policy_of(*crossing.candidate, crossing.settings.policy);
        fit_policy(policy, scenario);
        wall = {.name = crossing.candidate->name, .policy = &policy};
    }
    const PlayResult result = play(scenario, {wall}, {});
    return count(result.run, probes, world.servers_silent);
}

}  // namespace cordon

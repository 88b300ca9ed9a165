#include "sim/scenario/tables/crossing_player.hh"

#include <algorithm>
#include <cassert>
#include <optional>

#include "sim/core/keyed_random.hh"
#include "sim/policy/file/load.hh"
#include "sim/scenario/candidate/world_settings.hh"
#include "sim/scenario/run/fit_policy.hh"
#include "sim/scenario/run/play.hh"

namespace cordon {
namespace {

constexpr std::uint32_t all = 1'000'000;  // millionths

/// Losses of which either takes a packet.
Share either(Share a, Share b) {
    const std::uint64_t kept = std::uint64_t{all - a.millionths} * (all - b.millionths) / all;
    return Share{static_cast<std::uint32_t>(all - kept)};
}

WorldSettings world_of(const Crossing& crossing) {
    return world_settings(crossing.settings.world).value_or(WorldSettings{});
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

TryCount count(const std::vector<PlayedTry>& tries, Function function, const Scenario& scenario,
               Share silent) {
    TryCount sum;
    for (const PlayedTry& each : tries) {
        if (each.outcome.function != function) continue;
        ++sum.tries;
        const bool works =
            each.outcome.succeeded(scenario.patience_percent) && !is_silent(each, scenario, silent);
        sum.successes += works ? 1 : 0;
    }
    return sum;
}

std::vector<PlayedTry> play_under(const Scenario& scenario, const RunWall& wall) {
    PlayResult result = play(scenario, {wall}, {});
    std::vector<PlayedTry> tries;
    for (PlayedCell& cell : result.run.cells) {
        tries.insert(tries.end(), cell.tries.begin(), cell.tries.end());
    }
    return tries;
}

/// The wall of a crossing in a scenario. Requires: its candidate takes the settings.
class CrossingWall {
public:
    CrossingWall(const Crossing& crossing, const Scenario& scenario) {
        if (crossing.candidate == nullptr) return;
        const Candidate& candidate = *crossing.candidate;
        auto loaded = parse_policy(candidate.texts.at(candidate.path), candidate.path,
                                   MemoryFiles(candidate.texts), crossing.settings.policy);
        policy_ = std::move(loaded.value().policy);
        fit_policy(*policy_, scenario);
    }
    [[nodiscard]] RunWall wall() const {
        if (!policy_) return {};
        return {.name = policy_->name, .policy = &*policy_};
    }

private:
    std::optional<Policy> policy_;
};

/// All that phones before which no wall stands depend on.
std::string outside_key(const Scenario& scenario, const WorldSettings& world) {
    std::string key = std::to_string(world.loss_down.millionths);
    for (const PlayedDay& day : scenario.days) key += " " + day.date;
    for (const Tries& tries : scenario.tries) key.append(" ").append(to_text(tries.function));
    return key;
}

}  // namespace

std::optional<std::string> CrossingPlayer::cannot_play(
    const std::vector<std::string>& probes) const {
    for (const std::string& name : probes) {
        const auto probe = probe_called(name);
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
        const auto probe = probe_called(name);
        if (!probe) return 0;
        const std::uint32_t tries =
            phones_playing(*scenario_, probe->manner) * size_.days * tries_a_day(probe->manner);
        fewest = fewest == 0 ? tries : std::min(fewest, tries);
    }
    return fewest;
}

Scenario CrossingPlayer::scenario_for(const Crossing& crossing, Manner manner,
                                      const std::vector<Probe>& probes) const {
    Scenario scenario = played_in(manner, *scenario_);
    // Without a wall one day is like another.
    const Time first = scenario.days.front().from;
    const Time from = crossing.wave != nullptr ? crossing.wave->from : first;
    const Time to =
        crossing.wave != nullptr ? crossing.wave->to : first + std::chrono::hours{24} * size_.days;
    scenario.days = days_in(*scenario_, from, to, size_.days);
    scenario.switched_on = SwitchedOn::around_tries;
    scenario.tries.clear();
    for (const Probe& probe : probes) {
        const bool known =
            std::any_of(scenario.tries.begin(), scenario.tries.end(),
                        [&](const Tries& tries) { return tries.function == probe.function; });
        if (known || probe.manner != manner) continue;
        scenario.tries.push_back({.function = probe.function, .count = tries_a_day(manner)});
    }
    const Share more = world_of(crossing).loss_down;
    for (Way& way : scenario.paths) way.down.loss = either(way.down.loss, more);
    return scenario;
}

std::vector<TryCount> CrossingPlayer::operator()(const Crossing& crossing,
                                                 const std::vector<std::string>& names) const {
    std::vector<Probe> probes;
    for (const std::string& name : names) probes.push_back(probe_called(name).value());
    const WorldSettings world = world_of(crossing);
    const CrossingWall wall(crossing, *scenario_);
    std::vector<TryCount> counts(probes.size());
    for (const Manner manner : {Manner::plain, Manner::vpn, Manner::outside}) {
        const Scenario scenario = scenario_for(crossing, manner, probes);
        if (scenario.tries.empty()) continue;
        const std::vector<PlayedTry> tries =
            manner == Manner::outside ? outside_->get(outside_key(scenario, world),
                                                      [&] { return play_under(scenario, {}); })
                                      : play_under(scenario, wall.wall());
        for (std::size_t i = 0; i < probes.size(); ++i) {
            if (probes[i].manner != manner) continue;
            counts[i] = count(tries, probes[i].function, *scenario_, world.servers_silent);
        }
    }
    return counts;
}

}  // namespace cordon

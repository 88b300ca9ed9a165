#include "sim/scenario/deciding/sitting.hh"

#include <algorithm>

#include "sim/phone/phone.hh"
#include "sim/scenario/deciding/tester.hh"
#include "sim/scenario/engine_wall.hh"
#include "sim/scenario/run/outage.hh"
#include "sim/scenario/run/phone_host.hh"
#include "sim/scenario/tables/spread_days.hh"

namespace cordon {
namespace {

constexpr Duration before = std::chrono::minutes{5};  // the phone is switched on
constexpr Duration slice = std::chrono::minutes{1};
constexpr Duration longest = std::chrono::hours{6};  // no probe takes as long
constexpr AccountId account = first_account, contact = first_contact;

Seen seen_of(const Outcome& outcome, std::uint32_t patience_percent) {
    Seen seen;
    seen.complete = outcome.succeeded(patience_percent);
    seen.trouble = seen.complete ? Trouble::none : outcome.why.trouble;
    seen.took = seen.complete ? *outcome.complete_after : outcome.took;
    return seen;
}

/// How much of the usual patience a probe has.
std::uint32_t percent_of_patience(const DecidingProbe& probe, const Scenario& scenario) {
    if (!probe.patience) return 100;
    const bool is_visit = probe.function == Function::visit;
    const Duration usual =
        is_visit ? scenario.visits[probe.visit].within : patience_for(probe.function);
    return static_cast<std::uint32_t>(100 * *probe.patience / usual);
}

/// One probe and what it needs, while its world goes on.
class Play {
public:
    Play(World& world, WorldHost& host, const PhoneSettings& settings, const Scenario& scenario,
         const DecidingProbe& probe)
        : world_(&world),
          host_(&host),
          settings_(&settings),
          scenario_(&scenario),
          probe_(&probe),
          phone_(host, settings, account, contact) {}

    Seen run(Time at) {
        if (scenario_->pool(ServerRole::chat)) phone_.switch_on();
        Task<void> script = play(at);
        script.start();
        while (!seen_ && world_->now() < at + longest) world_->run_until(world_->now() + slice);
        return seen_.value_or(Seen{});
    }

private:
    Task<void> play(Time at) {
        co_await Sleep(world_->queue(), at);
        if (probe_->does == DecidingProbe::Does::attempt) {
            const Outcome outcome = co_await phone_.attempt(probe_->function, probe_->visit);
            seen_ = seen_of(outcome, settings_->patience_percent);
            co_return;
        }
        Tester tester(*host_, settings_->timings, *scenario_->pool(probe_->to), settings_->seed);
        const Seen seen = co_await tester.probe(*probe_);
        seen_ = seen;
    }

    World* world_;
    WorldHost* host_;
    const PhoneSettings* settings_;
    const Scenario* scenario_;
    const DecidingProbe* probe_;
    Phone phone_;
    std::optional<Seen> seen_;
};

}  // namespace

Probed play_probe(const Scenario& scenario, const Policy* policy, const Sitting& sitting,
                  const DecidingProbe& probe) {
    std::optional<EngineWall> wall;
    Engine::Options options;
    options.seed = scenario.seed;  // what a rule draws is drawn once, as in runs of the case
    options.room = scenario.room;
    if (policy != nullptr) wall.emplace(*policy, options);
    World world({.seed = scenario.seed, .start = sitting.at - before});
    world.set_wall(wall ? &*wall : nullptr);
    Servers servers(world, scenario, scenario.seed);
    const Outage outage(world.queue(), scenario, servers);
    servers.messenger().register_account(account);
    PhoneSettings settings = phone_settings(scenario, scenario.seed);
    settings.patience_percent = percent_of_patience(probe, scenario);
    WorldHost& host = world.add_host(
        phone_host(scenario, scenario.places[sitting.place], sitting.phone, servers.resolver()));
    const Seen seen = Play(world, host, settings, scenario, probe).run(sitting.at);
    return {.seen = seen, .limits = wall ? wall->limits() : WallLimits{}};
}

Scenario on_clean_ways(Scenario scenario) {
    for (std::vector<Way>* ways : {&scenario.access, &scenario.paths}) {
        for (Way& way : *ways) {
            way.up.loss = way.down.loss = {};
            way.weather.clear();
            way.jitter = {};
        }
    }
    scenario.patience_percent = 100;
    return scenario;
}

std::vector<Sitting> sittings_in(const Scenario& scenario, Time from, Time to,
                                 std::uint32_t count) {
    std::vector<Sitting> sittings;
    for (std::size_t place = 0; place < scenario.places.size(); ++place) {
        std::vector<CastPhone> phones = cast_of(scenario.places[place]);
        std::erase_if(phones, [](const CastPhone& each) { return each.manner != Manner::plain; });
        if (phones.empty()) continue;
        const std::vector<PlayedDay> days = spread_days(scenario, from, to, count);
        // Any step that shares no factor with the count visits all times of the day.
        constexpr std::int64_t step = 7;
        for (std::uint32_t i = 0; i < count; ++i) {
            const PlayedDay& day = days[i * days.size() / count];
            const Duration later = (day.to - day.from) * (i * step % count) / count;
            sittings.push_back(
                {.at = day.from + later, .place = place, .phone = phones[i % phones.size()]});
        }
        break;
    }
    return sittings;
}

}  // namespace cordon

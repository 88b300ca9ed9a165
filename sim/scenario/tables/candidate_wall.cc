#include "sim/scenario/tables/candidate_wall.hh"

#include "sim/scenario/candidate/world_settings.hh"
#include "sim/scenario/run/fit_policy.hh"

namespace cordon {
namespace {

constexpr std::uint32_t all = 1'000'000;  // millionths

/// Losses of which either takes a packet.
Share either(Share a, Share b) {
    const std::uint64_t kept = std::uint64_t{all - a.millionths} * (all - b.millionths) / all;
    return Share{static_cast<std::uint32_t>(all - kept)};
}

}  // namespace

Policy policy_of(const Candidate& candidate, const Overrides& settings, const Scenario& scenario) {
    auto loaded = parse_policy(candidate.texts.at(candidate.path), candidate.path,
                               MemoryFiles(candidate.texts), settings);
    Policy policy = std::move(loaded.value().policy);
    fit_policy(policy, scenario);
    return policy;
}

void set_world(const std::vector<std::string>& settings, Scenario& scenario) {
    const WorldSettings world = world_settings(settings).value_or(WorldSettings{});
    for (Way& way : scenario.paths) way.down.loss = either(way.down.loss, world.loss_down);
    scenario.servers_silent = world.servers_silent;
}

}  // namespace cordon

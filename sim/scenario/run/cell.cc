#include "sim/scenario/run/cell.hh"

#include <algorithm>
#include <memory>

#include "sim/scenario/engine_wall.hh"
#include "sim/scenario/run/outage.hh"
#include "sim/scenario/run/people.hh"
#include "sim/scenario/run/servers.hh"
#include "sim/scenario/run/weather.hh"

namespace cordon {
namespace {

constexpr Duration slice = std::chrono::minutes{1};
constexpr Duration longest_try = std::chrono::hours{24};  // nothing takes as long

/// Draws of a cell do not depend on its wall: what a wall leaves alone goes the same way under
/// each.
std::uint64_t seed_of(const Scenario& scenario, const ScenarioPlace& place, const PlayedDay& day) {
    KeyedRandom draws(scenario.seed, "cell");
    return draws.mix(as_bytes(place.name)).mix(as_bytes(day.date)).bits();
}

class Recorder final : public WorldRecorder {
public:
    explicit Recorder(PhoneRecording& into) : into_(&into) {}
    void arrived(const Arrival& packet) override { keep(into_->arrived, packet); }
    void left(const Arrival& packet) override { keep(into_->left, packet); }

private:
    static void keep(std::vector<KeptPacket>& packets, const Arrival& packet) {
        packets.push_back({.bytes = {packet.bytes.begin(), packet.bytes.end()},
                           .at = packet.at,
                           .frame = packet.frame,
                           .wire_length = packet.wire_length,
                           .interface = packet.interface,
                           .comment = packet.note != nullptr ? packet.note->comments.front() : ""});
    }
    PhoneRecording* into_;
};

std::unique_ptr<EngineWall> wall_of(const Scenario& scenario, const Policy* policy) {
    if (policy == nullptr) return nullptr;
    Engine::Options options;
    // The same on all days: what a rule draws for a server, or for a day, is drawn once.
    options.seed = scenario.seed;
    options.room = scenario.room;
    return std::make_unique<EngineWall>(*policy, options);
}

}  // namespace

std::optional<PlayedCell> play_cell(const Scenario& scenario, const CellToPlay& which,
                                    const StopAsked& stop, PhoneRecording* recording) {
    const ScenarioPlace& place = scenario.places[which.place];
    const PlayedDay& day = scenario.days[which.day];
    const std::uint64_t seed = seed_of(scenario, place, day);
    const std::unique_ptr<EngineWall> wall = wall_of(scenario, which.policy);
    std::optional<Recorder> recorder;
    const WeatherLinks ways(scenario);
    World world({.seed = seed, .start = day.from - People::before});
    world.set_wall(wall.get());
    Servers servers(world, scenario, seed);
    People people(world, servers, scenario, day, place, seed);
    const Weather weather(world.queue(), scenario, ways, place, people);
    const Outage outage(world.queue(), scenario, servers);
    if (which.recorded && recording != nullptr) {
        recorder.emplace(*recording);
        if (wall) wall->write_comments();
        world.record(people.host(*which.recorded), &*recorder);
    }
    people.begin();
    const Time latest = day.to + longest_try;
    while (!people.all_done() && world.now() < latest) {
        if (stop && stop()) return std::nullopt;
        world.run_until(world.now() + slice);
    }
    LimitsReached limits = limits_of(world);
    if (wall) limits.wall = wall->limits();
    return PlayedCell{.day = which.day,
                      .place = which.place,
                      .wall = which.wall,
                      .tries = people.take(),
                      .packets = world.wall_counts().arrived,
                      .packets_removed = world.wall_counts().removed,
                      .limits = limits};
}

}  // namespace cordon

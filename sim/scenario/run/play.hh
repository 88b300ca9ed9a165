#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sim/scenario/run/cell.hh"

namespace cordon {

/// A wall of a run: its name, and its policy; null for none.
struct RunWall {
    std::string name;
    const Policy* policy = nullptr;
};

/// The phone whose traffic is wanted.
struct WantedPhone {
    std::size_t place = 0;
    std::size_t phone = 0;  // in cast_of(place)
};
/// "beijing/mobile/3"; none when the scenario has no such phone.
[[nodiscard]] std::optional<WantedPhone> find_phone(const Scenario& scenario,
                                                    std::string_view name);

struct PlayOptions {
    unsigned threads = 1;
    std::optional<WantedPhone> recorded{};  // under the first wall, on all days
    StopAsked stop{};                       // asked by all threads
    std::function<void(std::size_t played, std::size_t all)> progress{};  // by the calling thread
};

struct PlayResult {
    PlayedRun run;
    std::vector<PhoneRecording> recordings;  // one a day
    bool stopped = false;  // before all was played: the run holds the cells that were
};

/// Plays all days, places and walls of a scenario, several cells at once. The result does not
/// depend on the number of threads. `scenario` must outlive the result.
[[nodiscard]] PlayResult play(const Scenario& scenario, const std::vector<RunWall>& walls,
                              const PlayOptions& options);

}  // namespace cordon

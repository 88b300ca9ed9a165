#include "sim/scenario/run/play.hh"

#include <algorithm>
#include <atomic>
#include <thread>

namespace cordon {
namespace {

constexpr std::chrono::milliseconds between_looks{20};

/// Cells by place, then day, then wall.
std::vector<CellToPlay> all_cells(const Scenario& scenario, const std::vector<RunWall>& walls,
                                  const std::optional<WantedPhone>& recorded) {
    std::vector<CellToPlay> cells;
    for (std::size_t place = 0; place < scenario.places.size(); ++place) {
        for (std::size_t day = 0; day < scenario.days.size(); ++day) {
            for (std::size_t wall = 0; wall < walls.size(); ++wall) {
                CellToPlay cell{
                    .place = place, .day = day, .wall = wall, .policy = walls[wall].policy};
                if (recorded && recorded->place == place && wall == 0) {
                    cell.recorded = recorded->phone;
                }
                cells.push_back(cell);
            }
        }
    }
    return cells;
}

/// Threads take the next cell that nobody has taken; each cell's result has its own place.
class Playing {
public:
    Playing(const Scenario& scenario, const std::vector<CellToPlay>& cells, const StopAsked& stop)
        : scenario_(&scenario),
          cells_(&cells),
          stop_(&stop),
          played_(cells.size()),
          recordings_(scenario.days.size()) {}

    void work() {
        for (std::size_t at = next_++; at < cells_->size(); at = next_++) {
            const CellToPlay& cell = (*cells_)[at];
            PhoneRecording* recording = cell.recorded ? &recordings_[cell.day] : nullptr;
            played_[at] = play_cell(*scenario_, cell, *stop_, recording);
            if (!played_[at]) return;
            ++done_;
        }
    }
    [[nodiscard]] std::size_t done() const { return done_; }
    [[nodiscard]] std::vector<std::optional<PlayedCell>>& played() { return played_; }
    [[nodiscard]] std::vector<PhoneRecording>& recordings() { return recordings_; }

private:
    const Scenario* scenario_;
    const std::vector<CellToPlay>* cells_;
    const StopAsked* stop_;
    std::vector<std::optional<PlayedCell>> played_;
    std::vector<PhoneRecording> recordings_;
    std::atomic<std::size_t> next_{0}, done_{0};
};

void work_on_threads(Playing& playing, unsigned threads, std::size_t all,
                     const PlayOptions& options) {
    std::atomic<unsigned> running{threads};
    std::vector<std::jthread> workers;
    for (unsigned each = 0; each < threads; ++each) {
        workers.emplace_back([&] {
            playing.work();
            --running;
        });
    }
    while (running > 0) {
        if (options.progress) options.progress(playing.done(), all);
        std::this_thread::sleep_for(between_looks);
    }
}

}  // namespace

std::optional<WantedPhone> find_phone(const Scenario& scenario, std::string_view name) {
    for (std::size_t place = 0; place < scenario.places.size(); ++place) {
        const std::vector<CastPhone> phones = cast_of(scenario.places[place]);
        for (std::size_t phone = 0; phone < phones.size(); ++phone) {
            if (name_of(scenario.places[place], phones[phone]) == name) {
                return WantedPhone{.place = place, .phone = phone};
            }
        }
    }
    return std::nullopt;
}

PlayResult play(const Scenario& scenario, const std::vector<RunWall>& walls,
                const PlayOptions& options) {
    const std::vector<CellToPlay> cells = all_cells(scenario, walls, options.recorded);
    Playing playing(scenario, cells, options.stop);
    const auto threads = static_cast<unsigned>(
        std::clamp<std::size_t>(options.threads, 1, std::max<std::size_t>(cells.size(), 1)));
    if (threads == 1 && !options.progress) {
        playing.work();
    } else {
        work_on_threads(playing, threads, cells.size(), options);
    }
    PlayResult result;
    result.run.scenario = &scenario;
    for (const RunWall& wall : walls) result.run.walls.push_back(wall.name);
    for (std::optional<PlayedCell>& cell : playing.played()) {
        if (cell) {
            result.run.cells.push_back(std::move(*cell));
        } else {
            result.stopped = true;
        }
    }
    result.recordings = std::move(playing.recordings());
    return result;
}

}  // namespace cordon

#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/candidate/candidate.hh"
#include "sim/scenario/observations/observation.hh"
#include "sim/scenario/reckoning/reports.hh"

namespace cordon {

/// What is to be simulated at once: a candidate's wall in one wave at one crossing of its dials; or
/// no wall at all, where `candidate` is null.
struct Crossing {
    const Candidate* candidate = nullptr;
    const Wave* wave = nullptr;
    Settings settings;
};

/// Simulates a crossing: for each probe, in their order, tries and successes; at least one try
/// each. Called from several threads at once, each call for another crossing; must depend on
/// nothing but its arguments.
using PlayCrossing =
    std::function<std::vector<TryCount>(const Crossing&, const std::vector<std::string>& probes)>;

/// Where tables are kept between runs, by key. Called by one thread at a time.
class TableStore {
public:
    TableStore() = default;
    TableStore(const TableStore&) = delete;
    TableStore& operator=(const TableStore&) = delete;
    virtual ~TableStore() = default;

    [[nodiscard]] virtual std::optional<std::string> load(const std::string& key) = 0;
    virtual void keep(const std::string& key, const std::string& text) = 0;
};

/// A candidate, and all that its tables are made of beside its plan: the text of its policies, of
/// the scenario, the version, the number of tries. Other texts, other tables.
struct TableInput {
    const Candidate* candidate = nullptr;
    std::string made_of;
};

struct TableOptions {
    unsigned threads = 1;
    /// Told after each play how many are done, of how many; by one thread at a time. Tables that
    /// were kept count as done at the start.
    std::function<void(std::size_t done, std::size_t of)> progress;
};

/// The models of candidates for the reckoning: the table of each in each wave, kept or simulated.
/// A table knows the probes that reports of its wave ask for, and crossings of its dials that come
/// to the same (without_idle()) are played once. The same whatever the number of threads and
/// whatever was kept. `none` is what tables without a wall are made of.
[[nodiscard]] std::vector<CandidateModel> make_models(std::span<const TableInput> inputs,
                                                      const std::string& none,
                                                      const Observations& observations,
                                                      const Reports& reports,
                                                      const PlayCrossing& play, TableStore& store,
                                                      const TableOptions& options = {});

}  // namespace cordon

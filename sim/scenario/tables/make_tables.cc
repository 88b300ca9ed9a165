#include "sim/scenario/tables/make_tables.hh"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include "sim/scenario/tables/table_job.hh"

namespace cordon {
namespace {

/// A play of a job that is to be simulated.
struct Part {
    TableJob* job = nullptr;
    std::size_t play = 0;
};

/// Simulates all plays of jobs that were not kept, several at once. Each writes its own cells,
/// so that their order does not matter. A table is kept as soon as it is whole, so that a run that
/// is ended early loses only what it was at.
class Player {
public:
    Player(std::vector<TableJob>& jobs, const PlayCrossing& play, TableStore& store,
           const TableOptions& options)
        : play_(&play), store_(&store), options_(&options) {
        for (TableJob& job : jobs) {
            all_ += job.plays.size();
            if (job.is_filled) continue;
            job.left = job.plays.size();
            for (std::size_t i = 0; i < job.plays.size(); ++i) parts_.push_back({&job, i});
        }
        done_ = all_ - parts_.size();
    }

    void run() {
        tell();
        const std::size_t count = std::min<std::size_t>(std::max(1U, options_->threads),
                                                        std::max<std::size_t>(1, parts_.size()));
        std::vector<std::thread> threads;
        for (std::size_t i = 1; i < count; ++i) threads.emplace_back([this] { work(); });
        work();
        for (std::thread& thread : threads) thread.join();
    }

private:
    void work() {
        for (std::size_t i = next_++; i < parts_.size(); i = next_++) {
            TableJob& job = *parts_[i].job;
            const auto counts = (*play_)(job.plays[parts_[i].play], job.probes);
            job.set(parts_[i].play, counts);
            const std::lock_guard lock(one_by_one_);
            if (--job.left == 0) store_->keep(job.key, job.text());
            ++done_;
            tell();
        }
    }

    void tell() const {
        if (options_->progress) options_->progress(done_, all_);
    }

    const PlayCrossing* play_;
    TableStore* store_;
    const TableOptions* options_;
    std::vector<Part> parts_;
    std::atomic<std::size_t> next_ = 0;
    std::mutex one_by_one_;  // for the store, and to tell how far it is
    std::size_t done_ = 0, all_ = 0;
};

void fill(std::vector<TableJob>& jobs, const PlayCrossing& play, TableStore& store,
          const TableOptions& options) {
    for (TableJob& job : jobs) {
        if (const auto kept = store.load(job.key)) job.take(*kept);
    }
    Player(jobs, play, store, options).run();
}

std::vector<std::string> names_of(const Reports& reports, const std::vector<std::size_t>& probes) {
    std::vector<std::string> names;
    names.reserve(probes.size());
    for (const std::size_t probe : probes) names.push_back(reports.probes[probe]);
    return names;
}

/// The table with a row for each probe of the reports, not only for those that were simulated.
ResponseTable with_all_probes(const ResponseTable& simulated,
                              const std::vector<std::size_t>& probes, std::size_t all) {
    ResponseTable table(all, simulated.axes());
    for (std::size_t i = 0; i < probes.size(); ++i) {
        for (std::size_t crossing = 0; crossing < table.crossings(); ++crossing) {
            table.set(probes[i], crossing, simulated.at(i, crossing));
        }
    }
    return table;
}

/// Which probes are simulated in each wave, and without a wall.
struct Asked {
    explicit Asked(const Reports& reports) : without_wall(probes_asked(reports, std::nullopt)) {
        for (std::size_t wave = 0; wave < reports.waves.size(); ++wave) {
            in.push_back(probes_asked(reports, wave));
        }
    }
    std::vector<std::vector<std::size_t>> in;  // by wave
    std::vector<std::size_t> without_wall;
};

std::vector<TableJob> jobs_for(std::span<const TableInput> inputs, const std::string& none,
                               const Observations& observations, const Reports& reports,
                               const Asked& asked) {
    std::vector<TableJob> jobs;
    jobs.push_back(job_without_wall(none, names_of(reports, asked.without_wall)));
    for (const TableInput& input : inputs) {
        for (std::size_t wave = 0; wave < observations.waves.size(); ++wave) {
            jobs.push_back(
                job_of(input, observations.waves[wave], names_of(reports, asked.in[wave])));
        }
    }
    return jobs;
}

}  // namespace

std::vector<CandidateModel> make_models(std::span<const TableInput> inputs, const std::string& none,
                                        const Observations& observations, const Reports& reports,
                                        const PlayCrossing& play, TableStore& store,
                                        const TableOptions& options) {
    const Asked asked(reports);
    const std::size_t all = reports.probes.size();
    std::vector<TableJob> jobs = jobs_for(inputs, none, observations, reports, asked);
    fill(jobs, play, store, options);
    const ResponseTable off = with_all_probes(jobs.front().table, asked.without_wall, all);
    std::vector<CandidateModel> models;
    auto job = jobs.cbegin() + 1;
    for (const TableInput& input : inputs) {
        CandidateModel model;
        model.name = input.candidate->name;
        model.null_wall = input.candidate->null_wall;
        model.put_in = input.candidate->put_in();
        for (std::size_t wave = 0; wave < observations.waves.size(); ++wave) {
            model.waves.push_back(
                {.dials = input.candidate->model_dials(observations.waves[wave].name),
                 .table = with_all_probes((job++)->table, asked.in[wave], all)});
        }
        for (std::size_t probe = 0; probe < all; ++probe) model.off.push_back(off.at(probe, 0));
        models.push_back(std::move(model));
    }
    return models;
}

}  // namespace cordon

#include "sim/scenario/tables/make_tables.hh"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include "sim/scenario/tables/table_job.hh"

namespace cordon {
namespace {

/// A crossing of a job that is to be simulated.
struct Part {
    TableJob* job = nullptr;
    std::size_t crossing = 0;
};

/// Simulates all crossings of jobs that were not kept, several at once. Each writes its own cells,
/// so that their order does not matter. A table is kept as soon as it is whole, so that a run that
/// is ended early loses only what it was at.
class Player {
public:
    Player(std::vector<TableJob>& jobs, const PlayCrossing& play, TableStore& store,
           const TableOptions& options)
        : play_(&play), store_(&store), options_(&options) {
        for (TableJob& job : jobs) {
            all_ += job.crossings.size();
            if (job.is_filled) continue;
            job.left = job.crossings.size();
            for (std::size_t i = 0; i < job.crossings.size(); ++i) parts_.push_back({&job, i});
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
            const auto counts = (*play_)(job.crossings[parts_[i].crossing], job.probes);
            job.set(parts_[i].crossing, counts);
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

}  // namespace

std::vector<CandidateModel> make_models(std::span<const TableInput> inputs, const std::string& none,
                                        const Observations& observations, const Reports& reports,
                                        const PlayCrossing& play, TableStore& store,
                                        const TableOptions& options) {
    std::vector<TableJob> jobs;
    jobs.push_back(job_without_wall(none, reports.probes));
    for (const TableInput& input : inputs) {
        for (const Wave& wave : observations.waves) {
            jobs.push_back(job_of(input, wave, reports.probes));
        }
    }
    fill(jobs, play, store, options);
    std::vector<CandidateModel> models;
    auto job = jobs.begin() + 1;
    for (const TableInput& input : inputs) {
        CandidateModel model;
        model.name = input.candidate->name;
        model.null_wall = input.candidate->null_wall;
        model.put_in = input.candidate->put_in();
        for (const Wave& wave : observations.waves) {
            model.waves.push_back({.dials = input.candidate->model_dials(wave.name),
                                   .table = std::move((job++)->table)});
        }
        for (std::size_t probe = 0; probe < reports.probes.size(); ++probe) {
            model.off.push_back(jobs.front().table.at(probe, 0));
        }
        models.push_back(std::move(model));
    }
    return models;
}

}  // namespace cordon

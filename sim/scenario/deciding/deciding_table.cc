#include "sim/scenario/deciding/deciding_table.hh"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <thread>

#include "sim/scenario/deciding/sitting.hh"
#include "sim/scenario/tables/candidate_wall.hh"

namespace cordon {
namespace {

DecidingProbe reference_of(const DecidingPlan& plan) {
    DecidingProbe probe;
    probe.does = DecidingProbe::Does::attempt;
    probe.function = plan.fails;
    probe.visit = plan.fails_visit;
    return probe;
}

/// How long each probe takes without any wall; the last one is the plan's function.
std::vector<Duration> usual_times(const Scenario& scenario, const DecidingPlan& plan,
                                  const Sitting& sitting) {
    std::vector<Duration> times;
    for (const DecidingProbe& probe : plan.probes) {
        times.push_back(play_probe(scenario, nullptr, sitting, probe).seen.took);
    }
    times.push_back(play_probe(scenario, nullptr, sitting, reference_of(plan)).seen.took);
    return times;
}

/// Sets the candidate where it is to stand: dials that say when are complete.
void stand(const Candidate& candidate, const Wave& wave, std::vector<double> turns,
           DecidingColumn& column) {
    std::size_t axis = 0;
    for (const Dial& dial : candidate.dials) {
        if (dial.is == ModelDial::Is::unevenness || !dial.turns_in(wave.name)) continue;
        assert(axis < turns.size());
        if (dial.is == ModelDial::Is::strength && dial.says_when()) turns[axis] = 1;
        column.stands += (axis > 0 ? ", " : "") + dial.name + ' ' + dial.value_at(turns[axis]);
        ++axis;
    }
    column.settings = settings_at(candidate, wave.name, turns);
}

class Columns {
public:
    Columns(const DecidingInput& input, const std::function<bool()>& stop)
        : input_(&input),
          stop_(&stop),
          clean_(on_clean_ways(input.scenario)),
          sittings_(sittings_in(clean_, input.wave.from, input.wave.to, sittings_looked_through)),
          usual_(usual_times(clean_, input.plan, sittings_.front())),
          made_(input.candidates.size()) {}

    void work() {
        for (std::size_t i = next_++; i < made_.size() && !(*stop_)(); i = next_++) {
            made_[i] = column(*input_->candidates[i], input_->turns[i]);
        }
    }
    [[nodiscard]] std::vector<DecidingColumn> take() { return std::move(made_); }

private:
    [[nodiscard]] DecidingColumn column(const Candidate& candidate,
                                        const std::vector<double>& turns) const {
        DecidingColumn column;
        column.candidate = candidate.name;
        stand(candidate, input_->wave, turns, column);
        Scenario scenario = clean_;
        set_world(column.settings.world, scenario);
        const Policy policy = policy_of(candidate, column.settings.policy, scenario);
        const std::vector<Sitting> chosen = choose(scenario, policy, column);
        for (std::size_t i = 0; i < input_->plan.probes.size(); ++i) {
            auto& findings = column.by_probe.emplace_back();
            for (const Sitting& sitting : chosen) {
                if ((*stop_)()) return column;
                const Probed probed =
                    play_probe(scenario, &policy, sitting, input_->plan.probes[i]);
                findings.emplace_back(probed.seen, usual_[i]);
                column.limits.add(probed.limits);
            }
        }
        return column;
    }

    /// Those in which the plan's function fails or crawls.
    [[nodiscard]] std::vector<Sitting> choose(const Scenario& scenario, const Policy& policy,
                                              DecidingColumn& column) const {
        const DecidingProbe reference = reference_of(input_->plan);
        std::vector<Sitting> chosen;
        for (const Sitting& sitting : sittings_) {
            if (chosen.size() == sittings_shown || (*stop_)()) break;
            ++column.looked;
            const Probed probed = play_probe(scenario, &policy, sitting, reference);
            column.limits.add(probed.limits);
            if (!Finding(probed.seen, usual_.back()).is_as_usual()) chosen.push_back(sitting);
        }
        column.acts = !chosen.empty();
        if (column.acts) return chosen;
        const std::size_t count = std::min<std::size_t>(sittings_shown, sittings_.size());
        return {sittings_.begin(), sittings_.begin() + static_cast<std::ptrdiff_t>(count)};
    }

    const DecidingInput* input_;
    const std::function<bool()>* stop_;
    Scenario clean_;
    std::vector<Sitting> sittings_;
    std::vector<Duration> usual_;
    std::vector<DecidingColumn> made_;
    std::atomic<std::size_t> next_{0};
};

std::vector<KindsSeen> kinds_by_probe(const std::vector<DecidingColumn>& columns,
                                      std::size_t probes) {
    std::vector<KindsSeen> all(probes);
    for (std::size_t probe = 0; probe < probes; ++probe) {
        for (const DecidingColumn& column : columns) {
            std::vector<std::string>& kinds = all[probe].emplace_back();
            for (const Finding& finding : column.by_probe[probe]) kinds.push_back(finding.kind());
        }
    }
    return all;
}

}  // namespace

DecidingTable make_deciding_table(const DecidingInput& input, unsigned threads,
                                  const std::function<bool()>& stop) {
    Columns columns(input, stop);
    std::vector<std::jthread> others;
    const auto wanted = std::min<std::size_t>(threads, input.candidates.size());
    for (std::size_t i = 1; i < wanted; ++i) others.emplace_back([&columns] { columns.work(); });
    columns.work();
    others.clear();  // joins them
    DecidingTable table{.columns = columns.take(), .separation = {}};
    if (stop()) return table;
    table.separation = separate(kinds_by_probe(table.columns, input.plan.probes.size()));
    return table;
}

}  // namespace cordon

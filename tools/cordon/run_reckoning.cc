#include "tools/cordon/run_reckoning.hh"

#include <fmt/core.h>

#include <algorithm>
#include <atomic>

#include "sim/report/safe_text.hh"
#include "sim/scenario/deciding/deciding_table.hh"
#include "sim/scenario/limits.hh"
#include "sim/scenario/telling/agreement_text.hh"
#include "sim/scenario/telling/closing_sentence.hh"
#include "sim/scenario/telling/deciding_text.hh"
#include "sim/scenario/telling/ranking_text.hh"
#include "sim/scenario/telling/reckoning_json.hh"
#include "sim/scenario/telling/response_text.hh"
#include "tools/cordon/console.hh"
#include "tools/cordon/interrupt.hh"
#include "tools/cordon/kept_tables.hh"
#include "tools/cordon/progress_line.hh"

namespace cordon {
namespace {

/// Curves of more lines than these are not printed.
constexpr std::ptrdiff_t most_lines_of_curves = 40;

/// What became of the simulations.
struct Simulated {
    std::atomic<bool> stopped = false;  // what they gave since is worthless
    std::atomic<bool> spoilt = false;   // that, or a limit of a wall was hit: keep no table
};

/// Simulates crossings until SIGINT or SIGTERM comes. A table that limits of the wall have marred
/// is not kept, so that each run hits them, and says so.
class StoppablePlayer {
public:
    StoppablePlayer(const CrossingPlayer& player, Simulated& simulated)
        : player_(&player), simulated_(&simulated) {}

    std::vector<TryCount> operator()(const Crossing& crossing,
                                     const std::vector<std::string>& probes) const {
        if (interrupted()) simulated_->stopped = simulated_->spoilt = true;
        if (simulated_->stopped) return std::vector<TryCount>(probes.size(), TryCount{1, 0});
        std::vector<TryCount> counts = (*player_)(crossing, probes);
        if (player_->limits().any()) simulated_->spoilt = true;
        return counts;
    }

private:
    const CrossingPlayer* player_;
    Simulated* simulated_;
};

/// How many tables were found, for the progress line.
std::string from_cache(const KeptTables& tables) {
    if (tables.missing() == 0) return fmt::format("all {} tables from cache", tables.found());
    return fmt::format("{} tables simulated, {} from cache", tables.missing(), tables.found());
}

/// What comes of the tables, beside the models.
struct AboutTables {
    std::string came;   // where they came from
    WallLimits limits;  // how often they were hit
};

/// None when stopped.
std::optional<std::vector<CandidateModel>> models_of(const RunOptions& options,
                                                     const Scenario& scenario,
                                                     const ReckoningCase& reports,
                                                     const CrossingPlayer::Size& size,
                                                     AboutTables& about) {
    std::vector<TableInput> inputs;
    for (std::size_t i = 0; i < reports.candidates.size(); ++i) {
        inputs.push_back(
            {.candidate = &reports.candidates[i],
             .made_of = table_ingredients(reports, scenario, size, reports.made_of[i])});
    }
    const CrossingPlayer player(scenario, size);
    Simulated simulated;
    KeptTables tables(cache_folder(options.cache), simulated.spoilt);
    ProgressLine progress(options.quiet ? ProgressLine::Show::no : ProgressLine::Show::yes);
    TableOptions how;
    how.threads = options.threads;
    how.progress = [&](std::size_t done, std::size_t all) {
        progress.update_parts(done, all, "settings; " + from_cache(tables));
    };
    auto models =
        make_models(inputs, table_ingredients(reports, scenario, size, ""), reports.observations,
                    reports.reports, StoppablePlayer(player, simulated), tables, how);
    progress.wipe();
    if (simulated.stopped) return std::nullopt;
    about = {.came = from_cache(tables), .limits = player.limits()};
    if (!tables.status()) {
        remark("tables are not kept for the next run: " + tables.status().error().what);
    }
    return models;
}

/// Reckons, and shows how far it is.
Reckoning reckon_aloud(const RunOptions& options, const std::vector<CandidateModel>& models,
                       const ReckoningCase& reports, std::uint64_t seed, const std::string& came) {
    ProgressLine progress(options.quiet ? ProgressLine::Show::no : ProgressLine::Show::yes);
    return reckon(models, reports.reports, seed, {},
                  [&](std::size_t done, std::size_t of, std::string_view what) {
                      progress.update_parts(done, of, fmt::format("{}; {}", what, came));
                  });
}

std::string section(std::string_view title, const std::string& text) {
    return text.empty() ? std::string() : fmt::format("{}\n\n{}\n", title, text);
}

/// Curves of the candidate that leads, where they are short.
std::string curves_text(const Told& told, std::size_t candidate) {
    std::string text;
    for (std::size_t wave = 0; wave < told.reckoning.reports.waves.size(); ++wave) {
        const std::string curves =
            response_text(told.candidates[candidate].waves[wave], told.reckoning.reports.probes);
        if (curves.empty()) continue;
        text += "  in " + safe_text(told.reckoning.reports.waves[wave]) + '\n' + curves;
    }
    return std::count(text.begin(), text.end(), '\n') > most_lines_of_curves ? "" : text;
}

/// The largest standard error that a share of so many tries can have, in hundredths.
double worst_error(std::uint32_t tries) {
    return 100 * TryCount{.tries = tries, .successes = tries / 2}.share_error();
}

std::string size_text(const RunOptions& options, const CrossingPlayer::Size& size,
                      std::uint32_t fewest) {
    std::string text = fmt::format(
        "Each setting of the dials was simulated on {} day{} of each wave, {} tries or more of "
        "each\nfunction over each road: the standard error of a share is at most {:.1f}%.\n",
        size.days, size.days == 1 ? "" : "s", fewest, worst_error(fewest));
    if (options.size == TableSize::full) return text + '\n';
    return text + fmt::format(
                      "This is a reduced size: the figures are rough. The full size, of 200 "
                      "tries or more:\n  cordon run {} --size full\n\n",
                      safe_text(options.named));
}

/// What the deciding probes come to; none when stopped.
std::optional<DecidingTable> decide(const RunOptions& options, const Scenario& scenario,
                                    const ReckoningCase& reports, const Told& told) {
    const std::size_t wave = reports.deciding->wave;
    std::vector<const Candidate*> candidates;
    std::vector<std::vector<double>> turns;
    for (std::size_t i = 0; i < reports.candidates.size(); ++i) {
        candidates.push_back(&reports.candidates[i]);
        turns.push_back(told.likely_turns(i, wave));
    }
    const DecidingInput input{.scenario = scenario,
                              .plan = *reports.deciding,
                              .wave = reports.observations.waves[wave],
                              .candidates = candidates,
                              .turns = turns};
    DecidingTable table = make_deciding_table(input, options.threads, [] { return interrupted(); });
    if (interrupted()) return std::nullopt;
    return table;
}

std::string deciding_section(const ReckoningCase& reports, const DecidingTable& table) {
    const DecidingPlan& plan = *reports.deciding;
    const std::string about = fmt::format(
        "  {} probes of one afternoon, made by a simulated phone on ways that lose nothing. Walls "
        "stand as in {}: complete where a dial says\n  when they act, else as the reports leave "
        "them on average. Each is looked at {} times at which {} fails or crawls;\n  where these "
        "differ, how often what was seen is counted.\n\n",
        plan.probes.size(), safe_text(reports.observations.waves[plan.wave].name), sittings_shown,
        safe_text(plan.fails_name));
    return section("What would have told them apart", about + deciding_text(table, plan));
}

std::string told_text(const Told& told, const std::string& sized) {
    const std::size_t first = told.reckoning.ranking.order.front().candidate;
    const std::string name = safe_text(told.name(first));
    std::string text = "The candidates beside the reports\n\n" + sized;
    text += section(fmt::format("The reports beside {}, the first below. Expected: how often sets "
                                "of reports made up from it say the same",
                                name),
                    agreement_text(told, first) + "\n  " + agreement_counts(told, first) + '\n');
    text += section("Shown and never scored", context_text(told.observations));
    text += section("Ranking", ranking_text(told));
    text += section("Controls", controls_text(told));
    text += section("Shuffled reports", shuffled_text(told));
    text += section(fmt::format("Recovery: {} sets of reports made up from each candidate, and "
                                "who was named for them",
                                told.reckoning.recovery.sets),
                    recovery_text(told));
    text += section("Other assumptions: m tries a report, chance e that a report is wrong",
                    sensitivity_text(told));
    text += section("How tries fare as a dial of " + name + " is turned", curves_text(told, first));
    return text;
}

std::string limits_text(const WallLimits& limits) {
    const std::string text =
        limit_lines("in what was simulated beside the reports", LimitsReached{.wall = limits});
    return text.empty() ? text : text + '\n';
}

}  // namespace

std::optional<ReckoningOutput> run_reckoning(const RunOptions& options, const Scenario& scenario,
                                             const ReckoningCase& reports,
                                             const CrossingPlayer::Size& size) {
    AboutTables about;
    const auto models = models_of(options, scenario, reports, size, about);
    if (!models) return std::nullopt;
    const Reckoning reckoning = reckon_aloud(options, *models, reports, scenario.seed, about.came);
    const Told told{reckoning, *models, reports.observations};
    const std::uint32_t fewest =
        CrossingPlayer(scenario, size).fewest_tries(reports.reports.probes);
    TableFacts facts{.days = size.days,
                     .fewest_tries = fewest,
                     .reduced = options.size == TableSize::small,
                     .limits = about.limits};
    ReckoningOutput output{.text = told_text(told, size_text(options, size, fewest)),
                           .closing = closing_sentence(told),
                           .json = {},
                           .limits = about.limits};
    if (!reports.deciding) {
        output.text += limits_text(output.limits);
        output.json = reckoning_json_text(told, facts, nullptr);
        return output;
    }
    const auto table = decide(options, scenario, reports, told);
    if (!table) return std::nullopt;
    for (const DecidingColumn& column : table->columns) output.limits.add(column.limits);
    facts.limits = output.limits;
    output.text += deciding_section(reports, *table) + limits_text(output.limits);
    const DecidingTold deciding{.table = *table, .plan = *reports.deciding};
    output.json = reckoning_json_text(told, facts, &deciding);
    return output;
}

}  // namespace cordon

// The whole way of the case of 2017 but for the simulation: its rows, its candidates with their
// dials and plans, tables from invented curves, the reckoning, and what is told of it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "sim/core/keyed_random.hh"
#include "sim/scenario/candidate/file/load_candidate.hh"
#include "sim/scenario/candidate/table_plan.hh"
#include "sim/scenario/observations/file/load_observations.hh"
#include "sim/scenario/reckoning/made_up.hh"
#include "sim/scenario/telling/agreement_text.hh"
#include "sim/scenario/telling/closing_sentence.hh"

namespace cordon::testing {
namespace {

const Observations& observations() {
    static const Observations loaded = [] {
        auto read = load_observations("policies/whatsapp-2017/observations.yaml");
        return read ? read->observations : Observations{};
    }();
    return loaded;
}

/// How far a dial is turned at a crossing; 0 when the wave has none of this name.
class Turns {
public:
    Turns(const std::vector<ResponseTable::Axis>& axes, std::vector<double> turns)
        : axes_(axes), turns_(std::move(turns)) {}
    [[nodiscard]] double of(std::string_view dial) const {
        for (std::size_t i = 0; i < axes_.size(); ++i) {
            if (axes_[i].dial == dial) return turns_[i];
        }
        return 0;
    }

private:
    const std::vector<ResponseTable::Axis>& axes_;
    std::vector<double> turns_;
};

/// Invented: what share succeeds. Only the wall's own road meets it; all that is sent needs chat.
double curve(const Candidate& candidate, const std::string& probe, const Turns& turns) {
    const bool meets = probe.find('(') == std::string::npos && probe != "web-page";
    if (!meets) return 0.98;
    const bool call = probe.ends_with("-call"), text = probe == "text";
    const double all = 1 - std::max({turns.of("hours"), turns.of("silent"), turns.of("loss")});
    const bool by_address = candidate.name.find("address") != std::string::npos;
    const double media = text || (call && !by_address) ? 1 : 1 - turns.of("media");
    return 0.98 * all * media * (1 - turns.of("chat"));
}

CandidateModel model_of(const Candidate& candidate, const Reports& reports) {
    CandidateModel model;
    model.name = candidate.name;
    model.null_wall = candidate.null_wall;
    model.put_in = candidate.put_in();
    const auto count = [](double share) {
        const auto good = static_cast<std::uint32_t>(std::lround(1000 * share));
        return TryCount{1000, good, good, good};
    };
    for (const Wave& wave : observations().waves) {
        const TablePlan plan = plan_table(candidate, wave.name);
        WaveModel made{.dials = candidate.model_dials(wave.name),
                       .table = ResponseTable(reports.probes.size(), plan.axes)};
        for (std::size_t probe = 0; probe < reports.probes.size(); ++probe) {
            for (std::size_t at = 0; at < made.table.crossings(); ++at) {
                const Turns turns(plan.axes, made.table.turns_at(at));
                made.table.set(probe, at, count(curve(candidate, reports.probes[probe], turns)));
            }
        }
        model.waves.push_back(std::move(made));
    }
    model.off.assign(reports.probes.size(), count(0.98));
    return model;
}

std::vector<CandidateModel> models(const std::vector<std::string>& names, const Reports& reports) {
    std::vector<CandidateModel> all;
    for (const std::string& name : names) {
        const auto read =
            load_candidate("policies/whatsapp-2017/candidates/" + name + ".yaml", &observations());
        EXPECT_TRUE(read) << name;
        if (read) all.push_back(model_of(read->candidate, reports));
    }
    return all;
}

TEST(Case2017, IsReckonedAndToldOf) {
    const Reports reports = reports_of(observations());
    const auto candidates = models({"names-drop", "address-list", "blunt-switch"}, reports);
    const Reckoning result =
        reckon(candidates, reports, 1, {.deals = 20, .recoveries = 2, .made_up = 20});
    const Told told{result, candidates, observations()};
    EXPECT_EQ(scored(reports).rows, 56U);
    for (const auto& controls : result.controls) EXPECT_FALSE(breaks_a_control(controls));
    EXPECT_TRUE(result.shuffled.holds());
    EXPECT_NE(closing_sentence(told).find("56 reports of 18 voices"), std::string::npos);
    // What no candidate can produce stays in the table, and is shown so.
    const std::string rows = agreement_text(told, 0);
    EXPECT_NE(rows.find("beijing-kids-abroad"), std::string::npos);
    EXPECT_NE(rows.find("users-24-sep-vpn"), std::string::npos);
    EXPECT_NE(rows.find("put in"), std::string::npos);
    EXPECT_NE(context_text(observations()).find("Facebook and Instagram"), std::string::npos);
}

/// Someone draws a candidate and makes reports up from it: it is named, or it was listed as one
/// that such reports cannot name.
TEST(Case2017, AHiddenCandidateIsNamedOrSaidNotToBeIdentifiable) {
    const Reports reports = reports_of(observations());
    const auto candidates = models({"names-drop", "address-list", "blunt-switch"}, reports);
    std::vector<CandidateFit> fits;
    fits.reserve(candidates.size());
    for (const CandidateModel& model : candidates) fits.push_back(fit_of(model, reports));
    const auto said = statuses_of(reports);
    constexpr std::uint32_t sets = 20;
    const Recovery recovery = recover(fits, reports, sets, 7);
    const std::size_t hidden = KeyedRandom(2017, "hidden").below(fits.size());
    const ReportMaker maker(fits[hidden], reports, said, 99);
    std::uint32_t named = 0;
    for (std::uint32_t k = 0; k < sets; ++k) {
        const auto best = best_candidates(fits, maker.make("hidden", k), reports);
        if (best == std::vector{hidden}) ++named;
    }
    // Of 20 sets a candidate that is named in 80 of 100 is named in 10 or more, but for six times
    // in ten thousand (binomial).
    EXPECT_TRUE(named >= 10 || !recovery.is_identifiable(hidden)) << named;
}

}  // namespace
}  // namespace cordon::testing

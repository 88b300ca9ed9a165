#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "sim/scenario/telling/agreement_text.hh"
#include "sim/scenario/telling/closing_sentence.hh"
#include "sim/scenario/telling/ranking_text.hh"
#include "sim/scenario/telling/reckoning_json.hh"
#include "sim/scenario/telling/response_text.hh"
#include "tests/scenario/reckoning/toy.hh"
#include "tests/support/json_schema.hh"

namespace cordon::testing {
namespace {

constexpr ReckoningSize small{.deals = 20, .recoveries = 5, .made_up = 20};

/// The toy, its walls and its reckoning, as they are told of.
struct Story {
    explicit Story(std::vector<CandidateModel> walls, Reports reports = toy_reports())
        : candidates(std::move(walls)), reckoning(reckon(candidates, reports, 1, small)) {
        observations.nation = "china";
        for (const Report& row : reports.rows) {
            Observation seen;
            seen.id = row.id;
            seen.place = row.place ? reports.places[*row.place] : "china";
            seen.function = Function::text;
            seen.status = row.said;
            observations.rows.push_back(std::move(seen));
        }
    }
    [[nodiscard]] Told told() const { return {reckoning, candidates, observations}; }

    std::vector<CandidateModel> candidates;
    Observations observations;
    Reckoning reckoning;
};

std::vector<CandidateModel> walls(std::initializer_list<std::size_t> which) {
    std::vector<CandidateModel> some;
    for (const std::size_t at : which) some.push_back(toy_walls()[at]);
    return some;
}

/// With the nulls marked as such.
const Story& toy() {
    static const Story story = [] {
        std::vector<CandidateModel> all = toy_walls();
        all[4].null_wall = all[5].null_wall = true;
        return Story(std::move(all));
    }();
    return story;
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

TEST(Telling, NumbersAreWrittenAlikeEverywhere) {
    EXPECT_EQ(fixed(-56.7088, 1), "-56.7");
    EXPECT_EQ(fixed(-0.04, 1), "0.0");
    EXPECT_EQ(fixed(2, 0), "2");
    EXPECT_EQ(percent(0), "0%");
    EXPECT_EQ(percent(0.001), "1%");
    EXPECT_EQ(percent(0.999), "99%");
    EXPECT_EQ(percent(1), "100%");
}

TEST(Ranking, TellsBitsDistancesAndDoubts) {
    const std::string text = ranking_text(toy().told());
    // 77.66 bits of a guesser less 56.71; 8.8 +- 10.0 is no difference.
    EXPECT_TRUE(holds(text, "ADDR")) << text;
    EXPECT_TRUE(holds(text, "21.0")) << text;
    EXPECT_TRUE(holds(text, "8.8 +- 10.0")) << text;
    EXPECT_TRUE(holds(text, "OUTAGE (null)   cannot be told from the first")) << text;
    EXPECT_TRUE(holds(text, "told apart from the first")) << text;
}

TEST(ClosingSentence, NamesWhatCannotBeToldApart) {
    EXPECT_EQ(
        closing_sentence(toy().told()),
        "In this simulation, with dials set by 49 reports of 17 voices, these reports cannot "
        "tell ADDR, which predicts them best, from OUTAGE, NAME+CHAT, WEATHER or RATE. That is "
        "a statement about these candidates, not evidence that any state used one.");
}

TEST(ClosingSentence, PrefersOnlyWhatStandsOut) {
    const Story story(walls({0, 1}));
    const std::string sentence = closing_sentence(story.told());
    EXPECT_TRUE(holds(sentence, "ADDR predicts them better than every other candidate"))
        << sentence;
    EXPECT_TRUE(holds(sentence, "preferred among these 2")) << sentence;
    EXPECT_TRUE(story.reckoning.names_a_wall(story.candidates));
}

TEST(ClosingSentence, SpeaksForNoWallWhereANullIsAhead) {
    std::vector<CandidateModel> both = walls({0, 1});
    both[1].null_wall = true;
    EXPECT_TRUE(holds(closing_sentence(Story(std::move(both)).told()),
                      "these reports speak for none of the walls"));
}

TEST(ClosingSentence, SaysWhatShuffledReportsAndControlsTake) {
    Reports dealt = toy_reports();
    for (std::size_t i = 0; i < dealt.rows.size(); ++i) {
        dealt.rows[i].said = static_cast<Status>(i * 7 % 3);
    }
    EXPECT_TRUE(holds(closing_sentence(Story(walls({0, 1}), dealt).told()),
                      "no order among them means anything"));
    Reports controlled = toy_reports();
    controlled.rows.back().use = ReportUse::control;  // the VPN, which works
    controlled.rows[1].use = ReportUse::control;      // photos, which do not
    EXPECT_TRUE(holds(closing_sentence(Story(walls({0, 1}), controlled).told()),
                      "Every candidate breaks a control"));
}

TEST(Agreement, IsToldRowByRow) {
    const std::string text = agreement_text(toy().told(), 1);
    EXPECT_TRUE(holds(text, "left out")) << text;
    EXPECT_TRUE(holds(text, "text, GZ: works")) << text;
    EXPECT_TRUE(holds(text, "% to ")) << text;
    const std::string counts = agreement_counts(toy().told(), 1);
    EXPECT_TRUE(holds(counts, " left out")) << counts;
    EXPECT_TRUE(holds(counts, " disagrees")) << counts;
}

TEST(Checks, AreToldInSentencesAndTables) {
    EXPECT_TRUE(holds(shuffled_text(toy().told()), "more than on 20 of 20 shuffled sets"));
    EXPECT_TRUE(holds(recovery_text(toy().told()), "made up from"));
    EXPECT_TRUE(holds(sensitivity_text(toy().told()), "m = 1"));
    EXPECT_TRUE(holds(sensitivity_text(toy().told()),
                      "with half the patience every report comes to agree with"));
    EXPECT_TRUE(holds(controls_text(toy().told()), "stay at 90% or above"));
}

TEST(ResponseCurves, AreShownForEachDialOfStrength) {
    WaveModel wave{.dials = {{.name = "media", .is = ModelDial::Is::strength},
                             {.name = "uneven", .is = ModelDial::Is::unevenness},
                             {.name = "rate", .is = ModelDial::Is::own}},
                   .table = ResponseTable(2, {{.dial = "media", .turns = {0, 0.5, 1}},
                                              {.dial = "rate", .turns = {0, 0.5, 1}}})};
    for (std::size_t at = 0; at < 9; ++at) {
        wave.table.set(0, at, {100, static_cast<std::uint32_t>(90 - 10 * at)});
    }
    // Nobody asks for calls in this wave.
    EXPECT_EQ(response_text(wave, {"text", "voice-call"}),
              "  dial media\n"
              "  turned to   0%  50%  100%\n"
              "  text       80%  50%   20%\n"
              "  standard error of a share: at most 5.0%\n");
    EXPECT_EQ(response_text({.dials = {}, .table = ResponseTable(1, {})}, {"text"}), "");
}

TEST(Context, IsShownUnderItsKind) {
    Observations observations;
    Observation row;
    row.id = "congress";
    row.kind = ReportKind::analyst;
    row.use = ReportUse::context;
    row.says = "a congress was near";
    observations.rows = {row};
    EXPECT_TRUE(holds(context_text(observations), "congress  analyst  a congress was near"));
    EXPECT_EQ(context_text({}), "");
}

TEST(ReckoningJson, FitsItsSchemaAndIsTheSameEachTime) {
    const nlohmann::json json = reckoning_json(toy().told());
    EXPECT_EQ(JsonSchema::load("reckoning").complaints(json), std::vector<std::string>());
    EXPECT_EQ(json["order"][0]["candidate"], "ADDR");
    EXPECT_EQ(json["reports"], 49);
    const Story again = Story(toy().candidates);
    EXPECT_EQ(reckoning_json(again.told()).dump(), reckoning_json(toy().told()).dump());
}

}  // namespace
}  // namespace cordon::testing

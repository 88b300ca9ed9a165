#include "sim/scenario/run/matrix.hh"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "sim/scenario/run/run_json.hh"
#include "sim/scenario/run/run_table.hh"
#include "tests/scenario/run/played_sample.hh"
#include "tests/support/json_schema.hh"

namespace cordon::testing {
namespace {

using nlohmann::json;

class TextKept final : public TextSink {
public:
    void write(std::string_view text) override { kept += text; }
    std::string kept;
};

json summary_of(const PlayedSample& sample) {
    const RunFacts facts{.version = "0.1.0",
                         .scenario_file = "s.yaml",
                         .policy_files = {"names.yaml", ""},
                         .captured_phone = ""};
    return json::parse(run_summary_json(sample.run, matrix_of(sample.run), facts));
}

TEST(Matrix, CountsWhatSucceededWithinPatienceAndHalfOfIt) {
    const PlayedSample sample;
    const auto rows = matrix_of(sample.run);
    ASSERT_EQ(rows.size(), 8U);
    // A text that took 40 of 60 s.
    EXPECT_EQ(rows[0].function, Function::text);
    EXPECT_EQ(rows[0].total().tries, 2U);
    EXPECT_EQ(rows[0].total().successes, 2U);
    EXPECT_EQ(rows[0].total().at_half, 0U);
    EXPECT_EQ(rows[0].total().at_double, 2U);
    EXPECT_EQ(rows[2].function, Function::photo_send);
    EXPECT_EQ(rows[2].total().successes, 0U);
    ASSERT_EQ(rows[2].failures.size(), 1U);
    EXPECT_EQ(rows[2].failures[0].first, "gave up, upload: timed out");
    EXPECT_EQ(rows[2].failures[0].second, 2U);
}

TEST(RunTable, ShowsEachPlaceAndMannerByItself) {
    const PlayedSample sample;
    EXPECT_EQ(run_table(sample.run, matrix_of(sample.run)),
              R"(beijing: 1 phone; share of tries that succeeded in time

  function    wall     2017-07-18  2017-07-19  tries
  text        names          100%        100%      2
              no wall        100%        100%      2
  photo-send  names            0%          0%      2
              no wall        100%        100%      2

  function    wall   tries that failed, and how they ended
  photo-send  names  2x gave up, upload: timed out

beijing, through a VPN: 1 phone; share of tries that succeeded in time

  function    wall     2017-07-18  2017-07-19  tries
  text        names          100%        100%      2
              no wall        100%        100%      2
  photo-send  names          100%        100%      2
              no wall        100%        100%      2

)");
}

TEST(RunDigest, ShowsOnlyWhatFailedSomewhere) {
    const PlayedSample sample;
    EXPECT_EQ(run_digest(sample.run, matrix_of(sample.run)),
              R"(beijing: 1 phone; share of tries that succeeded in time, over all dates

  wall     photo-send
  names            0%
  no wall        100%
  all tries under every wall: text

beijing, through a VPN: 1 phone; every try succeeded in time

)");
}

TEST(RunSummary, KeepsToItsSchema) {
    const PlayedSample sample;
    const json summary = summary_of(sample);
    EXPECT_EQ(JsonSchema::load("run").complaints(summary), std::vector<std::string>());
    EXPECT_EQ(summary["matrix"][2]["dates"][0]["succeeded"], 0);
    EXPECT_EQ(summary["walls"][1]["wall"], nullptr);
}

TEST(RunOutcomes, TellsOneTryALine) {
    const PlayedSample sample;
    TextKept out;
    write_outcomes(sample.run, out);
    const std::string first = out.kept.substr(0, out.kept.find('\n'));
    EXPECT_EQ(first,
              R"({"date":"2017-07-18","place":"beijing","phone":"beijing/mobile/1",)"
              R"("manner":"plain","wall":"names","function":"text",)"
              R"("started":"2017-07-18T00:00:00.000000+0000","outcome":"delivered","why":"",)"
              R"("took_ms":40000,"complete_after_ms":40000,"succeeded":true})");
    EXPECT_EQ(std::ranges::count(out.kept, '\n'), 16);
}

TEST(RunTable, TellsOfLimitsWallByWallWhereTheyWereReached) {
    PlayedSample sample;
    EXPECT_EQ(run_limits(sample.run), "");
    sample.run.cells[0].limits.queue_full = 1'200;
    sample.run.cells[2].limits.queue_full = 34;
    sample.run.cells[2].limits.wall.flows_evicted = 3;
    sample.run.cells[1].limits.datagrams_unread = 5;
    EXPECT_EQ(run_limits(sample.run),
              "In the network, names: 1,234 packets found the queue of a link full.\n"
              "Limits reached, names: 3 flows were forgotten before their time: too many lived at "
              "once (raise --most-flows).\n"
              "In the network, no wall: 5 datagrams came to a socket where too many waited.\n\n");
}

TEST(RunSummary, HoldsTheLimitsOfEachCell) {
    PlayedSample sample;
    sample.run.cells[0].limits.queue_full = 7;
    sample.run.cells[0].limits.wall.no_room_to_hold = 2;
    const json summary = summary_of(sample);
    EXPECT_EQ(JsonSchema::load("run").complaints(summary), std::vector<std::string>());
    EXPECT_EQ(summary["cells"][0]["limits"]["queue_full"], 7);
    EXPECT_EQ(summary["cells"][0]["limits"]["no_room_to_hold"], 2);
    EXPECT_EQ(summary["cells"][1]["limits"]["queue_full"], 0);
}

}  // namespace
}  // namespace cordon::testing

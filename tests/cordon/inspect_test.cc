#include <algorithm>

#include "tests/cordon/program.hh"
#include "tests/cordon/sample_capture.hh"

namespace cordon::testing {
namespace {

using Inspect = ProgramTest;

TEST_F(Inspect, ListsEveryFlowOnALine) {
    const Outcome outcome = cordon("inspect " + capture());
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(std::count(outcome.out.begin(), outcome.out.end(), '\n'), 3);  // with its head
    EXPECT_NE(outcome.out.find("mmg.whatsapp.net"), std::string::npos);
    EXPECT_NE(outcome.out.find("media.example"), std::string::npos);
}

TEST_F(Inspect, JsonLinesAreTheFlowEventsOfAReplay) {
    const Outcome inspected = cordon("inspect " + capture() + " --format jsonl");
    ASSERT_EQ(
        cordon("replay " + capture() + " --policy " + no_rules() + " --out " + path("out")).status,
        0);
    std::string flows;
    const std::string events = content_of(path("out/events.jsonl"));
    for (std::size_t at = 0; at < events.size();) {
        const std::size_t end = events.find('\n', at) + 1;
        const std::string line = events.substr(at, end - at);
        if (line.find("\"event_type\":\"flow\"") != std::string::npos) flows += line;
        at = end;
    }
    EXPECT_EQ(inspected.out, flows);
    EXPECT_NE(flows, "");
}

TEST_F(Inspect, CsvHasAHeadAndALineAFlow) {
    const Outcome outcome = cordon("inspect " + capture() + " --format csv");
    EXPECT_EQ(outcome.out.substr(0, 8), "flow_id,");
    EXPECT_EQ(std::count(outcome.out.begin(), outcome.out.end(), '\n'), 3);
}

TEST_F(Inspect, FilterAndLimitChoosePackets) {
    EXPECT_EQ(cordon("inspect " + capture() + " --filter tcp").out.find("mmg"), std::string::npos);
    EXPECT_EQ(cordon("inspect " + capture() + " --limit 2").out.find("media.example"),
              std::string::npos);
}

TEST_F(Inspect, ListsFlowsOfSeveralCapturesAsTheyOpened) {
    // Frame numbers count within each file: they do not tell which of two flows came first.
    const std::string later = file("later.pcap", datagrams_capture(3000, 30, 10));
    const std::string sooner = file("sooner.pcap", datagrams_capture(2000, 30, 0));
    const Outcome outcome = cordon("inspect " + later + " " + sooner + " --format csv");
    std::vector<std::string> starts;
    for (std::size_t at = outcome.out.find('\n') + 1; at < outcome.out.size();) {
        const std::size_t end = outcome.out.find('\n', at);
        const std::size_t comma = outcome.out.find(',', at) + 1;
        starts.push_back(outcome.out.substr(comma, outcome.out.find(',', comma) - comma));
        at = end + 1;
    }
    ASSERT_EQ(starts.size(), 60U) << outcome.err;
    EXPECT_TRUE(std::is_sorted(starts.begin(), starts.end())) << outcome.out;
}

TEST_F(Inspect, AnUnknownFormatIsRefused) {
    const Outcome outcome = cordon("inspect " + capture() + " --format jsonp");
    EXPECT_EQ(outcome.status, 2);
    EXPECT_NE(outcome.err.find("did you mean 'jsonl'?"), std::string::npos) << outcome.err;
}

}  // namespace
}  // namespace cordon::testing

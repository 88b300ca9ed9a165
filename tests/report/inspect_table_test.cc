#include "sim/report/inspect_table.hh"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/report/sample_flow.hh"

namespace cordon {
namespace {

using testing::SampleFlow;

TEST(InspectTable, SaysAFlowInOneLine) {
    StringSink sink;
    InspectTable table(sink);
    SampleFlow flow;
    flow.shows_tls("mmg.whatsapp.net").facts().tls.sni.add("mmg-fna.whatsapp.net");
    table.flow_ended(flow.ended());
    EXPECT_EQ(sink.text(),
              "2017-09-26 00:00:00  TCP    10.0.0.2:40001         31.13.86.51:443        "
              "whatsapp.media     name               10         20           400         19000  "
              "mmg.whatsapp.net (+1)\n");
}

TEST(InspectTable, ItsHeadStandsAboveItsColumns) {
    StringSink sink;
    InspectTable table(sink);
    table.write_head();
    EXPECT_EQ(sink.text().find("payload down") + 12,
              std::string_view(
                  "2017-09-26 00:00:00  TCP    10.0.0.2:40001         31.13.86.51:443        "
                  "whatsapp.media     name               10         20           400         19000")
                  .size());
}

TEST(InspectTable, NamesCannotWriteOnTheTerminal) {
    StringSink sink;
    InspectTable table(sink);
    SampleFlow flow;
    flow.shows_tls("evil\x1b]0;x\x07\n");
    table.flow_ended(flow.ended());
    EXPECT_NE(sink.text().find("evil\\x1b]0;x\\x07\\x0a"), std::string::npos);
    EXPECT_EQ(std::count(sink.text().begin(), sink.text().end(), '\n'), 1);
}

TEST(InspectCsv, HasAsManyFieldsAsItsHead) {
    StringSink sink;
    InspectCsv csv(sink);
    SampleFlow flow;
    csv.write_head();
    const auto fields = [](std::string_view text) {
        return std::count(text.begin(), text.end(), ',');
    };
    const auto in_head = fields(sink.text());
    csv.flow_ended(flow.shows_tls("mmg.whatsapp.net").ended());
    EXPECT_EQ(fields(sink.text()), 2 * in_head);
}

}  // namespace
}  // namespace cordon

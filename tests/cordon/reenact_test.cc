#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cordon/program.hh"
#include "tests/support/json_schema.hh"

namespace cordon::testing {
namespace {

using nlohmann::json;

class Reenact : public ProgramTest {
protected:
    static constexpr const char* phone = "pcaps/phone-2017.pcap";
    static std::vector<json> lines_of(const std::string& text) {
        std::vector<json> lines;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t end = text.find('\n', at);
            lines.push_back(json::parse(text.substr(at, end - at)));
            at = end + 1;
        }
        return lines;
    }
};

TEST_F(Reenact, TellsWhatBecameOfEachConversation) {
    const Outcome run = cordon(std::string("reenact ") + phone +
                               " --policy whatsapp-media-name --out " + path("out"));
    EXPECT_EQ(run.status, 0) << run.err;
    EXPECT_EQ(files_in("out"), (std::vector<std::string>{"conversations.jsonl", "summary.json"}));
    const json summary = json::parse(content_of(path("out/summary.json")));
    EXPECT_EQ(JsonSchema::load("reenact").complaints(summary), std::vector<std::string>());
    EXPECT_EQ(summary["without_wall"]["ended"], json({{"complete", 15}}));
    EXPECT_EQ(summary["with_wall"]["ended"], json({{"complete", 12}, {"timed out", 3}}));
    const auto lines = lines_of(content_of(path("out/conversations.jsonl")));
    ASSERT_EQ(lines.size(), 15U);
    for (const json& line : lines) {
        const bool media = line["dest_ip"] == "31.13.86.51";
        EXPECT_EQ(line["with_wall"]["ended"] == "timed out", media) << line;
        EXPECT_EQ(line["without_wall"]["bytes_toserver"], line["recorded"]["toserver"]["bytes"]);
        EXPECT_EQ(line["without_wall"]["bytes_toclient"], line["recorded"]["toclient"]["bytes"]);
    }
    EXPECT_NE(run.out.find("timed out"), std::string::npos);
    EXPECT_NE(run.out.find("Written to "), std::string::npos);
}

TEST_F(Reenact, WhatIsRecordedAtTheEndOfTimeHasToBeMoved) {
    // The last of its twelve packets lie at the last nanosecond that there is.
    ASSERT_EQ(cordon("replay " + capture() + " --policy " + no_rules() +
                     " --at 2262-04-11T23:47:15.5Z --write passed --out " + path("late"))
                  .status,
              0);
    const std::string late = "reenact " + path("late/passed.pcapng") + " --policy " + no_rules();
    const Outcome run = cordon(late);
    EXPECT_EQ(run.status, 2);
    EXPECT_NE(run.err.find("passed.pcapng: its conversations lie too near the end of time to be "
                           "played: times reach from 1677-09-21T00:12:44Z to "
                           "2262-04-11T23:47:15Z; --at TIME moves them\n"),
              std::string::npos)
        << run.err;
    const Outcome moved = cordon(late + " --at 2017-07-18T00:00Z --out " + path("out"));
    EXPECT_EQ(moved.status, 0) << moved.err;
    const json summary = json::parse(content_of(path("out/summary.json")));
    EXPECT_EQ(summary["without_wall"]["ended"], json({{"complete", 2}}));
    EXPECT_EQ(cordon(late + " --at 2262-04-10T22:00Z").status, 0);
    EXPECT_EQ(cordon(late + " --at 2262-04-10T23:00Z").status, 2);
    EXPECT_NE(
        cordon(late + " --at 1900-01-01T00:00Z").err.find("a play is moved by at most 292 years"),
        std::string::npos);
}

TEST_F(Reenact, NothingIsPlayedBeforeTheBeginningOfTime) {
    ASSERT_EQ(cordon("replay " + capture() + " --policy " + no_rules() +
                     " --at 1970-01-01T00:00:01Z --write passed --out " + path("early"))
                  .status,
              0);
    const std::string early = "reenact " + path("early/passed.pcapng") + " --policy " + no_rules();
    EXPECT_EQ(cordon(early + " --at 1677-09-21T00:13Z").status, 0);
    EXPECT_EQ(cordon(early + " --at 1677-09-21T00:12:50Z").status, 2);
}

TEST_F(Reenact, WritesTheSameFilesAgain) {
    for (const char* out : {"a", "b"}) {
        const Outcome run = cordon(std::string("reenact ") + phone +
                                   " --policy whatsapp-upload-throttled --losses measured -q "
                                   "--out " +
                                   path(out));
        EXPECT_EQ(run.status, 0);
        EXPECT_EQ(run.out, "");
    }
    for (const char* name : {"summary.json", "conversations.jsonl"}) {
        EXPECT_EQ(content_of(path(std::string("a/") + name)),
                  content_of(path(std::string("b/") + name)));
    }
}

TEST_F(Reenact, MovesARecordingIntoThePhasesOfAPolicy) {
    const std::string dated = file("dated.yaml",
                                   "policy: dated\nzone: Z\n"
                                   "phases: { then: { from: 2011-01-01, to: 2011-01-02 } }\n"
                                   "rules:\n  - rule: all\n    when: ip.proto == tcp\n"
                                   "    then: drop\n    in: [then]\n    source: test\n");
    const std::string command = std::string("reenact ") + phone + " --policy " + dated;
    EXPECT_EQ(cordon(command).out.find("not opened"), std::string::npos);
    EXPECT_NE(cordon(command + " --at 2011-01-01T08:00").out.find("not opened"), std::string::npos);
}

TEST_F(Reenact, SaysWhatItCouldNotPlay) {
    const Outcome run =
        cordon("reenact " + capture() + " --filter 'src host 10.0.0.2' --policy " + no_rules());
    EXPECT_EQ(run.status, 0) << run.err;
    EXPECT_NE(run.out.find("2 not played: one-sided"), std::string::npos) << run.out;
}

TEST_F(Reenact, RefusesWhatItCannotUse) {
    EXPECT_EQ(cordon("reenact").status, 2);
    EXPECT_EQ(cordon(std::string("reenact ") + phone).status, 2);
    EXPECT_NE(cordon(std::string("reenact ") + phone).err.find("--policy is missing"),
              std::string::npos);
    EXPECT_EQ(cordon("reenact no-such.pcap --policy whatsapp-blackout").status, 2);
    EXPECT_EQ(cordon(std::string("reenact ") + phone + " --policy whatsapp-blackout --losses some")
                  .status,
              2);
    EXPECT_EQ(
        cordon(std::string("reenact ") + phone + " --policy whatsapp-blackout --at soon").status,
        2);
}

}  // namespace
}  // namespace cordon::testing

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "sim/capture/reader.hh"
#include "tests/cordon/program.hh"
#include "tests/cordon/sample_capture.hh"
#include "tests/support/json_schema.hh"

namespace cordon::testing {
namespace {

using nlohmann::json;

/// A packet as a capture holds it.
struct Recorded {
    std::string bytes;
    std::int64_t ns = 0;
    std::vector<std::string> comments;
    friend bool operator==(const Recorded&, const Recorded&) = default;
};

class Replay : public ProgramTest {
protected:
    [[nodiscard]] Outcome replay(const std::string& policy_file,
                                 const std::string& options = "") const {
        return cordon("replay " + capture() + " --policy " + policy_file + " --out " + path("out") +
                      " " + options);
    }
    [[nodiscard]] std::string drop_http() const {
        return policy("  - rule: no-media\n    when: http.host == media.example\n    then: drop\n");
    }
    [[nodiscard]] static std::vector<Recorded> packets_of(const std::string& capture) {
        const std::vector<std::string> paths{capture};
        auto reader = open_captures(paths, {});
        EXPECT_TRUE(reader) << reader.error().what;
        std::vector<Recorded> packets;
        while (reader) {
            const auto batch = (*reader)->next();
            EXPECT_TRUE(batch);
            if (!batch || batch->empty()) break;
            for (const Arrival& arrival : *batch) {
                packets.push_back({.bytes = std::string(as_text(arrival.bytes)),
                                   .ns = to_ns(arrival.at),
                                   .comments = arrival.note == nullptr ? std::vector<std::string>()
                                                                       : arrival.note->comments});
            }
        }
        return packets;
    }
    [[nodiscard]] std::vector<Recorded> packets(const std::string& name) const {
        return packets_of(path("out/" + name));
    }
    [[nodiscard]] json summary() const { return json::parse(content_of(path("out/summary.json"))); }
    [[nodiscard]] std::vector<json> events(const std::string& type) const {
        std::istringstream lines(content_of(path("out/events.jsonl")));
        std::vector<json> found;
        for (std::string line; std::getline(lines, line);) {
            json event = json::parse(line);
            if (event["event_type"] == type) found.push_back(std::move(event));
        }
        return found;
    }
};

TEST_F(Replay, WithAnEmptyPolicyEveryPacketPassesAsItCame) {
    ASSERT_EQ(replay(no_rules()).status, 0);
    EXPECT_EQ(packets("passed.pcapng"), packets_of(capture()));
    EXPECT_TRUE(packets("removed.pcapng").empty());
}

TEST_F(Replay, WhatARuleRemovesIsInTheOtherCaptureWithItsReason) {
    const Outcome outcome = replay(drop_http());
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    // The request is frame 6; all that follows in its flow goes too.
    EXPECT_EQ(packets("passed.pcapng").size(), 5U);
    const std::vector<Recorded> removed = packets("removed.pcapng");
    ASSERT_EQ(removed.size(), 7U);
    EXPECT_EQ(removed[0].comments, std::vector<std::string>{"no-media: drop"});
    EXPECT_EQ(removed[0].ns, sample_start_ns + 500'000'000);
}

TEST_F(Replay, FilesConformToTheirSchemas) {
    ASSERT_EQ(replay(drop_http()).status, 0);
    std::vector<std::string> complaints = JsonSchema::load("summary").complaints(summary());
    const JsonSchema schema = JsonSchema::load("events");
    std::istringstream lines(content_of(path("out/events.jsonl")));
    for (std::string line; std::getline(lines, line);) {
        for (const std::string& complaint : schema.complaints(json::parse(line))) {
            complaints.push_back(complaint);
            complaints.back().append(" in ").append(line);
        }
    }
    EXPECT_EQ(complaints, std::vector<std::string>());
}

TEST_F(Replay, EventsTellTheStory) {
    ASSERT_EQ(replay(drop_http()).status, 0);
    EXPECT_EQ(events("dns").at(0)["dns"]["queries"][0]["rrname"], "mmg.whatsapp.net");
    EXPECT_EQ(events("http").at(0)["cordon"]["frame"], 6);
    EXPECT_EQ(events("alert").at(0)["alert"]["signature"], "no-media");
    EXPECT_EQ(events("drop").size(), 1U);
    ASSERT_EQ(events("flow").size(), 2U);
    const json http = events("flow").at(1);
    EXPECT_EQ(http["src_ip"], "10.0.0.2");
    EXPECT_EQ(http["cordon"]["rule"], "no-media");
    EXPECT_EQ(http["cordon"]["names"]["http.host"], json::array({"media.example"}));
    EXPECT_EQ(http["flow"]["pkts_toserver"], 5);
    EXPECT_EQ(http["cordon"]["payload_toclient"], 2019);
}

TEST_F(Replay, PacketEventsTellEachRemoval) {
    ASSERT_EQ(replay(drop_http(), "--packet-events").status, 0);
    const std::vector<json> drops = events("drop");
    ASSERT_EQ(drops.size(), 7U);
    EXPECT_EQ(drops.at(1)["cordon"]["frame"], 7);
    EXPECT_EQ(drops.at(1)["src_ip"], "10.0.0.2");  // the client, though the server sent it
    EXPECT_TRUE(drops.at(1).contains("drop"));
}

TEST_F(Replay, TheSummaryCountsWhatTheCapturesHold) {
    ASSERT_EQ(replay(drop_http(), "--seed 7").status, 0);
    const json totals = summary()["totals"];
    EXPECT_EQ(totals["packets_in"], sample_packets);
    EXPECT_EQ(totals["passed"]["packets"], 5);
    EXPECT_EQ(totals["removed"]["packets"], 7);
    EXPECT_EQ(summary()["seed"], 7);
    EXPECT_EQ(summary()["inputs"][0]["packets"], sample_packets);
    EXPECT_EQ(summary()["inputs"][0]["path"], capture());
    EXPECT_FALSE(summary()["inputs"][0].contains("sha256"));
}

TEST_F(Replay, ResidualsThatFoundNoRoomAreCounted) {
    constexpr std::uint32_t room = 65'536;  // of the addresses that share a table
    const std::string each = policy(
        "  - rule: once\n    when: udp.len == 1\n    then: drop\n"
        "    for: { residual: { key: 5-tuple, last: 1 d } }\n");
    const auto run = [&](std::uint32_t datagrams) {
        return cordon("replay " + file("ports.pcap", many_ports_capture(datagrams)) + " --policy " +
                      each + " --out " + path("out") + " --write summary");
    };
    ASSERT_EQ(run(room).status, 0);
    EXPECT_EQ(summary()["limits"]["residuals_refused"], 0);
    const Outcome outcome = run(room + 2);
    EXPECT_EQ(outcome.status, 3);
    EXPECT_NE(outcome.err.find("2 residual blocks were not remembered"), std::string::npos)
        << outcome.err;
    EXPECT_EQ(summary()["limits"]["residuals_refused"], 2);
}

TEST_F(Replay, Sha256IsTakenWhenAskedFor) {
    ASSERT_EQ(replay(no_rules(), "--sha256").status, 0);
    EXPECT_EQ(summary()["inputs"][0]["sha256"].get<std::string>().size(), 64U);
}

TEST_F(Replay, OnlyTheNamedFilesAreWritten) {
    ASSERT_EQ(replay(no_rules(), "--write summary,removed").status, 0);
    EXPECT_EQ(files_in("out"), (std::vector<std::string>{"removed.pcapng", "summary.json"}));
}

TEST_F(Replay, WithoutAFolderThereIsATableOnly) {
    const Outcome outcome = cordon("replay " + capture() + " --policy " + drop_http());
    EXPECT_EQ(outcome.status, 0);
    EXPECT_EQ(outcome.out.substr(0, 9), "Open loop");
    EXPECT_NE(outcome.out.find("no-media"), std::string::npos);
}

TEST_F(Replay, QuietSaysNothing) {
    const Outcome outcome = replay(drop_http(), "--quiet");
    EXPECT_EQ(outcome.status, 0);
    EXPECT_EQ(outcome.out + outcome.err, "");
}

TEST_F(Replay, EqualRunsGiveEqualFilesWhateverTheMachineIsSetTo) {
    ASSERT_EQ(replay(drop_http()).status, 0);
    ASSERT_EQ(cordon("replay " + capture() + " --policy " + drop_http() + " --out " + path("again"),
                     "TZ=Asia/Shanghai LC_ALL=de_DE.UTF-8")
                  .status,
              0);
    for (const char* name : {"passed.pcapng", "removed.pcapng", "events.jsonl", "summary.json"}) {
        EXPECT_EQ(content_of(path(std::string("out/") + name)),
                  content_of(path(std::string("again/") + name)))
            << name;
    }
}

TEST_F(Replay, AnExistingFolderIsUsedAgain) {
    ASSERT_EQ(replay(no_rules()).status, 0);
    file("out/notes.txt", "mine");
    ASSERT_EQ(replay(drop_http()).status, 0);
    EXPECT_EQ(packets("removed.pcapng").size(), 7U);
    EXPECT_EQ(content_of(path("out/notes.txt")), "mine");
}

TEST_F(Replay, FilesOfAnEarlierRunArePointedOut) {
    ASSERT_EQ(replay(no_rules()).status, 0);
    const Outcome outcome = replay(no_rules(), "--write summary");
    EXPECT_NE(outcome.err.find("passed.pcapng is of an earlier run"), std::string::npos)
        << outcome.err;
}

TEST_F(Replay, AtMovesTheFirstPacketThere) {
    ASSERT_EQ(replay(no_rules(), "--at 2018-03-01T00:00:00.5Z").status, 0);
    const std::vector<Recorded> moved = packets("passed.pcapng");
    ASSERT_EQ(moved.size(), std::size_t{sample_packets});
    EXPECT_EQ(moved[0].ns, 1'519'862'400'500'000'000);
    EXPECT_EQ(moved[11].ns - moved[0].ns, 1'100'000'000);
    EXPECT_EQ(summary()["selection"]["at"], "2018-03-01T00:00:00.5Z");
}

TEST_F(Replay, FromAndToChooseByTheMovedTimesAndLimitCountsWhatIsChosen) {
    ASSERT_EQ(replay(no_rules(),
                     "--at 2018-03-01Z --from 2018-03-01T00:00:00.3Z --to 2018-03-01T00:00:00.9Z "
                     "--limit 4")
                  .status,
              0);
    const std::vector<Recorded> chosen = packets("passed.pcapng");
    ASSERT_EQ(chosen.size(), 4U);
    EXPECT_EQ(chosen[0].ns, 1'519'862'400'300'000'000);
    EXPECT_EQ(summary()["totals"]["packets_in"], 4);
}

TEST_F(Replay, FilterChoosesPackets) {
    ASSERT_EQ(replay(no_rules(), "--filter 'udp port 53'").status, 0);
    EXPECT_EQ(packets("passed.pcapng").size(), 2U);
}

TEST_F(Replay, StdinIsRead) {
    const Outcome outcome = cordon("replay - --policy " + no_rules() + " <" + capture());
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_NE(outcome.out.find("12 packets, 2 flows"), std::string::npos) << outcome.out;
}

TEST_F(Replay, ARuleThatIsNeverOnIsPointedOut) {
    const std::string never = file("never.yaml",
                                   "policy: test\nposition: in-path\nzone: \"+08:00\"\nphases:\n"
                                   "  july: { from: 2017-07-15, to: 2017-08-01 }\nrules:\n"
                                   "  - rule: a\n    then: drop\n    in: [july]\n");
    const Outcome outcome = replay(never);
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_NE(outcome.err.find("no rule of this policy is on at any time"), std::string::npos)
        << outcome.err;
    EXPECT_EQ(replay(never, "--at 2017-07-15").err.find("no rule"), std::string::npos);
    EXPECT_EQ(packets("removed.pcapng").size(), std::size_t{sample_packets});
}

TEST_F(Replay, AnOnPathWallTakesNoCreditForWhatItCannotDo) {
    const std::string wall =
        file("on-path.yaml",
             "policy: test\nposition: on-path\nrules:\n"
             "  - {rule: a, when: http.host == media.example, then: drop, source: x}\n");
    const Outcome outcome = replay(wall);
    EXPECT_EQ(outcome.status, 0);
    EXPECT_NE(outcome.err.find("rule 'a': an on-path wall sees copies and cannot drop"),
              std::string::npos)
        << outcome.err;
    EXPECT_NE(outcome.out.find("  http         passed"), std::string::npos) << outcome.out;
    const std::string events = content_of(path("out/events.jsonl"));
    EXPECT_NE(events.find(R"("alert":{"action":"allowed","signature":"a"})"), std::string::npos);
    EXPECT_EQ(events.find("blocked"), std::string::npos);
    const Outcome explained = cordon("explain " + capture() + " --policy " + wall + " --frame 6");
    EXPECT_NE(explained.out.find("but an on-path wall sees copies and cannot drop\n"),
              std::string::npos)
        << explained.out;
}

TEST_F(Replay, TimesBefore1970AreKept) {
    const Outcome outcome = replay(drop_http(), "--at 1960-01-01T00:00:00.5Z");
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    constexpr std::int64_t start_ns = -315'619'200'000'000'000 + 500'000'000;
    EXPECT_EQ(packets("passed.pcapng").front().ns, start_ns);
    EXPECT_EQ(packets("removed.pcapng").front().ns, start_ns + 500'000'000);
}

TEST_F(Replay, TimesBefore1970ThatCannotBeKeptAreTold) {
    std::string late_first = sample_capture();
    late_first[24] = static_cast<char>(late_first[24] + 10);
    const Outcome outcome = cordon("replay " + file("late-first.pcap", late_first) + " --policy " +
                                   no_rules() + " --at 1970-01-01T00:00Z -q --out " + path("out"));
    EXPECT_EQ(outcome.status, 3);
    EXPECT_NE(outcome.err.find("11 times before 1970 are written to the captures as 1970-01-01: "
                               "only an --at that is itself before 1970 keeps such times"),
              std::string::npos)
        << outcome.err;
}

TEST_F(Replay, ALimitEndsWhatIsToldOfTheInput) {
    ASSERT_EQ(replay(no_rules(), "--filter tcp --limit 3").status, 0);
    const json input = summary()["inputs"][0];
    EXPECT_EQ(input["packets"], 5);
    EXPECT_EQ(input["last_ns"], std::to_string(sample_start_ns + 400'000'000));
}

TEST_F(Replay, ALimitEndsWhatIsToldOfTheInputAmongChosenTimes) {
    ASSERT_EQ(replay(no_rules(), "--from 2017-09-25T02:00:00.2Z --limit 3").status, 0);
    EXPECT_EQ(summary()["inputs"][0]["packets"], 5);
}

TEST_F(Replay, ThatNothingWasChosenIsPointedOut) {
    const Outcome outcome = replay(no_rules(), "--from 2017-10-01");
    EXPECT_EQ(outcome.status, 0);
    EXPECT_NE(outcome.err.find("sample.pcap, which spans 2017-09-25 02:00"), std::string::npos)
        << outcome.err;
    EXPECT_EQ(replay(no_rules()).err.find("no packet was chosen"), std::string::npos);
}

TEST_F(Replay, SettingsChangeAPolicy) {
    const Outcome outcome = replay(drop_http(), "--set no-media.then=pass");
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_TRUE(packets("removed.pcapng").empty());
    EXPECT_EQ(summary()["settings"], json::array({"no-media.then=pass"}));
}

}  // namespace
}  // namespace cordon::testing

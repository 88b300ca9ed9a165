#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "sim/flow/flow_key.hh"
#include "tests/cordon/program.hh"
#include "tests/cordon/sample_capture.hh"
#include "tests/support/json_schema.hh"

namespace cordon::testing {
namespace {

using nlohmann::json;

/// Runs with tables that hold little. All flows of the capture are of one pair of addresses, and so
/// of one shard, which has an equal part of the room.
class Room : public ProgramTest {
protected:
    static constexpr int flows = 5;

    [[nodiscard]] std::string flows_capture() const {
        return file("flows.pcap", many_ports_capture(flows));
    }
    /// The room that gives each shard so much.
    [[nodiscard]] static std::string shards_of(int each) {
        return std::to_string(each * static_cast<int>(shard_count));
    }
    [[nodiscard]] Outcome replay(const std::string& capture, const std::string& policy,
                                 const std::string& option) const {
        return cordon("replay " + capture + " --policy " + policy + " --out " + path("out") +
                      " --write summary " + option);
    }
    /// How often the limit was hit, by the summary of the last replay.
    [[nodiscard]] int hits(const std::string& limit) const {
        const json summary = json::parse(content_of(path("out/summary.json")));
        EXPECT_EQ(JsonSchema::load("summary").complaints(summary), std::vector<std::string>());
        return summary["limits"][limit];
    }
    [[nodiscard]] std::string throttle() const {
        return policy(
            "  - rule: slow\n    when: ip.proto in {6, 17}\n"
            "    then: { throttle: { rate: 1 kbit/s, burst: 2 KiB, each: server } }\n");
    }
    [[nodiscard]] std::string delay() const {
        return policy("  - rule: late\n    when: udp.len == 1\n    then: { delay: { by: 1 s } }\n");
    }
    [[nodiscard]] std::string residual() const {
        return policy(
            "  - rule: once\n    when: udp.len == 1\n    then: drop\n"
            "    for: { residual: { key: 5-tuple, last: 1 d } }\n");
    }
    static void expect_told(const Outcome& outcome, const std::string& what) {
        EXPECT_EQ(outcome.status, 3);
        EXPECT_NE((outcome.out + outcome.err).find(what), std::string::npos)
            << outcome.out << outcome.err;
    }
};

TEST_F(Room, HoldsAsManyFlowsAsItIsTold) {
    EXPECT_EQ(replay(flows_capture(), no_rules(), "--most-flows " + shards_of(flows)).status, 0);
    EXPECT_EQ(hits("flows_evicted"), 0);
    expect_told(replay(flows_capture(), no_rules(), "--most-flows " + shards_of(flows - 1)),
                "1 flows were forgotten before their time: too many lived at once (raise "
                "--most-flows)");
    EXPECT_EQ(hits("flows_evicted"), 1);
}

TEST_F(Room, HoldsAsManyResidualsAsItIsTold) {
    EXPECT_EQ(replay(flows_capture(), residual(), "--most-residuals " + shards_of(flows)).status,
              0);
    EXPECT_EQ(hits("residuals_refused"), 0);
    expect_told(replay(flows_capture(), residual(), "--most-residuals " + shards_of(flows - 1)),
                "(raise --most-residuals)");
    EXPECT_EQ(hits("residuals_refused"), 1);
}

TEST_F(Room, HoldsAsManyBucketsAsItIsTold) {
    const std::string web = "pcaps/web.pcap";  // four servers
    EXPECT_EQ(replay(web, throttle(), "--most-buckets 4").status, 0);
    EXPECT_EQ(hits("buckets_forgotten"), 0);
    expect_told(replay(web, throttle(), "--most-buckets 3"), "(raise --most-buckets)");
    EXPECT_EQ(hits("buckets_forgotten"), 1);
}

TEST_F(Room, HoldsPacketsUpToItsMemory) {
    EXPECT_EQ(replay(flows_capture(), delay(), "--held-memory '1 MiB'").status, 0);
    EXPECT_EQ(hits("no_room_to_hold"), 0);
    expect_told(replay(flows_capture(), delay(), "--held-memory 1B"), "(raise --held-memory)");
    EXPECT_EQ(hits("no_room_to_hold"), flows);
}

TEST_F(Room, KeepsBeginningsOfStreamsUpToItsMemory) {
    const std::string chat = "pcaps/chat.pcap";
    EXPECT_EQ(replay(chat, "whatsapp-media-name", "--head-memory '1 MiB'").status, 0);
    EXPECT_EQ(hits("streams_given_up"), 0);
    expect_told(replay(chat, "whatsapp-media-name", "--head-memory " + shards_of(1)),
                "(raise --head-memory)");
    EXPECT_EQ(hits("streams_given_up"), 1);
}

TEST_F(Room, StandsInTheSummaryAsGiven) {
    EXPECT_EQ(replay(flows_capture(), no_rules(), "--head-memory '2 MiB' --most-flows 1000").status,
              0);
    const json summary = json::parse(content_of(path("out/summary.json")));
    EXPECT_EQ(summary["room"], json({{"most-flows", "1000"}, {"head-memory", "2 MiB"}}));
}

TEST_F(Room, IsThatOfTheOtherCommandsToo) {
    // Four flows of this phone are of one shard.
    const std::string judged = "pcaps/phone-2017.pcap --policy whatsapp-media-name";
    for (const std::string& command : {std::string("inspect pcaps/phone-2017.pcap"),
                                       "explain --frame 700 " + judged, "reenact " + judged}) {
        const std::string limited = command + " --most-flows ";
        EXPECT_EQ(cordon(limited + shards_of(4)).status, 0) << command;
        expect_told(cordon(limited + shards_of(3)),
                    "1 flows were forgotten before their time: too many lived at once (raise "
                    "--most-flows)");
    }
}

TEST_F(Room, OfAReenactmentIsToldOfThoughItIsQuiet) {
    const Outcome quiet =
        cordon("reenact pcaps/phone-2017.pcap --policy whatsapp-media-name -q --out " +
               path("out") + " --most-flows " + shards_of(3));
    EXPECT_EQ(quiet.out, "");
    expect_told(quiet, "1 flows were forgotten");
    const json summary = json::parse(content_of(path("out/summary.json")));
    EXPECT_EQ(JsonSchema::load("reenact").complaints(summary), std::vector<std::string>());
    EXPECT_EQ(summary["room"], json({{"most-flows", shards_of(3)}}));
}

TEST_F(Room, IsNotTakenWhereItIsNone) {
    const std::string with_policy = flows_capture() + " --policy " + no_rules();
    for (const std::string& command : {"replay " + with_policy, "explain --frame 1 " + with_policy,
                                       "reenact " + with_policy, std::string("run adblock-2019")}) {
        for (const char* option :
             {"most-flows", "head-memory", "held-memory", "most-residuals", "most-buckets"}) {
            for (const char* word : {"0", "-1", "many", "'1 parsec'", "99999999999999999999"}) {
                const Outcome outcome = cordon(command + " --" + option + " " + word);
                EXPECT_EQ(outcome.status, 2) << command << option << word;
                EXPECT_NE(outcome.err.find(std::string("--") + option), std::string::npos)
                    << outcome.err;
            }
        }
    }
    EXPECT_EQ(cordon("inspect " + flows_capture() + " --most-flows 0").status, 2);
}

TEST_F(Room, HasSomethingForEachShard) {
    const std::string least = std::to_string(shard_count);
    const std::string less = std::to_string(shard_count - 1);
    const std::string one = file("one.pcap", many_ports_capture(1));
    EXPECT_EQ(cordon("inspect " + one + " --most-flows " + least).status, 0);
    const Outcome outcome = cordon("inspect " + one + " --most-flows " + less);
    EXPECT_EQ(outcome.status, 2);
    EXPECT_EQ(outcome.err,
              "cordon: --most-flows takes " + least + " or more, not '" + less + "'\n");
}

}  // namespace
}  // namespace cordon::testing

// What probes come to under walls whose answer is known.
#include <gtest/gtest.h>

#include "sim/scenario/candidate/file/load_candidate.hh"
#include "sim/scenario/deciding/deciding_table.hh"
#include "sim/scenario/deciding/file/load_deciding.hh"
#include "sim/scenario/file/load_scenario.hh"
#include "sim/scenario/observations/file/load_observations.hh"

namespace cordon::testing {
namespace {

using Texts = std::vector<std::string>;

class DecidingTables : public ::testing::Test {
protected:
    DecidingTables() {
        observations = load_observations(folder + "observations.yaml").value().observations;
        scenario = load_scenario(folder + "scenario.yaml").value().scenario;
    }
    void add(const std::string& name, std::vector<double> at) {
        const std::string path = folder + "candidates/" + name + ".yaml";
        candidates.push_back(load_candidate(path, &observations).value().candidate);
        turns.push_back(std::move(at));
    }
    DecidingTable make(const std::string& probes, unsigned threads = 1) {
        const std::string text =
            "deciding: d\nwave: july\nwhile-fails: photo-send\nprobes:\n" + probes;
        plan = parse_deciding(text, "d.yaml", scenario, observations).value();
        std::vector<const Candidate*> walls;
        for (const Candidate& each : candidates) walls.push_back(&each);
        const DecidingInput input{.scenario = scenario,
                                  .plan = plan,
                                  .wave = observations.waves[plan.wave],
                                  .candidates = walls,
                                  .turns = turns};
        return make_deciding_table(input, threads, [] { return false; });
    }
    /// What was seen of one probe under a candidate, sitting by sitting.
    static Texts seen(const DecidingTable& table, std::size_t candidate, std::size_t probe) {
        Texts texts;
        for (const Finding& each : table.columns[candidate].by_probe[probe]) {
            texts.push_back(each.text());
        }
        return texts;
    }

    const std::string folder = "policies/whatsapp-2017/";
    Observations observations;
    Scenario scenario;
    std::vector<Candidate> candidates;
    std::vector<std::vector<double>> turns;
    DecidingPlan plan;
};

TEST_F(DecidingTables, ANameIsMetAtAnyAddressAndNoOtherNameIs) {
    add("names-reset", {0.2, 0.5});
    add("names-drop", {0.2});
    const DecidingTable table = make(
        "  - { probe: SYN, does: connect, to: media }\n"
        "  - { probe: other name, does: greet, to: media, says: www.example.com }\n"
        "  - { probe: other address, does: greet, to: web, says: mmg.whatsapp.net }\n"
        "  - { probe: hosts, does: greet, to: media, address: hosts-file }\n");
    EXPECT_EQ(seen(table, 0, 0), Texts(5, "works"));
    EXPECT_EQ(seen(table, 0, 1), Texts(5, "works"));
    EXPECT_EQ(seen(table, 0, 2), Texts(5, "reset"));
    EXPECT_EQ(seen(table, 1, 2), Texts(5, "silent"));
    EXPECT_EQ(seen(table, 0, 3), Texts(5, "reset"));
    EXPECT_EQ(table.separation.by_probe[2], (std::vector<Pair>{{0, 1}}));
    EXPECT_TRUE(table.columns[0].acts);
    EXPECT_EQ(table.columns[0].settings.policy.front(), "media-by-name.chance=100%");
}

TEST_F(DecidingTables, ForgedAnswersAreWrongAddressesAndAHostsFileHelps) {
    add("dns-forged", {0.2, 0.5});
    const DecidingTable table = make(
        "  - { probe: SYN, does: connect, to: media }\n"
        "  - { probe: hosts, does: greet, to: media, address: hosts-file }\n");
    EXPECT_EQ(seen(table, 0, 0), Texts(5, "wrong address"));
    EXPECT_EQ(seen(table, 0, 1), Texts(5, "works"));
}

TEST_F(DecidingTables, ARateIsMeasuredAndPhotosComeThroughAtLast) {
    add("rate-by-name", {0.2, 0.3});  // some 17 kbit/s
    const DecidingTable table = make(
        "  - { probe: SYN, does: connect, to: media }\n"
        "  - { probe: 1 MB, does: upload, to: media, bytes: 1 MB }\n"
        "  - { probe: wait, does: attempt, function: photo-send, patience: 1 h }\n");
    EXPECT_EQ(seen(table, 0, 0), Texts(5, "works"));
    for (const std::string& text : seen(table, 0, 1)) {
        EXPECT_TRUE(text.starts_with("slow, 1") && text.ends_with(" kbit/s")) << text;
    }
    for (const Finding& each : table.columns[0].by_probe[2]) EXPECT_EQ(each.kind(), "slow");
}

TEST_F(DecidingTables, SilentServersAnswerNothingAndOtherSitesDo) {
    add("outage", {0.3});
    const DecidingTable table = make(
        "  - { probe: SYN, does: connect, to: media }\n"
        "  - { probe: site, does: download, to: web }\n");
    EXPECT_EQ(seen(table, 0, 0), Texts(5, "timed out"));
    EXPECT_EQ(seen(table, 0, 1), Texts(5, "works"));
}

TEST_F(DecidingTables, AWallThatDoesNotActIsShownAsSuch) {
    add("rate-by-name", {0.2, 1});  // 512 kbit/s: nobody minds
    const DecidingTable table = make("  - { probe: SYN, does: connect, to: media }\n");
    EXPECT_FALSE(table.columns[0].acts);
    EXPECT_EQ(table.columns[0].looked, sittings_looked_through);
    EXPECT_EQ(seen(table, 0, 0), Texts(5, "works"));
}

TEST_F(DecidingTables, AreTheSameWhateverTheThreads) {
    add("names-reset", {0.2, 0.5});
    add("address-list", {0.6, 0.4, 0.5});
    add("weather", {0.6});
    const std::string probes =
        "  - { probe: SYN, does: connect, to: media }\n"
        "  - { probe: forward, does: attempt, function: photo-forward }\n";
    const DecidingTable one = make(probes), three = make(probes, 3);
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t probe = 0; probe < 2; ++probe) {
            EXPECT_EQ(seen(one, i, probe), seen(three, i, probe));
        }
    }
}

}  // namespace
}  // namespace cordon::testing

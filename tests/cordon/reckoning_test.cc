// A case with reports, from its files to the closing sentence: tests/cordon/reckoned-case.
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/cordon/program.hh"
#include "tests/support/json_schema.hh"

namespace cordon::testing {
namespace {

using nlohmann::json;

constexpr const char* small_case = "tests/cordon/reckoned-case";

class ReckoningRun : public ProgramTest {
protected:
    [[nodiscard]] Outcome run(const std::string& more) const {
        return cordon(std::string("run ") + small_case + " " + more);
    }
    static bool holds(const std::string& text, const std::string& part) {
        return text.find(part) != std::string::npos;
    }
};

TEST_F(ReckoningRun, EndsInTheClosingSentenceAndSaysThatItsSizeIsReduced) {
    const Outcome ran = run("--cache none --out " + path("out"));
    ASSERT_EQ(ran.status, 0) << ran.err;
    EXPECT_EQ(files_in("out"),
              (std::vector<std::string>{"outcomes.jsonl", "reckoning.json", "summary.json"}));
    const json reckoning = json::parse(content_of(path("out/reckoning.json")));
    EXPECT_EQ(JsonSchema::load("reckoning").complaints(reckoning), std::vector<std::string>());
    EXPECT_TRUE(reckoning["tables"]["reduced"]);
    EXPECT_EQ(reckoning["reports"], 4);
    EXPECT_EQ(reckoning["deciding"]["probes"].size(), 4U);
    EXPECT_TRUE(ran.out.ends_with("\n" + reckoning["closing"].get<std::string>() + "\n"))
        << ran.out;
    for (const char* told :
         {"This is a reduced size", "cordon run tests/cordon/reckoned-case --size full",
          "one-photo", "media-drop", "silence (null)", "made up from", "with half the patience",
          "same address, other name", "One probe tells apart all that any of them do"}) {
        EXPECT_TRUE(holds(ran.out, told)) << told << "\n" << ran.out;
    }
}

TEST_F(ReckoningRun, IsTheSameWhateverTheThreadsAndWhateverWasKept) {
    const Outcome cold = run("--cache " + path("kept") + " --out " + path("a"));
    ASSERT_EQ(cold.status, 0) << cold.err;
    EXPECT_EQ(files_in("kept").size(), 3U);  // no wall, and a wave of each candidate
    const Outcome kept = run("--cache " + path("kept") + " --threads 2 --out " + path("b"));
    const Outcome apart = run("--cache none --threads 2 --out " + path("c"));
    for (const char* other : {"b", "c"}) {
        for (const std::string& name : files_in("a")) {
            EXPECT_EQ(content_of(path("a/" + name)), content_of(path(other + ("/" + name))));
        }
    }
    const auto told = [](const Outcome& ran) { return ran.out.substr(0, ran.out.find("Written")); };
    EXPECT_EQ(told(kept), told(cold));
    EXPECT_EQ(told(apart), told(cold));
}

TEST_F(ReckoningRun, AnotherSeedOrSizeTakesTablesOfItsOwn) {
    EXPECT_EQ(run("-q --cache " + path("kept")).status, 0);
    EXPECT_EQ(run("-q --cache " + path("kept") + " --seed 7").status, 0);
    EXPECT_EQ(files_in("kept").size(), 6U);
}

TEST_F(ReckoningRun, ASpoiltTableIsSimulatedAgain) {
    const std::string command = "--cache " + path("kept") + " --out ";
    ASSERT_EQ(run(command + path("a")).status, 0);
    for (const std::string& name : files_in("kept")) file("kept/" + name, "no table");
    ASSERT_EQ(run(command + path("b")).status, 0);
    EXPECT_EQ(content_of(path("a/reckoning.json")), content_of(path("b/reckoning.json")));
}

TEST_F(ReckoningRun, ALimitOfAWallIsToldOfByEachRunThatHitsIt) {
    const std::string room = " --most-flows 16 --cache " + path("kept");
    for (const char* out : {"a", "b"}) {
        const Outcome ran = run("--out " + path(out) + room);
        EXPECT_EQ(ran.status, 3) << ran.err;
        EXPECT_TRUE(holds(ran.out, "Limits reached, in what was simulated beside the reports: "))
            << ran.out;
        const json reckoning = json::parse(content_of(path(out + std::string("/reckoning.json"))));
        EXPECT_EQ(JsonSchema::load("reckoning").complaints(reckoning), std::vector<std::string>());
        EXPECT_GT(reckoning["limits"]["flows_evicted"], 0);
    }
    EXPECT_EQ(content_of(path("a/reckoning.json")), content_of(path("b/reckoning.json")));
    EXPECT_LT(files_in("kept").size(), 3U);  // those alone that no limit marred
    const Outcome quiet = run("-q --out " + path("c") + room);
    EXPECT_EQ(quiet.status, 3);
    EXPECT_TRUE(holds(quiet.err, "(raise --most-flows)")) << quiet.err;
}

TEST_F(ReckoningRun, GoesOnWhereNothingCanBeKept) {
    const Outcome ran = run("--cache " + file("no-folder", "a file"));
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_TRUE(holds(ran.err, "tables are not kept for the next run")) << ran.err;
}

TEST_F(ReckoningRun, AnotherWallIsPlayedWithoutReports) {
    const Outcome ran = run("--policy whatsapp-media-name");
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_FALSE(holds(ran.out, "Ranking"));
    EXPECT_EQ(run("--policy whatsapp-media-name --size full").status, 2);
    EXPECT_EQ(run("--size large").status, 2);
}

TEST_F(ReckoningRun, SaysWhatIsWrongWithReports) {
    const std::string folder = path("bad");
    std::filesystem::copy(small_case, folder, std::filesystem::copy_options::recursive);
    std::string rows = content_of(folder + "/observations.yaml");
    rows.replace(rows.find("status: works"), 13, "status: fails");
    file("bad/observations.yaml", rows + "  - { id: one-text }\n");
    const Outcome ran = cordon("run " + folder + " --cache none");
    EXPECT_EQ(ran.status, 2);
    EXPECT_TRUE(holds(ran.err, "observations.yaml:")) << ran.err;
    EXPECT_TRUE(holds(ran.err, "the case cannot be reckoned")) << ran.err;
}

TEST_F(ReckoningRun, TheCasesOf2017And2021AreGood) {
    const auto check = [this](const std::string& folder) {
        return cordon("check " + folder + "/observations.yaml " + folder + "/candidates/*.yaml");
    };
    for (const char* const folder : {"policies/whatsapp-2017", "policies/twitter-2021"}) {
        const Outcome checked = check(folder);
        EXPECT_EQ(checked.status, 0) << checked.out << checked.err;
    }
    const Outcome probes = cordon("check policies/whatsapp-2017/deciding.yaml");
    EXPECT_EQ(probes.status, 0) << probes.out << probes.err;
}

TEST_F(ReckoningRun, WhatIsWrongWithSeveralCandidatesIsToldAtOnce) {
    std::filesystem::copy(small_case, path("case"), std::filesystem::copy_options::recursive);
    for (const std::string& name : files_in("case/candidates")) {
        std::string text = content_of(path("case/candidates/" + name));
        text.replace(text.find("moves: "), 7, "moves: nosuch.");
        file("case/candidates/" + name, text);
    }
    const Outcome refused = cordon("run " + path("case") + " --cache none");
    EXPECT_EQ(refused.status, 2);
    for (const std::string& name : files_in("case/candidates")) {
        const std::size_t at = refused.err.find(name);
        ASSERT_NE(at, std::string::npos) << name << "\n" << refused.err;
        EXPECT_NE(refused.err.find("no rule is called 'nosuch'", at), std::string::npos);
    }
}

}  // namespace
}  // namespace cordon::testing

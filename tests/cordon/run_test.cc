#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "sim/capture/reader.hh"
#include "tests/cordon/program.hh"
#include "tests/support/json_schema.hh"

namespace cordon::testing {
namespace {

using nlohmann::json;

/// A case of two places and two days that takes a moment to play.
class Run : public ProgramTest {
protected:
    std::string small_case(const std::string& more = "") const {
        return file("scenario.yaml", R"(case: small
about: A few phones.
zone: "+08:00"
dates: [2017-07-18, 2017-07-20]
hours: { from: "09:00", to: "10:00" }
access:
  mobile: { rate: { up: 2 Mbit/s, down: 8 Mbit/s }, delay: 30 ms, loss: 1%, assumed: a choice }
paths:
  abroad: { rate: 100 Mbit/s, delay: 90 ms, assumed: a choice }
places:
  beijing:
    operators:
      mobile: { inside: 10.1.0.0/16, access: mobile, path: abroad, phones: 2 }
  hong-kong:
    operators:
      mobile: { outside: 100.64.0.0/16, access: mobile, path: abroad, phones: 1 }
servers:
  resolver: { addresses: [203.0.113.53], assumed: a choice }
  chat: { names: ["e{1-4}.whatsapp.net"], addresses: [158.85.58.0/29], assumed: a choice }
  media: { names: [mmg.whatsapp.net], addresses: [31.13.86.51], assumed: a choice }
tries: { text: 3, photo-send: 2, assumed: a choice }
)" + more);
    }
    /// The status of a run that is sent a signal while it plays.
    [[nodiscard]] int status_after(int signal) const {
        // A year of it: more than anybody waits for.
        std::string year = content_of(small_case());
        const std::string two_days = "[2017-07-18, 2017-07-20]";
        year.replace(year.find(two_days), two_days.size(), "{ from: 2017-01-01, to: 2019-01-01 }");
        const std::string scenario = file("year.yaml", year);
        const std::string out = path("out");
        const pid_t child = ::fork();
        if (child == 0) {
            ::execl(CORDON_PROGRAM, "cordon", "run", scenario.c_str(), "--out", out.c_str(), "-q",
                    static_cast<char*>(nullptr));
            ::_exit(127);
        }
        for (int i = 0; i < 1000 && files_in("out").size() < 2; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        ::kill(child, signal);
        int status = 0;
        ::waitpid(child, &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
    void expect_partial_files() const {
        EXPECT_EQ(files_in("out"),
                  (std::vector<std::string>{"outcomes.jsonl.partial", "summary.json.partial"}));
        const json summary = json::parse(content_of(path("out/summary.json.partial")));
        EXPECT_EQ(summary["ended_early"], "interrupted");
        EXPECT_EQ(JsonSchema::load("run").complaints(summary), std::vector<std::string>());
    }
    /// The comments of the packets in a capture of this run, each once.
    [[nodiscard]] std::set<std::string> comments_of(const std::string& capture) const {
        const std::vector<std::string> paths{path("out/" + capture)};
        auto reader = open_captures(paths, {});
        EXPECT_TRUE(reader) << reader.error().what;
        std::set<std::string> comments;
        while (reader) {
            const auto batch = (*reader)->next();
            EXPECT_TRUE(batch);
            if (!batch || batch->empty()) break;
            for (const Arrival& arrival : *batch) {
                const bool plain = arrival.note == nullptr;
                comments.insert(plain ? "none" : arrival.note->comments.front());
            }
        }
        return comments;
    }
    [[nodiscard]] json summary(const std::string& out) const {
        return json::parse(content_of(path(out + "/summary.json")));
    }
    /// Successes of all days in one row of the matrix.
    static int succeeded(const json& summary, const std::string& place, const std::string& function,
                         const json& wall) {
        int sum = 0;
        for (const json& row : summary["matrix"]) {
            if (row["place"] != place || row["function"] != function || row["wall"] != wall) {
                continue;
            }
            for (const json& day : row["dates"]) sum += day["succeeded"].get<int>();
        }
        return sum;
    }
};

TEST_F(Run, ShowsWhatAWallDoesBesideNone) {
    const Outcome run = cordon("run " + small_case() +
                               " --policy whatsapp-media-name --baseline --out " + path("out"));
    EXPECT_EQ(run.status, 0) << run.err;
    EXPECT_EQ(files_in("out"), (std::vector<std::string>{"outcomes.jsonl", "summary.json"}));
    const json result = summary("out");
    EXPECT_EQ(JsonSchema::load("run").complaints(result), std::vector<std::string>());
    EXPECT_EQ(succeeded(result, "beijing", "text", "whatsapp-media-name"), 12);
    EXPECT_EQ(succeeded(result, "beijing", "photo-send", "whatsapp-media-name"), 0);
    EXPECT_EQ(succeeded(result, "beijing", "photo-send", nullptr), 8);
    EXPECT_EQ(succeeded(result, "hong-kong", "photo-send", "whatsapp-media-name"), 4);
    EXPECT_NE(run.out.find("beijing: 2 phones"), std::string::npos) << run.out;
    EXPECT_NE(run.out.find("hong-kong, outside the wall: 1 phone"), std::string::npos);
    const std::string outcomes = content_of(path("out/outcomes.jsonl"));
    EXPECT_EQ(std::count(outcomes.begin(), outcomes.end(), '\n'), 60);
}

TEST_F(Run, ALimitOfTheWallIsToldOf) {
    const std::string command =
        "run " + small_case() + " --policy whatsapp-media-name --out " + path("out");
    // Six flows live at a time in the fullest of the wall's sixteen shards.
    EXPECT_EQ(cordon(command + " --most-flows 96").status, 0);
    const Outcome run = cordon(command + " --most-flows 80");
    EXPECT_EQ(run.status, 3) << run.err;
    EXPECT_NE(run.out.find("Limits reached, whatsapp-media-name: 4 flows were forgotten before "
                           "their time: too many lived at once (raise --most-flows).\n"),
              std::string::npos)
        << run.out;
    EXPECT_EQ(JsonSchema::load("run").complaints(summary("out")), std::vector<std::string>());
    EXPECT_EQ(summary("out")["room"], json({{"most-flows", "80"}}));
    const Outcome quiet = cordon(command + " --most-flows 80 -q");
    EXPECT_EQ(quiet.status, 3);
    EXPECT_NE(quiet.err.find("4 flows were forgotten"), std::string::npos) << quiet.err;
}

TEST_F(Run, WritesTheSameFilesWhateverTheThreads) {
    const std::string command = "run " + small_case() +
                                " --policy whatsapp-upload-throttled --baseline -q "
                                "--capture beijing/mobile/2 --out ";
    EXPECT_EQ(cordon(command + path("a")).status, 0);
    EXPECT_EQ(cordon(command + path("b") + " --threads 4").status, 0);
    EXPECT_EQ(files_in("a"), (std::vector<std::string>{"arrived.pcapng", "outcomes.jsonl",
                                                       "passed.pcapng", "summary.json"}));
    for (const std::string& name : files_in("a")) {
        EXPECT_EQ(content_of(path("a/" + name)), content_of(path("b/" + name))) << name;
    }
}

TEST_F(Run, SaysWhichFilesOfItsFolderAreOfAnEarlierRun) {
    const std::string command = "run " + small_case() + " --out " + path("out");
    EXPECT_EQ(cordon(command + " --capture beijing/mobile/1").err, "");
    const Outcome again = cordon(command);
    EXPECT_EQ(again.status, 0);
    EXPECT_NE(again.err.find("passed.pcapng is of an earlier run"), std::string::npos) << again.err;
    EXPECT_EQ(again.err.find("summary.json"), std::string::npos) << again.err;
}

TEST_F(Run, DrawsAnewWithAnotherSeed) {
    const std::string command = "run " + small_case() + " -q --out ";
    EXPECT_EQ(cordon(command + path("a") + " --seed 1").status, 0);
    EXPECT_EQ(cordon(command + path("b") + " --seed 2").status, 0);
    EXPECT_NE(content_of(path("a/outcomes.jsonl")), content_of(path("b/outcomes.jsonl")));
    EXPECT_EQ(summary("b")["seed"], 2);
}

TEST_F(Run, ARuleLeavesWhatItDoesNotTouchAsItWas) {
    const std::string nothing = policy(
        "  - rule: nobody\n    when: http.host == nobody.example\n    then: drop\n"
        "    source: test\n");
    const std::string command = "run " + small_case() + " --baseline -q --out ";
    EXPECT_EQ(cordon(command + path("a") + " --policy " + nothing).status, 0);
    std::string with, without;
    std::string lines = content_of(path("a/outcomes.jsonl"));
    for (std::size_t at = 0; at < lines.size(); at = lines.find('\n', at) + 1) {
        json line = json::parse(lines.substr(at, lines.find('\n', at) - at));
        const bool wall = !line["wall"].is_null();
        line.erase("wall");
        (wall ? with : without) += line.dump() + '\n';
    }
    EXPECT_EQ(with, without);
}

TEST_F(Run, RecordsOnePhoneOnBothSidesOfTheWall) {
    const Outcome run = cordon("run " + small_case() +
                               " --policy whatsapp-media-name --capture beijing/mobile/1 -q "
                               "--out " +
                               path("out"));
    EXPECT_EQ(run.status, 0) << run.err;
    const auto count = [&](const char* name, const char* filter) {
        const Outcome seen =
            cordon("inspect " + path(name) + " --format csv --filter '" + filter + "'");
        EXPECT_EQ(seen.status, 0) << seen.err;
        return std::count(seen.out.begin(), seen.out.end(), '\n');
    };
    EXPECT_NE(cordon("inspect " + path("out/arrived.pcapng")).out.find("whatsapp.media"),
              std::string::npos);
    EXPECT_EQ(cordon("inspect " + path("out/passed.pcapng")).out.find("whatsapp.media"),
              std::string::npos);
    EXPECT_GT(count("out/passed.pcapng", "tcp port 5222"), 1);
    EXPECT_EQ(count("out/arrived.pcapng", "host 10.1.0.2"), 1);
}

TEST_F(Run, PacketsThatItRecordsBearTheCommentsOfAReplay) {
    const std::string wall = policy(
        "  - rule: names\n    when: dns.qname == mmg.whatsapp.net\n"
        "    then: [{ forge-dns: { answers: 198.51.100.7 } }, drop]\n"
        "  - rule: chat\n    when: app == whatsapp.chat and flow.up.bytes > 1 KiB\n"
        "    then: { reset: { style: gfw-2, to: both } }\n"
        "  - rule: late\n    when: server.port == 5222\n    then: { delay: { by: 20 ms } }\n");
    ASSERT_EQ(cordon("run " + small_case() + " --policy " + wall +
                     " --capture beijing/mobile/1 -q --out " + path("out"))
                  .status,
              0);
    EXPECT_EQ(comments_of("arrived.pcapng"), (std::set<std::string>{"none"}));
    EXPECT_EQ(comments_of("passed.pcapng"),
              (std::set<std::string>{"none", "names: inject-dns", "chat: inject-reset",
                                     "late: delay, held 0.020000000 s"}));
}

TEST_F(Run, TellsAllThatIsWrongWithACase) {
    const std::string bad = file("bad.yaml",
                                 "case: bad\ndates: { from: 2017-07-18, to: "
                                 "2017-07-15 }\ntries: { foto: 3 }\n");
    const Outcome run = cordon("run " + bad);
    EXPECT_EQ(run.status, 2);
    for (const char* told : {"bad.yaml:2:8: dates need a zone", "bad.yaml:2:32: these dates run",
                             "names no place", "'foto'", "errors"}) {
        EXPECT_NE(run.err.find(told), std::string::npos) << told << "\n" << run.err;
    }
}

TEST_F(Run, AFolderWithoutCandidatesIsNoCase) {
    small_case("candidates: candidates\n");
    for (const bool is_there : {false, true}) {
        if (is_there) std::filesystem::create_directory(path("candidates"));
        const Outcome ran = cordon("run " + path("scenario.yaml"));
        EXPECT_EQ(ran.status, 2);
        EXPECT_NE(ran.err.find("candidates"), std::string::npos) << ran.err;
    }
}

TEST_F(Run, SuggestsTheCaseOrPhoneThatWasMeant) {
    const Outcome run = cordon("run adblok-2019");
    EXPECT_EQ(run.status, 2);
    EXPECT_NE(run.err.find("did you mean 'adblock-2019'?"), std::string::npos) << run.err;
    const Outcome phone =
        cordon("run " + small_case() + " --capture peking/1 --out " + path("out"));
    EXPECT_EQ(phone.status, 2);
    EXPECT_NE(phone.err.find("beijing/mobile/1"), std::string::npos) << phone.err;
    EXPECT_EQ(cordon("run").status, 2);
    EXPECT_EQ(cordon("run " + small_case() + " --threads 0").status, 2);
    EXPECT_EQ(cordon("run " + small_case() + " --capture beijing/mobile/1").status, 2);
    EXPECT_EQ(cordon("run " + small_case() + " --policy no-such-wall").status, 2);
}

TEST_F(Run, KeepsWhatWasPlayedWhenItIsInterrupted) {
    EXPECT_EQ(status_after(SIGINT), 130);
    expect_partial_files();
}

TEST_F(Run, KeepsWhatWasPlayedWhenItIsTerminated) {
    EXPECT_EQ(status_after(SIGTERM), 143);
    expect_partial_files();
}

TEST_F(Run, WallsListsTheCasesApart) {
    const Outcome walls = cordon("walls");
    EXPECT_EQ(walls.status, 0);
    const std::size_t cases = walls.out.find("Cases, for `cordon run`:");
    ASSERT_NE(cases, std::string::npos);
    EXPECT_GT(walls.out.find("adblock-2019"), cases);
    EXPECT_LT(walls.out.find("whatsapp-blackout"), cases);
}

TEST_F(Run, PlaysTheSmallestCaseOfTheLanguagePage) {
    const std::string page = content_of("policies/README.md");
    const std::size_t start = page.find("```yml\ncase: ");
    ASSERT_NE(start, std::string::npos);
    const std::size_t begin = start + std::string("```yml\n").size();
    const std::string text = page.substr(begin, page.find("```", begin) - begin);
    const Outcome played = cordon("run " + file("scenario.yaml", text) + " --out " + path("out"));
    EXPECT_EQ(played.status, 0) << played.err;
    EXPECT_EQ(played.err, "");
    EXPECT_EQ(succeeded(summary("out"), "beijing", "text", "whatsapp-media-name"), 20);
    EXPECT_EQ(succeeded(summary("out"), "beijing", "photo-send", "whatsapp-media-name"), 0);
}

TEST_F(Run, TheWallOfACaseMayBeAFileBesideIt) {
    static_cast<void>(
        policy("  - rule: nobody\n    when: http.host == nobody.example\n"
               "    then: drop\n    source: test\n"));
    for (const char* named : {"policy.yaml", "./policy.yaml"}) {
        EXPECT_EQ(cordon("run " + small_case("policy: " + std::string(named) + "\n")).status, 0);
    }
    const Outcome refused = cordon("run " + small_case("policy: whatsapp-media-nam\n"));
    EXPECT_EQ(refused.status, 2);
    EXPECT_NE(refused.err.find("did you mean 'whatsapp-media-name'?"), std::string::npos)
        << refused.err;
}

}  // namespace
}  // namespace cordon::testing

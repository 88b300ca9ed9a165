#include <filesystem>

#include "tests/cordon/program.hh"
#include "tests/cordon/sample_capture.hh"

namespace cordon::testing {
namespace {

namespace fs = std::filesystem;

/// No command replaces what it reads, whatever the names say.
class OwnInput : public ProgramTest {
protected:
    OwnInput() { fs::create_directory(path("out")); }

    /// `arguments` would replace `out/name`.
    void expect_refused(const std::string& arguments, const std::string& name) const {
        const std::string output = path("out/" + name);
        const std::string before = content_of(output);
        const std::vector<std::string> files = files_in("out");
        const Outcome outcome = cordon(arguments);
        EXPECT_EQ(outcome.status, 2) << outcome.err;
        EXPECT_NE(outcome.err.find(output + ": would replace its own input; name another --out"),
                  std::string::npos)
            << outcome.err;
        EXPECT_EQ(content_of(output), before);
        EXPECT_EQ(files_in("out"), files);
    }
    [[nodiscard]] std::string replay(const std::string& capture, const std::string& policy) const {
        return "replay " + capture + " --policy " + policy + " -q --out " + path("out");
    }
    static constexpr const char* no_rules_text = "policy: test\nposition: in-path\nrules: []\n";
};

TEST_F(OwnInput, IsNotReplacedByAReplay) {
    const std::string capture = file("out/passed.pcapng", sample_capture());
    expect_refused(replay(capture, no_rules()), "passed.pcapng");
    expect_refused(replay("- ", no_rules()) + " <" + capture, "passed.pcapng");
}

TEST_F(OwnInput, IsNotReplacedThroughALink) {
    file("out/removed.pcapng", sample_capture());
    fs::create_symlink(path("out/removed.pcapng"), path("link.pcapng"));
    expect_refused(replay(path("link.pcapng"), no_rules()), "removed.pcapng");
    fs::rename(path("out/removed.pcapng"), path("real.pcapng"));
    fs::create_symlink(path("real.pcapng"), path("out/removed.pcapng"));
    expect_refused(replay(path("real.pcapng"), no_rules()), "removed.pcapng");
}

TEST_F(OwnInput, KeptAsPartialStaysWhereItIs) {
    const std::string capture = file("out/passed.pcapng.partial", sample_capture());
    const Outcome outcome = cordon(replay(capture, no_rules()));
    EXPECT_EQ(outcome.status, 2) << outcome.err;
    EXPECT_EQ(content_of(capture), sample_capture());
}

TEST_F(OwnInput, MayBeAPolicyOrAFileThatItUses) {
    const std::string policy = file("out/summary.json", no_rules_text);
    expect_refused(replay(capture(), policy), "summary.json");
    const std::string user =
        file("user.yaml", std::string(no_rules_text) + "use: [out/list.txt]\n");
    fs::rename(policy, path("out/events.jsonl"));
    fs::create_symlink("events.jsonl", path("out/list.txt"));
    expect_refused(replay(capture(), user), "events.jsonl");
}

TEST_F(OwnInput, IsLeftAloneWhereItsNameIsNotWritten) {
    const std::string capture = file("out/passed.pcapng", sample_capture());
    EXPECT_EQ(cordon(replay(capture, no_rules()) + " --write summary").status, 0);
    EXPECT_EQ(content_of(capture), sample_capture());
}

TEST_F(OwnInput, IsNotReplacedByAReenactmentOrARun) {
    const std::string capture = file("out/conversations.jsonl", sample_capture());
    expect_refused("reenact " + capture + " --policy " + no_rules() + " -q --out " + path("out"),
                   "conversations.jsonl");
    const std::string wall = file("out/outcomes.jsonl", no_rules_text);
    expect_refused("run adblock-2019 --policy " + wall + " -q --out " + path("out"),
                   "outcomes.jsonl");
}

}  // namespace
}  // namespace cordon::testing

#include <string>

#include "tests/cordon/program.hh"

namespace cordon::testing {
namespace {

/// A message that cannot be written is lost, and nothing else.
class LostMessages : public ProgramTest {
protected:
    [[nodiscard]] std::string replay_to(const std::string& folder) const {
        return "replay " + capture() + " --policy " + doubtful() + " --out " + path(folder);
    }
    /// A policy of which there is something to say: nothing vouches for its rule.
    [[nodiscard]] std::string doubtful() const {
        return policy("  - {rule: no-media, when: http.host == media.example, then: drop}\n");
    }
    static constexpr const char* on_lost_stderr[] = {" 2>/dev/full", " 2>&-"};
};

TEST_F(LostMessages, LeaveTheStatusOfAnErrorAsItIs) {
    for (const char* lost : on_lost_stderr) {
        EXPECT_EQ(cordon("replay " + capture() + " --policy " + path("none.yaml") + lost).status, 2)
            << lost;
        EXPECT_EQ(cordon(std::string("no-such-command") + lost).status, 2) << lost;
    }
}

TEST_F(LostMessages, LeaveTheFilesAsTheyAre) {
    ASSERT_NE(cordon(replay_to("told")).err, "");
    for (const char* lost : on_lost_stderr) {
        EXPECT_EQ(cordon(replay_to("lost") + lost).status, 0) << lost;
        ASSERT_EQ(files_in("lost"), files_in("told")) << lost;
        for (const std::string& name : files_in("told")) {
            EXPECT_EQ(content_of(path("lost/" + name)), content_of(path("told/" + name))) << name;
        }
    }
}

TEST_F(LostMessages, MayGoToAPipeThatNobodyReads) {
    const std::string pipe = path("pipe");
    const std::string unread = "mkfifo " + pipe + "; exec 3<>" + pipe + " 4>" + pipe + " 3>&-;";
    EXPECT_EQ(cordon("no-such-command 2>&4", unread).status, 2);
}

TEST_F(LostMessages, OfAClosedStdoutStillFailTheRun) {
    EXPECT_EQ(cordon("--version >&-").status, 1);
    EXPECT_EQ(cordon("--version >/dev/full").status, 1);
}

}  // namespace
}  // namespace cordon::testing

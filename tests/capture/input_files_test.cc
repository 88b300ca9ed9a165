#include "sim/capture/input_files.hh"

#include <gtest/gtest.h>

#include "tests/capture/reading.hh"

namespace cordon::testing {
namespace {

namespace fs = std::filesystem;

class Inputs : public ::testing::Test {
protected:
    Inputs() {
        folder.file("in", payload(3));
        folder.file("other", payload(3));
        inputs.add(path("in"));
        inputs.add(path("absent"));
    }
    [[nodiscard]] std::string path(const std::string& name) const {
        return (folder.path() / name).string();
    }

    TemporaryFolder folder;
    InputFiles inputs;
};

TEST_F(Inputs, HoldAFileHoweverItIsNamed) {
    fs::create_symlink(path("in"), path("link"));
    fs::create_hard_link(path("in"), path("second"));
    fs::create_directory_symlink(folder.path(), path("here"));
    for (const char* name : {"in", "./in", "link", "second", "here/in"}) {
        EXPECT_TRUE(inputs.holds(path(name))) << name;
    }
}

TEST_F(Inputs, HoldNoOtherFileAndNoneThatIsNotThere) {
    EXPECT_FALSE(inputs.holds(path("other")));
    EXPECT_FALSE(inputs.holds(path("absent")));
    EXPECT_FALSE(inputs.holds(""));
}

TEST_F(Inputs, AreSparedWithAWordOnWhatToDo) {
    EXPECT_TRUE(inputs.spare(path("other")));
    const Result<void> spared = inputs.spare(path("in"));
    ASSERT_FALSE(spared);
    EXPECT_EQ(spared.error().where, path("in"));
    EXPECT_EQ(spared.error().what, "would replace its own input; name another --out");
    EXPECT_EQ(spared.error().kind, Error::Kind::unusable_input);
}

}  // namespace
}  // namespace cordon::testing

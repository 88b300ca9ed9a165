#include "tools/cordon/progress_line.hh"

#include <gtest/gtest.h>

namespace cordon::testing {
namespace {

TEST(ProgressText, HasABarThatFillsFromTheLeft) {
    EXPECT_EQ(progress_text(50, "7 of 14 days", 80),
              "[###############               ]  50%  7 of 14 days");
    EXPECT_EQ(progress_text(100, "done", 80), "[##############################] 100%  done");
    EXPECT_EQ(progress_text(std::nullopt, "9 packets", 80), "9 packets");
}

TEST(ProgressText, NeverReachesTheLastColumn) {
    const std::string text = "12 of 519 settings of dials (0 tables from the cache, 19 simulated)";
    for (std::size_t columns = 0; columns < 120; ++columns) {
        const std::string line = progress_text(30, text, columns);
        EXPECT_LE(line.size(), columns == 0 ? 0 : columns - 1);
        EXPECT_LE(progress_text(std::nullopt, text, columns).size(), columns);
    }
}

TEST(ProgressText, GivesTheBarLessRoomBeforeTheWords) {
    const std::string words = " 30%  12 of 519 settings";
    EXPECT_EQ(progress_text(30, "12 of 519 settings", 34), "[#     ] " + words);
    EXPECT_EQ(progress_text(30, "12 of 519 settings", 33), "[#    ] " + words);
    EXPECT_EQ(progress_text(30, "12 of 519 settings", 32), words);
    EXPECT_EQ(progress_text(30, "12 of 519 settings", 11), " 30%  12 o");
}

}  // namespace
}  // namespace cordon::testing

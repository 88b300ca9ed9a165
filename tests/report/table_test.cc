#include "sim/report/table.hh"

#include <gtest/gtest.h>

#include "sim/report/csv.hh"
#include "sim/report/safe_text.hh"

namespace cordon {
namespace {

TEST(TextTable, AlignsWordsLeftAndNumbersRight) {
    TextTable table({"rule", "flows"}, 1);
    table.add({"media-upload", "7"});
    table.add({"chat", "1,234,567"});
    EXPECT_EQ(table.text("  "),
              "  rule              flows\n"
              "  media-upload          7\n"
              "  chat          1,234,567\n");
}

TEST(TextTable, LeavesOutColumnsThatAreBlankThroughout) {
    TextTable table({"rule", "held", "flows"}, 1);
    table.add({"a", "", "1"});
    EXPECT_EQ(table.text(""), "rule  flows\na         1\n");
}

TEST(Grouped, SetsACommaEveryThreeDigits) {
    EXPECT_EQ(grouped(0), "0");
    EXPECT_EQ(grouped(999), "999");
    EXPECT_EQ(grouped(1000), "1,000");
    EXPECT_EQ(grouped(12'345'678), "12,345,678");
}

TEST(SafeText, ShowsWhatWouldMoveTheCursor) {
    EXPECT_EQ(safe_text("\x1b[31mred\r\n"), "\\x1b[31mred\\x0d\\x0a");
    EXPECT_EQ(safe_text("\xe2\x80\xae"), "\\xe2\\x80\\xae");  // right-to-left override
}

TEST(SafeText, CutsAtItsWidth) {
    EXPECT_EQ(safe_text("abcdef", 6), "abcdef");
    EXPECT_EQ(safe_text("abcdefg", 6), "abc...");
}

TEST(Csv, QuotesWhatNeedsQuotes) {
    std::string line;
    append_csv(line, "");
    append_csv(line, "a,b");
    append_csv(line, "say \"x\"");
    append_csv(line, "plain");
    EXPECT_EQ(line, R"("","a,b","say ""x""",plain)");
}

}  // namespace
}  // namespace cordon

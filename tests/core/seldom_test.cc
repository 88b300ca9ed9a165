#include "sim/core/seldom.hh"

#include <gtest/gtest.h>

#include <string>

namespace cordon {
namespace {

TEST(Seldom, ReadsAsNothingUntilItIsMade) {
    Seldom<std::string> text;
    EXPECT_TRUE(text->empty());
    text.made() = "made";
    text.made() += " once";
    EXPECT_EQ(*text, "made once");
    EXPECT_TRUE(Seldom<std::string>()->empty());
}

TEST(Seldom, TakesTheRoomOfAPointer) {
    EXPECT_EQ(sizeof(Seldom<std::string>), sizeof(void*));
}

}  // namespace
}  // namespace cordon

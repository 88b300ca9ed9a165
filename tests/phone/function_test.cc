#include "sim/phone/function.hh"

#include <gtest/gtest.h>

#include <set>

namespace cordon::test {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

TEST(Function, IsFoundByItsOwnName) {
    std::set<std::string_view> names;
    for (const Function function : all_functions()) {
        names.insert(to_text(function));
        EXPECT_EQ(function_named(to_text(function)), function) << to_text(function);
    }
    EXPECT_EQ(names.size(), 11U);
    EXPECT_FALSE(function_named("photo"));
    EXPECT_FALSE(function_named("Text"));
    EXPECT_FALSE(function_named(""));
}

TEST(Function, PatienceIsTheOneOfTheDesignAndScales) {
    EXPECT_EQ(patience_for(Function::text), seconds{60});
    EXPECT_EQ(patience_for(Function::voice_note), minutes{2});
    EXPECT_EQ(patience_for(Function::photo_send), minutes{5});
    EXPECT_EQ(patience_for(Function::video_receive), minutes{10});
    EXPECT_EQ(patience_for(Function::voice_call), seconds{45});
    EXPECT_EQ(patience_for(Function::registration), minutes{3});
    EXPECT_EQ(patience_for(Function::text, 50), seconds{30});
    EXPECT_EQ(patience_for(Function::registration, 200), minutes{6});
}

}  // namespace
}  // namespace cordon::test

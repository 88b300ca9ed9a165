#include <gtest/gtest.h>

#include "tests/phone/scene.hh"

namespace cordon::test {
namespace {

using Kind = Outcome::Kind;

TEST(OnAnIdealNetwork, EveryFunctionSucceeds) {
    for (const Function function : all_functions()) {
        Scene scene;
        const Outcome outcome = scene.attempt(function);
        EXPECT_EQ(outcome.kind, Kind::delivered) << ::testing::PrintToString(outcome);
        EXPECT_TRUE(outcome.succeeded(50)) << ::testing::PrintToString(outcome);
        EXPECT_EQ(outcome.why, Why{}) << to_text(function);
    }
}

}  // namespace
}  // namespace cordon::test

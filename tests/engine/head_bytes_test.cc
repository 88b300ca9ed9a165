// Bytes of streams that wait to be read on are bounded over all flows of a shard.
#include <gtest/gtest.h>

#include "tests/engine/scene.hh"

namespace cordon::test {
namespace {

TEST(HeadBytes, BeyondTheirBoundAStreamIsGivenUpAndCounted) {
    const Scene::Ends one{.client_port = 40'001}, other{.client_port = 40'002};
    const std::string hello = Scene::hello_for("media.example");
    const std::string start = hello.substr(0, 100), rest = hello.substr(100);
    Scene scene;
    scene.opens(one);
    scene.opens(other);
    scene.up(one, start);
    scene.up(other, start);
    const std::uint64_t named = scene.up(one, rest);
    const std::uint64_t unnamed = scene.up(other, rest);

    const Policy policy = policy_from(
        policy_of("  - rule: media\n    when: tls.sni == media.example\n    then: drop\n"));
    constexpr std::size_t room_for_one = 200;  // the bytes, and what it takes to keep them
    Engine engine(policy, {.room = {.head_bytes = shard_count * room_for_one}});
    const Scene::Run run = scene.judged_by(engine, policy);
    EXPECT_EQ(run.fate.at(named), "media: drop");
    EXPECT_EQ(run.fate.at(unnamed), "pass");
    EXPECT_EQ(engine.counts().streams_given_up, 1U);

    Engine roomy(policy, {});
    EXPECT_EQ(scene.judged_by(roomy, policy).fate.at(unnamed), "media: drop");
    EXPECT_EQ(roomy.counts().streams_given_up, 0U);
}

}  // namespace
}  // namespace cordon::test

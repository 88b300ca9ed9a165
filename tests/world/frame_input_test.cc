#include <gtest/gtest.h>

#include "sim/craft/chat_bytes.hh"
#include "sim/world/stream.hh"
#include "tests/world/two_hosts.hh"

namespace cordon::test {
namespace {

using Frame = tl::expected<Octets, StreamEnd>;

/// A client that says something, and a server that waits for a frame of it.
struct AwaitedFrame : ::testing::Test {
    AwaitedFrame() {
        two.server.listen(5222, [this](std::unique_ptr<TcpSocket> one) { far = std::move(one); });
        near = two.client.connect({.address = server_address, .port = 5222});
        pass(milliseconds(100));
    }
    void pass(Duration time) { two.world.run_until(two.world.now() + time); }
    void say(Octets bytes) {
        near->send(Content::literal(std::move(bytes)));
        pass(milliseconds(100));
    }
    void wait_for_a_frame(Duration patience = seconds(30)) {
        waiting = input.await(*far, two.world.now() + patience);
        waiting.start();
    }

    TwoHosts two{{}};
    std::unique_ptr<TcpSocket> near, far;
    FrameInput input;
    Task<Frame> waiting;
};

TEST_F(AwaitedFrame, IsWholeThoughItComesInParts) {
    wait_for_a_frame();
    say({0, 0});
    say({4, 1, 2, 3});
    EXPECT_FALSE(waiting.done());
    say({4, 0, 0});
    ASSERT_TRUE(waiting.done());
    EXPECT_EQ(waiting.result(), (Octets{1, 2, 3, 4}));
}

TEST_F(AwaitedFrame, IsThereWithoutAWaitWhenItHasComeThoughTheOtherEndHasClosed) {
    say(chat_framed(Octets{1}));
    near->close();
    pass(milliseconds(100));
    wait_for_a_frame();
    ASSERT_TRUE(waiting.done());
    EXPECT_EQ(waiting.result(), Octets{1});
}

TEST_F(AwaitedFrame, IsSilentAtTheDeadlineAndNotBefore) {
    say({0, 0, 4, 1});
    wait_for_a_frame(seconds(2));
    pass(seconds(2) - Duration(1));
    EXPECT_FALSE(waiting.done());
    pass(Duration(1));
    ASSERT_TRUE(waiting.done());
    EXPECT_EQ(waiting.result(), Frame(tl::unexpected(StreamEnd::silent)));
}

TEST_F(AwaitedFrame, SaysThatTheOtherEndClosedInTheMiddleOfIt) {
    say({0, 0, 4, 1});
    wait_for_a_frame();
    near->close();
    pass(milliseconds(100));
    ASSERT_TRUE(waiting.done());
    EXPECT_EQ(waiting.result(), Frame(tl::unexpected(StreamEnd::closed)));
}

TEST_F(AwaitedFrame, SaysThatAResetCame) {
    wait_for_a_frame();
    near->abort();
    pass(milliseconds(100));
    ASSERT_TRUE(waiting.done());
    EXPECT_EQ(waiting.result(), Frame(tl::unexpected(StreamEnd::reset)));
}

TEST_F(AwaitedFrame, IsAsLongAsAFrameCanBeAndNoLonger) {
    static_assert(FrameInput::longest == 0x10000);
    say({1, 0, 0});
    wait_for_a_frame();
    say(Octets(FrameInput::longest, 7));
    pass(seconds(2));
    ASSERT_TRUE(waiting.done());
    EXPECT_EQ(waiting.result()->size(), FrameInput::longest);
    say({1, 0, 1});
    wait_for_a_frame();
    ASSERT_TRUE(waiting.done());
    EXPECT_EQ(waiting.result(), Frame(tl::unexpected(StreamEnd::garbled)));
}

}  // namespace
}  // namespace cordon::test

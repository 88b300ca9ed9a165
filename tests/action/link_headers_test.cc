#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include "sim/action/action_state.hh"

namespace cordon {
namespace {

std::vector<std::uint8_t> bytes_of(std::size_t size, std::uint8_t value) {
    return std::vector<std::uint8_t>(size, value);
}
LinkHeader header_of(const std::vector<std::uint8_t>& bytes, LinkType link = LinkType::ethernet,
                     InterfaceId interface = InterfaceId{0}) {
    return {.bytes = bytes, .link = link, .interface = interface};
}
std::vector<std::uint8_t> last_of(const LinkHeaders& headers, Direction direction) {
    const auto last = headers.last(direction);
    if (!last) return {};
    return {last->bytes.begin(), last->bytes.end()};
}

TEST(LinkHeaders, KeepTheLastOfEachDirection) {
    LinkHeaders headers;
    EXPECT_FALSE(headers.last(Direction::up));
    headers.note(Direction::up, header_of(bytes_of(14, 1)));
    headers.note(Direction::down, header_of(bytes_of(14, 2)));
    headers.note(Direction::up, header_of(bytes_of(14, 3)));
    EXPECT_EQ(last_of(headers, Direction::up), bytes_of(14, 3));
    EXPECT_EQ(last_of(headers, Direction::down), bytes_of(14, 2));
}

TEST(LinkHeaders, KeepTaggedAndOtherLinksAsWell) {
    LinkHeaders headers;
    headers.note(Direction::up, header_of(bytes_of(18, 1), LinkType::ethernet, InterfaceId{7}));
    EXPECT_EQ(last_of(headers, Direction::up), bytes_of(18, 1));
    EXPECT_EQ(headers.last(Direction::up)->interface, InterfaceId{7});
    headers.note(Direction::up, header_of(bytes_of(14, 2), LinkType::linux_sll));
    EXPECT_EQ(headers.last(Direction::up)->link, LinkType::linux_sll);
    headers.note(Direction::up, header_of(bytes_of(14, 3)));
    EXPECT_EQ(headers.last(Direction::up)->link, LinkType::ethernet);
    headers.note(Direction::up, header_of({}, LinkType::raw_ip));
    EXPECT_TRUE(headers.last(Direction::up)->bytes.empty());
}

TEST(LinkHeaders, KeepNoneThatIsTooLong) {
    LinkHeaders headers;
    headers.note(Direction::up, header_of(bytes_of(LinkHeaders::longest, 1)));
    headers.note(Direction::up, header_of(bytes_of(LinkHeaders::longest + 1, 2)));
    EXPECT_EQ(last_of(headers, Direction::up), bytes_of(LinkHeaders::longest, 1));
}

}  // namespace
}  // namespace cordon

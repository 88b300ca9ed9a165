#include "sim/craft/link_header.hh"

#include <gtest/gtest.h>

#include <vector>

namespace cordon {
namespace {

using Header = std::vector<std::uint8_t>;

Header turned(Header header, LinkType link) {
    turn_link_header(header, link);
    return header;
}

Header fitted(Header header, LinkType link, std::size_t network_length) {
    fit_link_header(header, link, network_length);
    return header;
}

const Header to = {2, 0, 0, 0, 0, 2}, from = {2, 0, 0, 0, 0, 1};

Header ethernet(std::initializer_list<Header> parts) {
    Header all;
    for (const Header& part : parts) all.insert(all.end(), part.begin(), part.end());
    return all;
}

TEST(LinkHeader, IsWhatStandsBeforeTheNetworkHeader) {
    const Header packet = {1, 2, 3, 4};
    EXPECT_EQ(link_header_of(packet, 3).size(), 3U);
    EXPECT_EQ(link_header_of(packet, 0).size(), 0U);
    EXPECT_EQ(link_header_of(packet, 9).size(), 4U) << "never beyond the packet";
}

TEST(LinkHeader, OfEthernetTurnsBySwappingItsAddresses) {
    const Header tagged = {0x81, 0, 0, 5, 8, 0};
    EXPECT_EQ(turned(ethernet({to, from, tagged}), LinkType::ethernet),
              ethernet({from, to, tagged}));
    EXPECT_EQ(turned(to, LinkType::ethernet), to) << "half a header stays as it is";
}

TEST(LinkHeader, OfACookedCaptureTurnsItsDirection) {
    Header first(16, 0);
    first[5] = 6;
    Header back = first;
    back[1] = 4;
    EXPECT_EQ(turned(first, LinkType::linux_sll), back);
    EXPECT_EQ(turned(back, LinkType::linux_sll), first);
    Header second(20, 0), second_back = second;
    second_back[10] = 4;
    EXPECT_EQ(turned(second, LinkType::linux_sll2), second_back);
    Header broadcast(16, 0);
    broadcast[1] = 1;
    EXPECT_EQ(turned(broadcast, LinkType::linux_sll), broadcast);
}

TEST(LinkHeader, WithoutDirectionStaysAsItIs) {
    const Header family = {2, 0, 0, 0};
    EXPECT_EQ(turned(family, LinkType::bsd_null), family);
    EXPECT_EQ(turned({}, LinkType::raw_ip), Header{});
    EXPECT_EQ(turned({}, LinkType::linux_sll), Header{});
}

TEST(LinkHeader, FitsPppoeToItsPacket) {
    const Header before =
        ethernet({to, from, {0x81, 0, 0, 5, 0x88, 0x64, 0x11, 0, 0, 7, 0xff, 0xff, 0, 0x21}});
    const Header after =
        ethernet({to, from, {0x81, 0, 0, 5, 0x88, 0x64, 0x11, 0, 0, 7, 0, 42, 0, 0x21}});
    EXPECT_EQ(fitted(before, LinkType::ethernet, 40), after);
    const Header compressed = ethernet({to, from, {0x88, 0x64, 0x11, 0, 0, 7, 0xff, 0xff, 0x21}});
    EXPECT_EQ(fitted(compressed, LinkType::ethernet, 40)[19], 41) << "one byte of PPP";
}

TEST(LinkHeader, FitsALengthFieldToItsPacket) {
    const Header snap = ethernet({to, from, {0x05, 0xdc, 0xaa, 0xaa, 3, 0, 0, 0, 8, 0}});
    const Header after = fitted(snap, LinkType::ethernet, 40);
    EXPECT_EQ(after[12], 0);
    EXPECT_EQ(after[13], 48);
}

TEST(LinkHeader, WithoutLengthsFitsAnyPacket) {
    const Header plain = ethernet({to, from, {8, 0}});
    EXPECT_EQ(fitted(plain, LinkType::ethernet, 40), plain);
    const Header tagged = ethernet({to, from, {0x88, 0xa8, 0, 1, 0x81, 0, 0, 5, 0x86, 0xdd}});
    EXPECT_EQ(fitted(tagged, LinkType::ethernet, 40), tagged);
    Header cooked(16, 0);
    cooked[14] = 8;
    EXPECT_EQ(fitted(cooked, LinkType::linux_sll, 40), cooked);
    const Header family = {2, 0, 0, 0};
    EXPECT_EQ(fitted(family, LinkType::bsd_null, 40), family);
}

TEST(LinkHeader, CutAnywhereIsFittedWithinItsBytes) {
    const Header whole =
        ethernet({to, from, {0x81, 0, 0, 5, 0x88, 0x64, 0x11, 0, 0, 7, 0, 0, 0, 0x21}});
    for (const LinkType link : {LinkType::ethernet, LinkType::linux_sll, LinkType::linux_sll2}) {
        for (std::size_t size = 0; size <= whole.size(); ++size) {
            const Header part(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
            EXPECT_EQ(fitted(turned(part, link), link, 40).size(), size);
        }
    }
}

}  // namespace
}  // namespace cordon

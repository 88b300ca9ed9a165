#include <gtest/gtest.h>

#include "tests/capture/reading.hh"

namespace cordon::testing {
namespace {

class Merge : public ::testing::Test {
protected:
    /// A pcap file of packets at these seconds; their first byte tells the file.
    void input(std::uint8_t mark, const std::vector<std::uint32_t>& seconds,
               std::uint32_t link = 1) {
        PcapFile file({.link_field = link});
        for (const std::uint32_t second : seconds) file.packet(second, 0, payload(20, mark));
        input(file.bytes());
    }
    void input(const FileBytes& content) {
        paths.push_back(folder.file(std::to_string(paths.size()), content));
    }
    /// The files' marks in the order of their packets.
    [[nodiscard]] std::string order() {
        reading = read_files(paths);
        std::string marks;
        for (const Packet& packet : reading.packets) {
            marks += static_cast<char>(packet.bytes.at(0));
        }
        return marks;
    }

    TemporaryFolder folder;
    std::vector<std::string> paths;
    Reading reading;
};

TEST_F(Merge, GoesByTime) {
    input('a', {1, 4, 5, 9});
    input('b', {2, 3, 6, 10});
    input('c', {7, 8});
    EXPECT_EQ(order(), "abbaabccab");
    EXPECT_EQ(reading.packets.at(2).frame, 2U) << "numbered within its input";
}

TEST_F(Merge, BreaksTiesInTheOrderGiven) {
    input('a', {1, 1, 2});
    input('b', {1, 2, 2});
    EXPECT_EQ(order(), "aababb");
}

TEST_F(Merge, KeepsTheOrderOfEachInput) {
    input('a', {5, 1, 6});
    input('b', {2, 7});
    EXPECT_EQ(order(), "baaab");
    EXPECT_EQ(frames(reading), (std::vector<std::uint64_t>{1, 1, 2, 3, 2}));
}

TEST_F(Merge, RenumbersInterfaces) {
    input('a', {5}, 113);
    PcapngFile file;
    file.interface(1).interface(101).enhanced(1, 1'000'000, payload(20, 'b'));
    input(file.bytes());
    input('c', {9}, 228);
    EXPECT_EQ(order(), "bac");
    ASSERT_EQ(reading.interfaces.size(), 4U);
    EXPECT_EQ(reading.packets[0].interface, 2U);
    EXPECT_EQ(reading.packets[0].link, 101U);
    EXPECT_EQ(reading.packets[1].interface, 0U);
    EXPECT_EQ(reading.packets[2].interface, 3U);
    for (const Packet& packet : reading.packets) {
        EXPECT_EQ(static_cast<std::uint16_t>(reading.interfaces[packet.interface].link),
                  packet.link);
    }
}

TEST_F(Merge, DeclaresAnInterfaceWhenItGetsThere) {
    PcapngFile file;
    file.interface(1).enhanced(0, 1'000'000, payload(20, 'a'));
    file.interface(101).enhanced(1, 9'000'000, payload(20, 'a')).interface(5);
    input(file.bytes());
    PcapngFile other;
    other.interface(113).enhanced(0, 2'000'000, payload(20, 'b'));
    other.interface(114).enhanced(1, 3'000'000, payload(20, 'b'));
    input(other.bytes());
    EXPECT_EQ(order(), "abba");
    std::vector<unsigned> links;
    for (const auto& interface : reading.interfaces) {
        links.push_back(static_cast<unsigned>(interface.link));
    }
    EXPECT_EQ(links, (std::vector<unsigned>{1, 113, 101, 114, 5}));
}

TEST_F(Merge, OfLongCapturesGivesEveryPacketOnce) {
    std::vector<std::vector<std::uint32_t>> seconds(12);
    for (std::uint32_t i = 0; i < 6'000; ++i) seconds[i * i % 12].push_back(i / 3);
    for (std::size_t i = 0; i < seconds.size(); ++i) {
        input(static_cast<std::uint8_t>('a' + i), seconds[i]);
    }
    static_cast<void>(order());
    EXPECT_EQ(reading.packets.size(), 6'000U);
    EXPECT_TRUE(std::is_sorted(reading.packets.begin(), reading.packets.end(),
                               [](const Packet& a, const Packet& b) { return a.ns < b.ns; }));
    ASSERT_EQ(reading.facts.size(), 12U);
    for (std::size_t i = 0; i < 12; ++i) {
        EXPECT_EQ(reading.facts[i].packets, seconds[i].size());
        EXPECT_EQ(reading.facts[i].xxh3_128.size(), 32U);
    }
}

TEST_F(Merge, GoesOnWhenOneInputEndsEarly) {
    PcapFile cut;
    cut.packet(1, 0, payload(20, 'a')).packet(3, 0, payload(20, 'a'));
    cut.bytes().pop_back();
    input(cut.bytes());
    input('b', {2, 4});
    EXPECT_EQ(order(), "abb");
    EXPECT_TRUE(reading.facts.at(0).ended_early);
    EXPECT_FALSE(reading.facts.at(1).ended_early);
}

TEST_F(Merge, FailsWhenOneInputCannotBeRead) {
    input('a', {1});
    paths.push_back((folder.path() / "missing").string());
    EXPECT_EQ(order(), "");
    EXPECT_NE(reading.error.find("missing: no such file"), std::string::npos);
}

TEST_F(Merge, SurvivesInputsWithoutPackets) {
    input('a', {});
    input('b', {1});
    input('c', {});
    EXPECT_EQ(order(), "b");
    EXPECT_EQ(reading.packets.at(0).interface, 1U);
    EXPECT_EQ(reading.interfaces.size(), 3U);
}

TEST_F(Merge, EndsTheInputWhoseInterfacesNoLongerFit) {
    PcapngFile many;
    for (int i = 0; i < 65'535; ++i) many.interface();
    many.enhanced(65'534, 1'000'000, payload(20, 'a'));
    input(many.bytes());
    input('b', {0, 2});
    EXPECT_EQ(order(), "a");
    EXPECT_FALSE(reading.facts.at(0).ended_early);
    EXPECT_NE(reading.facts.at(1).ended_early.value_or("").find("in all captures together"),
              std::string::npos);
}

}  // namespace
}  // namespace cordon::testing

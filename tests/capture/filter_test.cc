#include <gtest/gtest.h>

#include "tests/capture/reading.hh"

namespace cordon::testing {
namespace {

/// IPv4 and UDP to `port`, behind `link_header`.
FileBytes udp_to(std::uint16_t port, Bytes link_header) {
    FileBytes bytes(link_header.begin(), link_header.end());
    bytes.insert(bytes.end(), {0x45, 0, 0, 28, 0, 0, 0, 0, 64, 17, 0, 0});
    bytes.insert(bytes.end(), {10, 0, 0, 1, 10, 0, 0, 2});
    Put(bytes, ByteOrder::big_endian).u16(1'234).u16(port).u16(8).u16(0);
    return bytes;
}

const FileBytes ethernet{2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0};

TEST(Filter, KeepsFrameNumbersAndCountsAll) {
    PcapFile file;
    for (std::uint16_t i = 0; i < 300; ++i) {
        file.packet(i, 0, udp_to(i % 3 == 0 ? 53 : 443, ethernet));
    }
    const Reading reading = read(file.bytes(), {.filter = "udp dst port 53"});
    ASSERT_EQ(reading.error, "");
    ASSERT_EQ(reading.packets.size(), 100U);
    EXPECT_EQ(reading.packets[1].frame, 4U);
    EXPECT_EQ(reading.packets[99].frame, 298U);
    EXPECT_EQ(reading.facts.at(0).packets, 300U);
}

TEST(Filter, MayPassNothing) {
    PcapFile file;
    for (std::uint16_t i = 0; i < 300; ++i) file.packet(i, 0, udp_to(443, ethernet));
    const Reading reading = read(file.bytes(), {.filter = "tcp"});
    EXPECT_EQ(reading.error, "");
    EXPECT_TRUE(reading.packets.empty());
    EXPECT_EQ(reading.facts.at(0).packets, 300U);
    EXPECT_NE(reading.facts.at(0).last_time, reading.facts.at(0).first_time);
}

TEST(Filter, IsCompiledForEachLinkType) {
    PcapngFile file;
    file.interface(1).interface(101).interface(228);  // Ethernet, raw IP, raw IPv4
    for (const std::uint16_t port : {std::uint16_t{53}, std::uint16_t{443}}) {
        file.enhanced(0, 0, udp_to(port, ethernet));
        file.enhanced(1, 0, udp_to(port, {}));
        file.enhanced(2, 0, udp_to(port, {}));
    }
    const Reading reading = read(file.bytes(), {.filter = "udp port 53"});
    ASSERT_EQ(reading.error, "");
    EXPECT_EQ(frames(reading), (std::vector<std::uint64_t>{1, 2, 3}));
}

TEST(Filter, SeesTheLengthOnTheWire) {
    PcapFile file;
    file.packet(0, 0, payload(60), 1'500).packet(0, 0, payload(60));
    EXPECT_EQ(frames(read(file.bytes(), {.filter = "greater 1000"})),
              std::vector<std::uint64_t>{1});
}

TEST(Filter, GivesLibpcapsMessageWhenOpening) {
    EXPECT_EQ(read(PcapFile().bytes(), {.filter = "tcp prot 1"}).error,
              "--filter 'tcp prot 1': libpcap does not take this filter for link type 1 of memory: "
              "can't parse filter expression: syntax error; `man pcap-filter` tells how one is "
              "written");
    EXPECT_EQ(read(PcapFile().bytes(), {.filter = "host nowhere.invalid."}).kind,
              Error::Kind::unusable_input);
}

TEST(Filter, ThatDoesNotFitAnInterfaceNamesTheCaptureAndARemedy) {
    for (const bool late : {false, true}) {
        PcapngFile file;
        file.interface(1);
        if (late) file.enhanced(0, 0, udp_to(53, ethernet));
        file.interface(147).enhanced(1, 0, payload(20));
        const std::string error = read(file.bytes(), {.filter = "tcp or udp"}).error;
        EXPECT_NE(error.find("for link type 147 of memory: "), std::string::npos) << error;
        EXPECT_NE(error.find("a filter has to fit every interface of a capture: leave it out"),
                  std::string::npos)
            << error;
    }
}

TEST(Filter, LooksUpNoNamesOfHostsAndNetworks) {
    for (const char* filter :
         {"host localhost", "net loopback", "not (host 192.0.2.1 or localhost)"}) {
        EXPECT_NE(read(PcapFile().bytes(), {.filter = filter})
                      .error.find("names are not looked up: write the address"),
                  std::string::npos)
            << filter;
    }
}

TEST(Filter, KnowsAddressesPortsAndProtocols) {
    for (const char* filter : {"host 192.0.2.1 or ::1", "net 10.0.0.0/8", "port domain or https",
                               "ether host 02:00:00:00:00:01", "ip proto \\tcp"}) {
        EXPECT_EQ(read(PcapFile().bytes(), {.filter = filter}).error, "") << filter;
    }
}

}  // namespace
}  // namespace cordon::testing

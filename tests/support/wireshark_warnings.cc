#include "tests/support/wireshark_warnings.hh"

#include <gtest/gtest.h>
#include <unistd.h>

#include <sstream>

#include "tests/support/programs.hh"

namespace cordon::testing {

std::set<std::string> wireshark_warnings(const std::filesystem::path& capture) {
    std::set<std::string> found;
    // "   24  Malformed               STUN  Packet length is not multiple of 4 bytes"
    for (const std::string& line :
         lines_of("tshark -r '" + capture.string() +
                  "' -o tcp.reassemble_out_of_order:TRUE -o tcp.check_checksum:TRUE"
                  " -o udp.check_checksum:TRUE -q -z expert,warn 2>/dev/null")) {
        std::istringstream words(line);
        std::uint32_t count = 0;
        std::string group, protocol, what;
        if (!(words >> count >> group >> protocol >> std::ws)) continue;
        std::getline(words, what);
        found.insert(what);
    }
    return found;
}

std::set<std::string> wireshark_warnings(std::span<const PacketToWrite> packets) {
    const std::filesystem::path path =
        ::testing::TempDir() + "cordon-warnings-" + std::to_string(getpid()) + ".pcapng";
    PcapngWriter writer(OutputFile::create(path.string()).value(), "cordon test");
    const CaptureInterface raw{.link = LinkType::raw_ip};
    writer.declare({&raw, 1});
    for (const PacketToWrite& packet : packets) writer.write(packet);
    EXPECT_TRUE(writer.commit());
    std::set<std::string> found = wireshark_warnings(path);
    std::filesystem::remove(path);
    return found;
}

const std::set<std::string>& warnings_of_losses() {
    static const std::set<std::string> lines{
        "Previous segment(s) not captured (common at capture start)",
        "This frame is a (suspected) out-of-order segment",
        "ACKed segment that wasn't captured (common at capture start)"};
    return lines;
}

const std::set<std::string>& warnings_of_calls() {
    static const std::set<std::string> lines{"Packet length is not multiple of 4 bytes",
                                             "Unknown attribute 0x4000",
                                             "Unknown attribute 0x4002"};
    return lines;
}

}  // namespace cordon::testing

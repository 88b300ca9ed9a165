// The upload of whatsappfiles.pcap (2018), 178,544 bytes to a WhatsApp media host, under the
// throttle measured in Russia in 2021.
#include <gtest/gtest.h>
#include <pcap/pcap.h>

#include <array>
#include <cstdlib>

#include "tests/action/cell_rate.hh"
#include "tests/action/wall.hh"

namespace cordon::test {
namespace {

using std::chrono::microseconds;
using std::chrono::seconds;

constexpr std::uint16_t upload_port = 49'674, download_port = 49'698;
constexpr std::uint64_t rate = 140'000, burst = 16'384;

struct Recorded {
    Wall::Frame bytes;
    std::uint32_t wire_length = 0;
    Time at;
};

/// Nothing where the captures are not at hand.
std::vector<Recorded> whatsapp_files() {
    const char* named = std::getenv("CORDON_CAPTURES");
    const std::string folder = named != nullptr ? named : "../shared/captures";
    std::array<char, PCAP_ERRBUF_SIZE> error{};
    const std::unique_ptr<pcap_t, void (*)(pcap_t*)> file(
        pcap_open_offline((folder + "/whatsapp/whatsappfiles.pcap").c_str(), error.data()),
        [](pcap_t* opened) {
            if (opened != nullptr) pcap_close(opened);
        });
    std::vector<Recorded> packets;
    pcap_pkthdr* header = nullptr;
    const u_char* data = nullptr;
    while (file && pcap_next_ex(file.get(), &header, &data) == 1) {
        const Duration at = seconds{header->ts.tv_sec} + microseconds{header->ts.tv_usec};
        packets.push_back({{data, data + header->caplen}, header->len, Time{at}});
    }
    return packets;
}

class WhatsAppUpload : public testing::Test {
protected:
    void SetUp() override {
        packets = whatsapp_files();
        if (packets.empty()) GTEST_SKIP() << "no whatsapp/whatsappfiles.pcap in CORDON_CAPTURES";
    }

    std::vector<Recorded> packets;
    Wall wall{{{.then = {Throttle{.rate = BitRate{rate}, .burst_bytes = burst}}}}};
};

TEST_F(WhatsAppUpload, PassesToTheByteWhatTheBucketOfEachDirectionAllows) {
    CellRate up{rate, burst}, down{rate, burst};
    std::uint64_t payload = 0, passed = 0;
    Time now = Time::min();
    for (const Recorded& packet : packets) {
        now = std::max(now, packet.at);
        const Headers headers =
            decode(packet.bytes, LinkType::ethernet, packet.wire_length).headers;
        const bool is_up = headers.src_port == upload_port;
        if (!is_up && headers.dst_port != upload_port) continue;
        const bool passes = wall.arrives(packet.bytes, now).what == Fate::What::plain_pass;
        ASSERT_EQ(passes, (is_up ? up : down).conforms(headers.ip_length, now));
        if (is_up) payload += headers.payload_length;
        if (is_up && passes) passed += headers.ip_length;
    }
    EXPECT_EQ(payload, 178'544U);
    EXPECT_GT(passed, burst);
    EXPECT_LT(passed, payload / 2);  // most of it came within 1.5 s
}

TEST_F(WhatsAppUpload, LeavesTheDownloadAlone) {
    for (const Recorded& packet : packets) {
        const Headers headers =
            decode(packet.bytes, LinkType::ethernet, packet.wire_length).headers;
        const bool is_download =
            headers.src_port == download_port || headers.dst_port == download_port;
        const Fate fate = wall.arrives(packet.bytes, packet.at, is_download ? no_rule : RuleId{0});
        EXPECT_FALSE(is_download && fate.what != Fate::What::plain_pass);
    }
    EXPECT_GT(wall.emit.told.size(), 50U);  // of the upload
}

}  // namespace
}  // namespace cordon::test

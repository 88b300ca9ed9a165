// Rules on real recordings (EVIDENCE targets 5, 6, 15 and 40): which flows they hit, and which stay
// as they were. Skipped where the captures are absent.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>

#include "sim/capture/reader.hh"
#include "tests/engine/scene.hh"

namespace cordon::test {
namespace {

std::filesystem::path captures() {
    const char* named = std::getenv("CORDON_CAPTURES");
    return named != nullptr ? named : "../shared/captures";
}

/// What became of each flow of a recording: payload bytes removed, by application.
struct FlowFate {
    std::string app;
    std::uint64_t up = 0, down = 0;
    std::uint64_t removed = 0;
};

class FateEmit final : public Emit {
public:
    std::uint64_t passed_packets = 0;
    std::uint64_t touched = 0;
    std::vector<FlowFate> flows;

    void passed(std::span<const Arrival> run) override { passed_packets += run.size(); }
    void left(const Departure& /*departure*/) override { ++touched; }
    void removed(const Removal& removal) override {
        ++touched;
        ++removed_[removal.flow_id];
    }
    void flow_ended(const FlowEnded& event) override {
        flows.push_back({.app = std::string(to_text(event.flow.facts->app)),
                         .up = event.flow.state->payload_bytes[0],
                         .down = event.flow.state->payload_bytes[1],
                         .removed = removed_[event.flow.state->id]});
    }
    void protocol_seen(const ProtocolSeen& /*event*/) override {}
    void rule_decided(const RuleDecided& /*event*/) override {}
    void flow_dropped(const FlowDropped& /*event*/) override {}

private:
    std::map<std::uint64_t, std::uint64_t> removed_;
};

/// Replays a recording; false when it cannot be read at all.
bool replay(const std::filesystem::path& path, const std::string& policy_text, FateEmit& fate,
            std::uint64_t& packets) {
    const std::string name = path.string();
    auto reader = open_captures({&name, 1}, {});
    if (!reader) return false;
    const Policy policy = policy_from(policy_text);
    Engine engine(policy, {});
    while (true) {
        const auto batch = (*reader)->next();
        if (!batch) return false;
        if (batch->empty()) break;
        packets += batch->size();
        engine.on_arrivals(*batch, fate);
    }
    engine.finish(fate);
    return true;
}

class Recorded : public ::testing::Test {
protected:
    void SetUp() override {
        if (!std::filesystem::exists(captures())) {
            GTEST_SKIP() << "no captures at " << captures()
                         << "; CORDON_CAPTURES names another place";
        }
    }
    std::vector<FlowFate> flows_of(const std::string& file, const std::string& policy) {
        FateEmit fate;
        std::uint64_t packets = 0;
        EXPECT_TRUE(replay(captures() / "whatsapp" / file, policy, fate, packets)) << file;
        return fate.flows;
    }
    static constexpr auto phone_chats = {"whatsapp.pcap",
                                         "whatsapp_login_call.pcap",
                                         "whatsapp_voice_and_message.pcap",
                                         "peafowl-whatsapp.pcap",
                                         "wa_voice.pcap",
                                         "wa_video.pcap"};
    const std::string by_name =
        policy_of("  - {rule: media, when: tls.sni in $media, then: drop}\n",
                  "let:\n  media: { domains: [mmg.whatsapp.net, \"mmg-*.whatsapp.net\", "
                  "\"mms*.whatsapp.net\","
                  " \"media-*.cdn.whatsapp.net\", \"media.*.fna.whatsapp.net\"] }\n");
    const std::string by_upload =
        policy_of("  - {rule: upload, when: flow.up.bytes_in(5 s) > 32 KiB, then: drop}\n");
};

TEST_F(Recorded, DroppingByMediaNameHitsUploadAndDownload) {
    const auto flows = flows_of("whatsappfiles.pcap", by_name);
    ASSERT_EQ(flows.size(), 2U);
    EXPECT_GT(flows[0].removed, 0U);
    EXPECT_GT(flows[1].removed, 0U);
}

TEST_F(Recorded, BytesUpInAWindowHitTheUploadOnly) {
    const auto flows = flows_of("whatsappfiles.pcap", by_upload);
    ASSERT_EQ(flows.size(), 2U);
    for (const FlowFate& flow : flows) EXPECT_EQ(flow.removed > 0, flow.up == 178'544U);
}

TEST_F(Recorded, EveryChatOfAPhoneIsUntouchedByEither) {
    std::size_t chats = 0;
    for (const char* file : phone_chats) {
        for (const std::string& policy : {by_name, by_upload}) {
            for (const FlowFate& flow : flows_of(file, policy)) {
                if (flow.app != "whatsapp.chat") continue;
                ++chats;
                EXPECT_EQ(flow.removed, 0U) << file;
            }
        }
    }
    EXPECT_EQ(chats, 2U * 95U);
}

TEST_F(Recorded, UnderAnEmptyPolicyEveryPacketOfEveryCapturePassesPlainly) {
    std::size_t read = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(captures())) {
        const std::string name = entry.path().string();
        if (!entry.is_regular_file() || name.find(".pcap") == std::string::npos ||
            name.find("/truth/") != std::string::npos) {
            continue;
        }
        FateEmit fate;
        std::uint64_t packets = 0;
        if (!replay(entry.path(), "policy: empty\n", fate, packets)) continue;
        ++read;
        EXPECT_EQ(fate.passed_packets, packets) << name;
        EXPECT_EQ(fate.touched, 0U) << name;
    }
    EXPECT_GT(read, 200U);
}

}  // namespace
}  // namespace cordon::test

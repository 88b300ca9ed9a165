#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <vector>

#include "sim/core/ip_address.hh"
#include "tests/classify/captured_flows.hh"
#include "tests/decode/shared_captures.hh"

namespace cordon::testing {
namespace {

/// A row of whatsapp/FLOWS.tsv: what somebody with the whole capture before them says of a flow.
struct LabelledFlow {
    std::string file, function, start, key;
};

std::vector<LabelledFlow> labelled_flows(const std::filesystem::path& table) {
    std::vector<LabelledFlow> flows;
    std::ifstream in(table);
    std::string line;
    std::getline(in, line);  // column names
    while (std::getline(in, line)) {
        std::vector<std::string> c;
        std::istringstream columns(line);
        for (std::string column; std::getline(columns, column, '\t');) c.push_back(column);
        const auto end = [&](std::size_t at) {
            return to_text(*parse_ip_address(c[at])) + ":" + c[at + 1];
        };
        flows.push_back({.file = c[0],
                         .function = c[1],
                         .start = c[10],
                         .key = flow_key_text(c[2], end(4), end(6))});
    }
    return flows;
}

/// Apps of all flows of the labelled captures: `FUNCTION PROTOCOL START -> APP (WHY)`, counted.
std::map<std::string, std::size_t> verdicts(const std::filesystem::path& shared) {
    std::map<std::string, std::map<std::string, std::string>> apps;  // by file, by key
    std::map<std::string, std::size_t> counts;
    for (const LabelledFlow& label : labelled_flows(shared / "whatsapp/FLOWS.tsv")) {
        if (!apps.contains(label.file)) {
            for (const CapturedFlow& flow : flows_of(shared / label.file, Wanted{})) {
                const Facts& facts = flow.classify.facts;
                std::ostringstream text;
                text << to_text(facts.app) << " (" << to_text(facts.why) << ")";
                apps[label.file].emplace(flow.key(), text.str());
            }
        }
        ++counts[label.function + " " + label.key.substr(0, 3) + " " + label.start + " -> " +
                 apps[label.file][label.key]];
    }
    return counts;
}

/// What each label comes to here, and why it is not more.
const std::map<std::string, std::size_t> expected_verdicts{
    {"chat tcp syn -> whatsapp.chat (signature)", 94},
    {"chat tcp mid -> whatsapp.chat (framing)", 1},
    {"call-relay udp - -> whatsapp.call (signature)", 39},
    {"call-p2p udp - -> whatsapp.call (signature)", 8},
    {"media-upload tcp syn -> whatsapp.media (name)", 1},
    {"media-download tcp syn -> whatsapp.media (name)", 23},
    {"media-download tcp mid -> whatsapp.media (name)", 1},  // its ClientHello was recorded
    {"media-idle tcp syn -> whatsapp.media (name)", 5},
    {"profile-pictures tcp syn -> whatsapp.other (name)", 10},
    {"dit tcp syn -> whatsapp.other (name)", 5},
    {"dit tcp mid -> whatsapp.other (name)", 1},
    {"web-chat tcp syn -> whatsapp.web (name)", 2},
    {"dns udp - -> dns (signature)", 36},  // a look-up is not yet WhatsApp

    // The label was given from the addresses: one server carries web, media and profile pictures,
    // so neither bytes nor addresses of a session without its ClientHello tell them apart.
    {"web-chat tcp mid -> tls (framing)", 19},
    {"media-download tcp mid -> tls (framing)", 2},
    {"idle-close tcp mid -> tls (framing)", 18},

    // The name stands in an Initial that is not decrypted here.
    {"media-upload udp - -> quic (signature)", 3},
    {"media-download udp - -> quic (signature)", 7},
    {"profile-pictures udp - -> quic (signature)", 8},

    // Not WhatsApp by their label, nor by ours.
    {"other tcp mid -> tls (framing)", 9},
    {"other tcp mid -> unknown (none)", 22},
    {"other tcp syn -> http (signature)", 1},
    {"other tcp syn -> tls (signature)", 3},
    {"other tcp syn -> unknown (none)", 1},
    {"other udp - -> unknown (none)", 28},
};

TEST(WhatsappFlows, AreWhatTheirLabelsSay) {
    const auto shared = shared_captures();
    if (!shared) GTEST_SKIP() << "the shared captures are not here";
    EXPECT_EQ(verdicts(*shared), expected_verdicts);
}

/// Other messengers, STUN and browsers (the same addresses included) are not WhatsApp.
TEST(WhatsappFlows, AreNotSeenInCapturesOfOtherThings) {
    const auto shared = shared_captures();
    if (!shared) GTEST_SKIP() << "the shared captures are not here";
    // Names of its site; a call over IPv6 among DNS traffic; a phone that also chats.
    const std::set<std::string> with_whatsapp{"pcpp-tls2.pcap", "lru_ipv6_caches.pcapng",
                                              "waze.pcap"};
    std::vector<std::string> taken;
    for (const char* folder : {"mixed", "vpn", "tls", "http", "dns", "fragments", "quic"}) {
        for (const auto& capture : captures_in(*shared / folder)) {
            const std::string file = capture.filename().string();
            if (with_whatsapp.contains(file)) continue;
            for (const CapturedFlow& flow : flows_of(capture, Wanted{})) {
                if (lies_under(flow.classify.facts.app, "whatsapp")) {
                    taken.push_back(file + " " + flow.key());
                }
            }
        }
    }
    EXPECT_EQ(taken, std::vector<std::string>{});
}

}  // namespace
}  // namespace cordon::testing

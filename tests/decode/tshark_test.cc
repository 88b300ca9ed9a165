#include "tests/decode/tshark.hh"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "sim/decode/decode.hh"
#include "tests/decode/known_differences.hh"
#include "tests/decode/shared_captures.hh"
#include "tests/support/programs.hh"

// A second opinion on every packet of the shared captures: tshark reads the file, we decode what
// libpcap reads of it, and the two must say the same of the outermost IP and transport headers.

namespace cordon::testing {
namespace {

const std::set<LinkType> named_links = {
    LinkType::bsd_null, LinkType::ethernet,  LinkType::raw_ip_12, LinkType::raw_ip_14,
    LinkType::raw_ip,   LinkType::bsd_loop,  LinkType::linux_sll, LinkType::raw_ipv4,
    LinkType::raw_ipv6, LinkType::linux_sll2};

/// What stands before IP in what we decode, and between IP and the transport.
const std::set<std::string> link_layers = {"eth",  "ethertype", "vlan", "ieee8021ad", "sll",
                                           "null", "raw",       "ppp",  "pppoes",     "llc"};
const std::set<std::string> extensions = {"ah", "mipv6"};

/// How tshark reads the outermost headers.
struct Outermost {
    std::string network;    // ip, ipv6, or empty: none, or behind a link that we do not enter
    std::string transport;  // tcp, udp, or empty
};

Outermost outermost(const TsharkRow& row) {
    Outermost found;
    for (const std::string& layer : row.protocols()) {
        if (!found.network.empty()) {
            if (layer.rfind("ipv6.", 0) == 0 || extensions.count(layer) != 0) continue;
            if (layer == "tcp" || layer == "udp") found.transport = layer;
            return found;
        }
        if (layer == "ip" || layer == "ipv6") {
            found.network = layer;
        } else if (link_layers.count(layer) == 0) {
            return found;
        }
    }
    return found;
}

/// Notes each field in which the two differ.
class Comparison {
public:
    void same(const char* what, const std::string& ours, const std::string& theirs) {
        if (ours == theirs) return;
        differences_ += std::string(differences_.empty() ? "" : ", ") + what + ' ' + ours +
                        " (tshark " + theirs + ')';
    }
    void same(const char* what, std::uint64_t ours, std::uint64_t theirs) {
        same(what, std::to_string(ours), std::to_string(theirs));
    }
    [[nodiscard]] const std::string& differences() const { return differences_; }

private:
    std::string differences_;
};

void compare_network(const Headers& ours, const TsharkRow& theirs, bool v4, Comparison& is) {
    is.same("source", to_text(ours.src), theirs[v4 ? "ip.src" : "ipv6.src"]);
    is.same("destination", to_text(ours.dst), theirs[v4 ? "ip.dst" : "ipv6.dst"]);
    is.same("ttl", ours.ttl, theirs.number(v4 ? "ip.ttl" : "ipv6.hlim"));
}

/// Lengths are left out of a first fragment: we give the bytes it holds, tshark the datagram's.
void compare_tcp(const Headers& ours, const TsharkRow& theirs, Comparison& is) {
    is.same("source port", ours.src_port, theirs.number("tcp.srcport"));
    is.same("destination port", ours.dst_port, theirs.number("tcp.dstport"));
    is.same("flags", ours.tcp_flags.bits, theirs.number("tcp.flags") & 0xffU);
    is.same("seq", ours.seq.raw(), theirs.number("tcp.seq_raw"));
    if (ours.fragment != Fragment::whole) return;
    is.same("length", ours.payload_length, theirs.number("tcp.len"));
}

void compare_udp(const Headers& ours, const TsharkRow& theirs, Comparison& is) {
    is.same("source port", ours.src_port, theirs.number("udp.srcport"));
    is.same("destination port", ours.dst_port, theirs.number("udp.dstport"));
    const std::uint64_t stated = theirs.number("udp.length");
    if (ours.fragment != Fragment::whole || stated == 0) return;
    is.same("length", ours.payload_length + 8U, stated);
}

std::string compare(const Headers& ours, const TsharkRow& theirs) {
    const Outermost outer = outermost(theirs);
    Comparison is;
    const std::string network = ours.ip_version == 4   ? "ip"
                                : ours.ip_version == 6 ? "ipv6"
                                                       : std::string{};
    const std::string transport = ours.is_tcp() ? "tcp" : ours.is_udp() ? "udp" : std::string{};
    is.same("network", network, outer.network);
    is.same("transport", transport, outer.transport);
    if (!is.differences().empty() || network.empty()) return is.differences();
    compare_network(ours, theirs, ours.ip_version == 4, is);
    if (ours.is_tcp()) compare_tcp(ours, theirs, is);
    if (ours.is_udp()) compare_udp(ours, theirs, is);
    return is.differences();
}

/// Compares a capture packet by packet; how many were compared.
std::size_t compare_capture(const std::filesystem::path& file) {
    const auto recording = read_with_libpcap(file);
    if (!recording || named_links.count(recording->link) == 0) return 0;
    const auto rows = ask_tshark(file);
    const std::size_t count = std::min(rows.size(), recording->packets.size());
    std::size_t differing = 0;
    std::string story;
    for (std::size_t i = 0; i < count; ++i) {
        const RecordedPacket& packet = recording->packets[i];
        const Headers ours = decode(packet.bytes, recording->link, packet.wire_length).headers;
        const std::string differences = compare(ours, rows[i]);
        if (differences.empty()) continue;
        ++differing;
        story += "frame " + std::to_string(i + 1) + ' ' + rows[i]["frame.protocols"] + ": " +
                 differences + '\n';
    }
    std::size_t expected = 0;
    for (const KnownDifference& known : known_differences) {
        if (known.file == file.filename().string()) expected = known.packets;
    }
    EXPECT_EQ(differing, expected) << file.filename() << '\n' << story;
    return count;
}

class TsharkSays : public ::testing::TestWithParam<const char*> {};

TEST_P(TsharkSays, TheSameOfEveryPacket) {
    const auto folder = shared_captures();
    if (!folder) GTEST_SKIP() << "no shared captures here";
    if (!have_tshark()) GTEST_SKIP() << "no tshark here";
    std::size_t compared = 0;
    for (const auto& file : captures_in(*folder / GetParam())) compared += compare_capture(file);
    EXPECT_GT(compared, 0U);
    RecordProperty("packets", std::to_string(compared));
}

INSTANTIATE_TEST_SUITE_P(SharedCaptures, TsharkSays,
                         ::testing::Values("formats", "linktypes", "tls", "http", "dns", "mixed",
                                           "fragments", "malformed", "encapsulation", "quic", "vpn",
                                           "whatsapp"),
                         [](const auto& folder) { return std::string(folder.param); });

}  // namespace
}  // namespace cordon::testing

#include "tests/decode/packets.hh"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "sim/decode/step_by_step.hh"

namespace cordon::testing {
namespace {

std::uint8_t digit(char c) {
    return static_cast<std::uint8_t>(c <= '9' ? c - '0' : c - 'a' + 10);
}

std::string_view name(Stop stop) {
    switch (stop) {
        case Stop::payload:
            return "payload";
        case Stop::capture_too_short:
            return "cut";
        case Stop::malformed:
            return "malformed";
        case Stop::unsupported:
            return "unsupported";
        case Stop::later_fragment:
            return "later fragment";
    }
    return "?";
}

std::string_view name(Layer layer) {
    switch (layer) {
        case Layer::link:
            return "link";
        case Layer::tag:
            return "tag";
        case Layer::network:
            return "network";
        case Layer::extension:
            return "extension";
        case Layer::transport:
            return "transport";
        case Layer::payload:
            return "payload";
    }
    return "?";
}

std::string flags(TcpFlags f) {
    std::string letters;
    if (f.fin()) letters += 'F';
    if (f.syn()) letters += 'S';
    if (f.rst()) letters += 'R';
    if (f.psh()) letters += 'P';
    if (f.ack()) letters += 'A';
    if (f.urg()) letters += 'U';
    return letters;
}

std::string transport(const Headers& h) {
    switch (h.protocol) {
        case ip_protocol::tcp:
            return fmt::format("tcp {} {}:{} win {}", flags(h.tcp_flags), h.seq.raw(), h.ack.raw(),
                               h.window);
        case ip_protocol::udp:
            return "udp";
        case ip_protocol::icmp:
        case ip_protocol::icmp6:
            return fmt::format("icmp {}/{}", h.icmp_type, h.icmp_code);
        default:
            return fmt::format("proto {}", h.protocol);
    }
}

std::string addresses(const Headers& h) {
    const bool ports = h.protocol == ip_protocol::tcp || h.protocol == ip_protocol::udp;
    const auto end = [ports](const IpAddress& address, std::uint16_t port) {
        return ports ? fmt::format("{}.{}", to_text(address), port) : to_text(address);
    };
    const char* fragment = h.fragment == Fragment::first   ? " first"
                           : h.fragment == Fragment::later ? " later"
                                                           : "";
    return fmt::format("{} > {} {}{} ttl {} len {} | ", end(h.src, h.src_port),
                       end(h.dst, h.dst_port), transport(h), fragment, h.ttl, h.ip_length);
}

}  // namespace

std::vector<std::uint8_t> bytes(std::initializer_list<std::string_view> hex) {
    std::string digits;
    for (const std::string_view piece : hex) {
        for (const char c : piece) {
            if (c != ' ') digits += c;
        }
    }
    std::vector<std::uint8_t> out;
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
        out.push_back(static_cast<std::uint8_t>(digit(digits[i]) << 4U | digit(digits[i + 1])));
    }
    return out;
}

std::string describe(const Decoded& decoded) {
    const Headers& h = decoded.headers;
    std::string text;
    if (h.tag_count != 0) text += fmt::format("tags {} ", h.tag_count);
    if (h.has_addresses()) text += addresses(h);
    if (h.has_addresses()) {
        text += fmt::format("{} {} {}+{}", h.network_offset, h.transport_offset, h.payload_offset,
                            decoded.payload.size());
        if (h.payload_length != decoded.payload.size())
            text += fmt::format("/{}", h.payload_length);
        text += " | ";
    }
    text += name(h.stop);
    if (h.stop != Stop::payload) text += fmt::format(" at {}", name(h.stopped_at));
    return text;
}

std::ostream& operator<<(std::ostream& out, const Example& example) {
    return out << example.name;
}

std::string decoded(const Example& example) {
    // Copied to the heap without room to spare, so that a sanitizer sees a read beyond the end.
    const std::vector<std::uint8_t> exact(example.packet);
    const auto wire = static_cast<std::uint32_t>(exact.size()) + example.beyond;
    const std::string quick = describe(decode(exact, example.link, wire));
    const std::string slow = describe(decode_step_by_step(exact, example.link, wire));
    EXPECT_EQ(quick, slow);
    return quick;
}

const std::vector<Example>& link_examples() {
    static const std::string tcp4 =
        "10.0.0.1.40000 > 31.13.86.51.443 tcp PA 1000:2000 win 512 ttl 64 len 44 | ";
    static const std::string tcp6 =
        "2001:db8::1.40000 > 2a03:2880::5.443 tcp PA 1000:2000 win 512 ttl 64 len 64 | ";
    static const std::string udp4 = "10.0.0.1.40000 > 31.13.86.51.53 udp ttl 64 len 32 | ";
    static const auto line = [](const std::string& headers, const char* offsets,
                                const char* tags = "") -> std::string {
        return tags + headers + offsets + " | payload";
    };
    static const std::vector<std::string> lines = {
        line(tcp4, "14 34 54+4"),
        line(tcp6, "14 54 74+4"),
        line(tcp4, "18 38 58+4", "tags 1 "),
        line(tcp4, "22 42 62+4", "tags 2 "),
        line(tcp4, "22 42 62+4"),
        line(tcp6, "22 62 82+4"),
        line(tcp4, "21 41 61+4"),
        line(tcp4, "30 50 70+4", "tags 2 "),
        line(tcp4, "22 42 62+4"),
        line(tcp4, "17 37 57+4"),
        line(udp4, "16 36 44+4"),
        line(tcp6, "20 60 80+4", "tags 1 "),
        line(tcp4, "20 40 60+4"),
        line(tcp6, "24 64 84+4", "tags 1 "),
        line(tcp4, "4 24 44+4"),
        line(tcp6, "4 44 64+4"),
        line(tcp4, "0 20 40+4"),
        line(tcp6, "0 40 60+4"),
    };
    using enum LinkType;
    static const std::vector<Example> examples = {
        {"Ethernet", ethernet, bytes({testing::ethernet, "0800", ipv4_tcp}), lines[0]},
        {"EthernetIpv6", ethernet, bytes({testing::ethernet, "86dd", ipv6_tcp}), lines[1]},
        // vlan 5, priority 3
        {"Vlan", ethernet, bytes({testing::ethernet, "8100 6005 0800", ipv4_tcp}), lines[2]},
        // 802.1ad vlan 100, vlan 5
        {"QinQ", ethernet, bytes({testing::ethernet, "88a8 0064 8100 0005 0800", ipv4_tcp}),
         lines[3]},
        {"OldQinQ", ethernet, bytes({testing::ethernet, "9100 0064 8100 0005 0800", ipv4_tcp}),
         lines[3]},
        // PPPoE session 7, length 46, PPP protocol 0x0021
        {"Pppoe", ethernet, bytes({testing::ethernet, "8864 1100 0007 002e 0021", ipv4_tcp}),
         lines[4]},
        {"PppoeIpv6", ethernet, bytes({testing::ethernet, "8864 1100 0007 0042 0057", ipv6_tcp}),
         lines[5]},
        // the same with the PPP protocol compressed to one byte
        {"PppoeCompressed", ethernet,
         bytes({testing::ethernet, "8864 1100 0007 002d 21", ipv4_tcp}), lines[6]},
        {"PppoeInQinQ", ethernet,
         bytes({testing::ethernet, "8100 0064 8100 0005 8864 1100 0007 002e 0021", ipv4_tcp}),
         lines[7]},
        // 802.3 length 52, LLC SNAP, oui 0, ethertype 0x0800
        {"Snap", ethernet, bytes({testing::ethernet, "0034 aaaa03 000000 0800", ipv4_tcp}),
         lines[8]},
        // 802.3 length 47, LLC of SAP 6
        {"Llc", ethernet, bytes({testing::ethernet, "002f 060603", ipv4_tcp}), lines[9]},
        // cooked v1: to us, ARPHRD_ETHER, 6 bytes of address, then the protocol
        {"CookedUdp", linux_sll, bytes({"0000 0001 0006 0200000000010000 0800", ipv4_udp}),
         lines[10]},
        {"CookedVlanIpv6", linux_sll,
         bytes({"0000 0001 0006 0200000000010000 8100 0005 86dd", ipv6_tcp}), lines[11]},
        // cooked v2: the protocol, then interface 3, ARPHRD_ETHER, from us, 6 bytes of address
        {"Cooked2", linux_sll2, bytes({"0800 0000 00000003 0001 04 06 0200000000010000", ipv4_tcp}),
         lines[12]},
        {"Cooked2VlanIpv6", linux_sll2,
         bytes({"8100 0000 00000003 0001 04 06 0200000000010000 0005 86dd", ipv6_tcp}), lines[13]},
        // address families: 2 in either order, and those of IPv6 by system
        {"NullLittle", bsd_null, bytes({"02000000", ipv4_tcp}), lines[14]},
        {"NullBig", bsd_null, bytes({"00000002", ipv4_tcp}), lines[14]},
        {"NullLinux", bsd_null, bytes({"0a000000", ipv6_tcp}), lines[15]},
        {"NullOpenBsd", bsd_null, bytes({"00000018", ipv6_tcp}), lines[15]},
        {"NullFreeBsd", bsd_null, bytes({"1c000000", ipv6_tcp}), lines[15]},
        {"NullDarwin", bsd_null, bytes({"1e000000", ipv6_tcp}), lines[15]},
        {"Loop", bsd_loop, bytes({"00000002", ipv4_tcp}), lines[14]},
        {"Raw", raw_ip, bytes({ipv4_tcp}), lines[16]},
        {"RawIpv6", raw_ip, bytes({ipv6_tcp}), lines[17]},
        {"Raw12", raw_ip_12, bytes({ipv4_tcp}), lines[16]},
        {"Raw14", raw_ip_14, bytes({ipv6_tcp}), lines[17]},
        {"RawOnlyIpv4", raw_ipv4, bytes({ipv4_tcp}), lines[16]},
        {"RawOnlyIpv6", raw_ipv6, bytes({ipv6_tcp}), lines[17]},
    };
    return examples;
}

}  // namespace cordon::testing

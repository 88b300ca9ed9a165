#include "tests/decode/packets.hh"

namespace cordon::testing {
namespace {

using Examples = std::vector<Example>;

/// What becomes of the packets that the examples carry, at these offsets.
std::string tcp4(std::string_view offsets) {
    return "10.0.0.1.40000 > 31.13.86.51.443 tcp PA 1000:2000 win 512 ttl 64 len 44 | " +
           std::string(offsets) + " | payload";
}
std::string tcp6(std::string_view offsets) {
    return "2001:db8::1.40000 > 2a03:2880::5.443 tcp PA 1000:2000 win 512 ttl 64 len 64 | " +
           std::string(offsets) + " | payload";
}
std::string udp4(std::string_view offsets) {
    return "10.0.0.1.40000 > 31.13.86.51.53 udp ttl 64 len 32 | " + std::string(offsets) +
           " | payload";
}

Example on_ethernet(std::string_view name, std::initializer_list<std::string_view> hex,
                    std::string expected) {
    std::vector<std::uint8_t> packet = bytes({ethernet});
    const std::vector<std::uint8_t> rest = bytes(hex);
    packet.insert(packet.end(), rest.begin(), rest.end());
    return {.name = name, .packet = std::move(packet), .expected = std::move(expected)};
}

Examples ethernet_examples() {
    return {
        on_ethernet("Ethernet", {"0800", ipv4_tcp}, tcp4("14 34 54+4")),
        on_ethernet("EthernetIpv6", {"86dd", ipv6_tcp}, tcp6("14 54 74+4")),
        // vlan 5, priority 3
        on_ethernet("Vlan", {"8100 6005 0800", ipv4_tcp}, "tags 1 " + tcp4("18 38 58+4")),
        // 802.1ad vlan 100, vlan 5
        on_ethernet("QinQ", {"88a8 0064 8100 0005 0800", ipv4_tcp}, "tags 2 " + tcp4("22 42 62+4")),
        on_ethernet("OldQinQ", {"9100 0064 8100 0005 0800", ipv4_tcp},
                    "tags 2 " + tcp4("22 42 62+4")),
        // PPPoE session 7, length 46, PPP protocol 0x0021
        on_ethernet("Pppoe", {"8864 1100 0007 002e 0021", ipv4_tcp}, tcp4("22 42 62+4")),
        on_ethernet("PppoeIpv6", {"8864 1100 0007 0042 0057", ipv6_tcp}, tcp6("22 62 82+4")),
        // the same with the PPP protocol compressed to one byte
        on_ethernet("PppoeCompressed", {"8864 1100 0007 002d 21", ipv4_tcp}, tcp4("21 41 61+4")),
        on_ethernet("PppoeInQinQ", {"8100 0064 8100 0005 8864 1100 0007 002e 0021", ipv4_tcp},
                    "tags 2 " + tcp4("30 50 70+4")),
        // 802.3 length 52, LLC SNAP, oui 0, ethertype 0x0800
        on_ethernet("Snap", {"0034 aaaa03 000000 0800", ipv4_tcp}, tcp4("22 42 62+4")),
        // 802.3 length 47, LLC of SAP 6
        on_ethernet("Llc", {"002f 060603", ipv4_tcp}, tcp4("17 37 57+4")),
    };
}

Examples cooked_examples() {
    using enum LinkType;
    return {
        // v1: to us, ARPHRD_ETHER, 6 bytes of address, then the protocol
        {"CookedUdp", linux_sll, bytes({"0000 0001 0006 0200000000010000 0800", ipv4_udp}),
         udp4("16 36 44+4")},
        {"CookedVlanIpv6", linux_sll,
         bytes({"0000 0001 0006 0200000000010000 8100 0005 86dd", ipv6_tcp}),
         "tags 1 " + tcp6("20 60 80+4")},
        // v2: the protocol, then interface 3, ARPHRD_ETHER, from us, 6 bytes of address
        {"Cooked2", linux_sll2, bytes({"0800 0000 00000003 0001 04 06 0200000000010000", ipv4_tcp}),
         tcp4("20 40 60+4")},
        {"Cooked2VlanIpv6", linux_sll2,
         bytes({"8100 0000 00000003 0001 04 06 0200000000010000 0005 86dd", ipv6_tcp}),
         "tags 1 " + tcp6("24 64 84+4")},
    };
}

/// Links without addresses: a family (2 in either order, those of IPv6 by system), or nothing.
Examples bare_examples() {
    using enum LinkType;
    const std::string family4 = tcp4("4 24 44+4"), family6 = tcp6("4 44 64+4");
    const std::string raw4 = tcp4("0 20 40+4"), raw6 = tcp6("0 40 60+4");
    return {
        {"NullLittle", bsd_null, bytes({"02000000", ipv4_tcp}), family4},
        {"NullBig", bsd_null, bytes({"00000002", ipv4_tcp}), family4},
        {"NullLinux", bsd_null, bytes({"0a000000", ipv6_tcp}), family6},
        {"NullOpenBsd", bsd_null, bytes({"00000018", ipv6_tcp}), family6},
        {"NullFreeBsd", bsd_null, bytes({"1c000000", ipv6_tcp}), family6},
        {"NullDarwin", bsd_null, bytes({"1e000000", ipv6_tcp}), family6},
        {"Loop", bsd_loop, bytes({"00000002", ipv4_tcp}), family4},
        {"Raw", raw_ip, bytes({ipv4_tcp}), raw4},
        {"RawIpv6", raw_ip, bytes({ipv6_tcp}), raw6},
        {"Raw12", raw_ip_12, bytes({ipv4_tcp}), raw4},
        {"Raw14", raw_ip_14, bytes({ipv6_tcp}), raw6},
        {"RawOnlyIpv4", raw_ipv4, bytes({ipv4_tcp}), raw4},
        {"RawOnlyIpv6", raw_ipv6, bytes({ipv6_tcp}), raw6},
    };
}

}  // namespace

Examples link_examples() {
    Examples all = ethernet_examples();
    for (const Examples& more : {cooked_examples(), bare_examples()}) {
        all.insert(all.end(), more.begin(), more.end());
    }
    return all;
}

}  // namespace cordon::testing

#include "sim/classify/whatsapp_addresses.hh"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "sim/core/well_known_port.hh"

namespace cordon {
namespace {

constexpr std::array<std::uint16_t, 3> chat_ports{well_known_port::chat, 4244, 5242};

/// AS32934 (Meta): the long-lived aggregates among the routes that it announces (`whois -h
/// whois.radb.net -- '-i origin AS32934'`; compared with published copies of that list).
constexpr std::array<std::string_view, 17> meta_blocks{
    "31.13.24.0/21",    "31.13.64.0/18",   "45.64.40.0/22",   "66.220.144.0/20", "69.63.176.0/20",
    "69.171.224.0/19",  "74.119.76.0/22",  "102.132.96.0/20", "103.4.96.0/22",   "129.134.0.0/16",
    "157.240.0.0/16",   "173.252.64.0/18", "179.60.192.0/22", "185.60.216.0/22", "204.15.20.0/22",
    "2620:0:1c00::/40", "2a03:2880::/32",
};

/// Hosts of SoftLayer that answered phone chat in recordings of 2015 and 2017 (nDPI, peafowl).
constexpr std::array<std::string_view, 7> softlayer_hosts{
    "158.85.5.199",  "158.85.58.15",    "158.85.58.42",   "158.85.58.109",
    "169.53.71.242", "173.192.222.189", "184.173.179.37",
};

std::vector<Cidr> parse_blocks() {
    std::vector<Cidr> blocks;
    blocks.reserve(meta_blocks.size() + softlayer_hosts.size());
    for (const std::string_view text : meta_blocks) blocks.push_back(*parse_cidr(text));
    for (const std::string_view text : softlayer_hosts) blocks.push_back(*parse_cidr(text));
    return blocks;
}

}  // namespace

bool is_whatsapp_chat_server(const IpAddress& address, std::uint16_t port) {
    if (std::ranges::find(chat_ports, port) == chat_ports.end()) return false;
    static const std::vector<Cidr> blocks = parse_blocks();
    return std::ranges::any_of(blocks, [&](const Cidr& block) { return block.contains(address); });
}

}  // namespace cordon

#include "sim/flow/server_port.hh"

#include <algorithm>
#include <array>

namespace cordon {
namespace {

constexpr std::uint16_t first_free_port = 1024;
constexpr std::uint16_t first_client_port = 32768;  // Linux ip_local_port_range

// Services above 1023 to which phones and computers behind a wall connect; names as in the IANA
// registry where it has them. Sorted.
constexpr auto known_servers = std::to_array<std::uint16_t>({
    1080,                     // socks
    1194,                     // openvpn
    1701,                     // l2tp
    1723,                     // pptp
    1935,                     // macromedia-fcs: RTMP video
    3128,                     // Squid, HTTP proxies
    3306,                     // mysql
    3389,                     // ms-wbt-server: remote desktop
    3478,  3479, 3480, 3481,  // stun and turn: calls
    4244,                     // on the port lists for WhatsApp and Viber
    4500,                     // ipsec-nat-t
    5060,  5061,              // sip, sips
    5222,  5223,              // xmpp-client: WhatsApp chat; push of Apple and XMPP over TLS
    5228,  5229, 5230,        // push of Google
    5242,                     // on the port lists for WhatsApp and Viber
    5349,                     // stuns, turns
    6881,                     // BitTorrent
    8000,  8008, 8080, 8081,  // http-alt and its neighbours
    8388,                     // Shadowsocks
    8443,                     // https beside 443
    8888,                     // http beside 80
    9001,                     // Tor relays
    9050,                     // Tor's SOCKS
    51820,                    // WireGuard
});
static_assert(std::is_sorted(known_servers.begin(), known_servers.end()));

}  // namespace

PortLikeness likeness_of(std::uint16_t port) {
    if (port < first_free_port) return PortLikeness::server;
    if (std::binary_search(known_servers.begin(), known_servers.end(), port)) {
        return PortLikeness::server;
    }
    return port < first_client_port ? PortLikeness::neither : PortLikeness::client;
}

}  // namespace cordon

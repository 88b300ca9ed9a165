#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/core/calendar.hh"
#include "sim/core/ip_address.hh"
#include "sim/core/rate.hh"
#include "sim/core/time.hh"
#include "sim/core/well_known_port.hh"
#include "sim/phone/function.hh"
#include "sim/phone/settings.hh"
#include "sim/phone/visit.hh"
#include "sim/wall_room.hh"

namespace cordon {

/// One direction of a way through the network.
struct WayDirection {
    BitRate rate{};
    Share loss{};  // of packets, each by itself or in bursts of `burst` on average
};

/// A way through the network: from phones to the wall (`access`), or on from the wall (`paths`).
/// Losses of a day (`weather`) come on top of its own.
struct Way {
    std::string name;
    WayDirection up, down;    // up: from the phone on
    Duration delay{};         // one way
    Duration jitter{};        // most that is added to it, at random
    Duration queue{};         // most that waits at its rate
    std::uint32_t burst = 1;  // packets lost in a row, on average
    /// Share lost more from each hour of the day on, in the order of the hours.
    std::vector<std::pair<std::uint8_t, Share>> weather;
    bool weather_up = false, weather_down = false;
};

/// Whose TCP phones have: see tcp_profile.hh.
enum class PhoneTcp : std::uint8_t { android, android_2017, ios };

/// The phones of one operator in one place.
struct Operator {
    std::string name;
    Cidr block;          // their addresses
    bool inside = true;  // false: the wall is not between them and the servers (roaming, Hong Kong)
    std::size_t access = 0;  // into Scenario::access
    std::size_t path = 0;    // into Scenario::paths
    std::uint32_t phones = 0;
    Share vpn{};  // so many of them send all they do through a VPN
    PhoneTcp tcp = PhoneTcp::android;
};

struct ScenarioPlace {
    std::string name;
    std::vector<Operator> operators;
};

/// What servers are for.
enum class ServerRole : std::uint8_t { resolver, chat, media, registration, web, relays, vpn };
inline constexpr std::size_t server_roles = 7;
[[nodiscard]] std::string_view to_text(ServerRole role);

/// The servers of one role: a pool of addresses, dealt out to its names in order.
struct ServerPool {
    std::vector<std::string> names;  // none for those that are reached by address
    std::vector<IpAddress> addresses;
    std::vector<IpAddress> built_in;  // of these, those that the app carries in itself
    std::uint32_t in_one_answer = 8;  // addresses that the resolver gives at once, in turn
    Duration delay{};                 // one way, on from where the paths end
    std::uint16_t port = well_known_port::https;  // of web sites; http: in the clear
    /// Silence after which TCP, or for a VPN its phones, asks whether anybody is there; none:
    /// never.
    std::optional<Duration> keep_alive{};

    /// The addresses of a name: each gets its share of the pool, at least one.
    [[nodiscard]] std::vector<IpAddress> addresses_of(std::size_t name) const;
};

/// Servers that have nothing to do with the messenger; visits go to them, over HTTPS.
struct NamedSite {
    std::string name;
    ServerPool pool;      // names may be none: for visits that are told the address
    bool inside = false;  // they stand behind the wall, with the pool's delay on either side of it
    bool apart = false;   // not of the service that a case is about: an outage is none of theirs
};

/// A day that is played, or a part of it: tries begin from `from` on and before `to`.
struct PlayedDay {
    std::string date;  // "2017-07-18", in the scenario's zone
    Time from, to;
};

/// How often each phone tries a function on each day.
struct Tries {
    Function function = Function::text;
    std::uint32_t count = 0;
    std::uint16_t visit = 0;  // which, where the function is one: into Scenario::visits
};

/// When phones are switched on: from the minutes before a day until all of it is over; or each from
/// the minutes before its first try to the end of its last, which leaves out what an idle phone
/// says all day to keep its connection.
enum class SwitchedOn : std::uint8_t { all_day, around_tries };

/// A case: who is where, over which ways they reach what, what they try and when. Read from
/// scenario.yaml by scenario/file/.
struct Scenario {
    std::string name, about;
    ZoneOffset zone{};
    std::uint64_t seed = 1;
    MediaExchange exchange = MediaExchange::of_2017;
    std::uint32_t patience_percent = 100;
    std::string policy;      // path of the case's wall, or empty
    std::string candidates;  // folder of candidate walls, or empty
    std::vector<PlayedDay> days;
    std::vector<Way> access, paths;
    std::vector<ScenarioPlace> places;
    std::array<std::optional<ServerPool>, server_roles> servers;
    std::vector<NamedSite> sites;
    std::vector<Visit> visits;
    std::vector<Tries> tries;
    ContentSizes sizes;
    SwitchedOn switched_on = SwitchedOn::all_day;
    Share servers_silent{};  // of hours in which the messenger's servers answer nobody
    WallRoom room{};         // of every wall; no file states it

    [[nodiscard]] const std::optional<ServerPool>& pool(ServerRole role) const {
        return servers[static_cast<std::size_t>(role)];
    }
};

/// What is tried, in a word: the name of the function, or of the visit.
[[nodiscard]] std::string_view name_of(const Scenario& scenario, Function function,
                                       std::uint16_t visit);

/// The site that a visit goes to, by the address that it is told or by the name; null for none.
[[nodiscard]] const NamedSite* site_of(const Scenario& scenario, const Visit& visit);

/// The role whose servers a function cannot do without, beside the resolver and, for most, chat.
[[nodiscard]] std::vector<ServerRole> roles_of(Function function);

}  // namespace cordon

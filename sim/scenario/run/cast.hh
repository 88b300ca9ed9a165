#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/scenario.hh"

namespace cordon {

/// How the traffic of a phone meets the wall.
enum class Manner : std::uint8_t {
    plain,    // the wall sees all of it
    vpn,      // the wall sees a tunnel
    outside,  // the wall is not on its way: roaming, another country
};
[[nodiscard]] std::string_view to_text(Manner manner);  // "plain", "vpn", "outside"

/// One phone of a place.
struct CastPhone {
    std::size_t operator_index = 0;  // into ScenarioPlace::operators
    std::uint32_t number = 0;        // among those of its operator, from 1
    Manner manner = Manner::plain;
    IpAddress address;
};

/// The phones of a place, operator by operator. A share that uses a VPN is spread evenly over the
/// numbers: 25% is every fourth.
[[nodiscard]] std::vector<CastPhone> cast_of(const ScenarioPlace& place);

/// "beijing/mobile/3".
[[nodiscard]] std::string name_of(const ScenarioPlace& place, const CastPhone& phone);

/// One try that is to be made.
struct PlannedTry {
    Function function = Function::text;
    Time at;
    std::uint16_t visit = 0;  // into Scenario::visits
};

/// When a phone tries what on a day, in order of time. Each draw depends on the seed, the day, the
/// place, the phone, the function and its ordinal among the tries of that function; nothing else
/// moves it.
[[nodiscard]] std::vector<PlannedTry> timetable(const Scenario& scenario, const PlayedDay& day,
                                                const ScenarioPlace& place, const CastPhone& phone);

}  // namespace cordon

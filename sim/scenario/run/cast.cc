#include "sim/scenario/run/cast.hh"

#include <algorithm>

#include "sim/core/keyed_random.hh"

namespace cordon {
namespace {

constexpr std::uint64_t whole = 1'000'000;

bool uses_vpn(Share share, std::uint32_t number) {
    const std::uint64_t part = share.millionths;
    return number * part / whole > (number - 1) * part / whole;
}

KeyedRandom draws_for(const Scenario& scenario, const PlayedDay& day, const ScenarioPlace& place,
                      const CastPhone& phone) {
    KeyedRandom draws(scenario.seed, "timetable");
    draws.mix(as_bytes(day.date)).mix(as_bytes(place.name));
    draws.mix(as_bytes(place.operators[phone.operator_index].name));
    return draws.mix(phone.number);
}

}  // namespace

std::string_view to_text(Manner manner) {
    switch (manner) {
        case Manner::plain:
            return "plain";
        case Manner::vpn:
            return "vpn";
        case Manner::outside:
            return "outside";
    }
    return "";
}

std::vector<CastPhone> cast_of(const ScenarioPlace& place) {
    std::vector<CastPhone> phones;
    for (std::size_t which = 0; which < place.operators.size(); ++which) {
        const Operator& provider = place.operators[which];
        const std::uint32_t first = provider.block.first.v4_host_order();
        for (std::uint32_t number = 1; number <= provider.phones; ++number) {
            CastPhone phone{.operator_index = which,
                            .number = number,
                            .address = IpAddress::v4(first + number)};
            if (uses_vpn(provider.vpn, number)) phone.manner = Manner::vpn;
            if (!provider.inside) phone.manner = Manner::outside;
            phones.push_back(phone);
        }
    }
    return phones;
}

std::string name_of(const ScenarioPlace& place, const CastPhone& phone) {
    return place.name + '/' + place.operators[phone.operator_index].name + '/' +
           std::to_string(phone.number);
}

std::vector<PlannedTry> timetable(const Scenario& scenario, const PlayedDay& day,
                                  const ScenarioPlace& place, const CastPhone& phone) {
    const KeyedRandom of_phone = draws_for(scenario, day, place, phone);
    const auto span = static_cast<std::uint64_t>((day.to - day.from).count());
    std::vector<PlannedTry> tries;
    for (const Tries& each : scenario.tries) {
        for (std::uint32_t ordinal = 0; ordinal < each.count; ++ordinal) {
            KeyedRandom draw = of_phone;
            draw.mix(as_bytes(name_of(scenario, each.function, each.visit))).mix(ordinal);
            const auto later = static_cast<std::int64_t>(draw.below(span));
            tries.push_back(
                {.function = each.function, .at = day.from + Duration{later}, .visit = each.visit});
        }
    }
    std::stable_sort(tries.begin(), tries.end(),
                     [](const PlannedTry& a, const PlannedTry& b) { return a.at < b.at; });
    return tries;
}

}  // namespace cordon

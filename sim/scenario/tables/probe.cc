#include "sim/scenario/tables/probe.hh"

#include <algorithm>

#include "sim/scenario/reckoning/reports.hh"

namespace cordon {
namespace {

constexpr Share all{1'000'000};

Manner manner_of(Road road) {
    switch (road) {
        case Road::direct:
            return Manner::plain;
        case Road::vpn:
            return Manner::vpn;
        case Road::roaming:
        case Road::outside:
            return Manner::outside;
    }
    return Manner::plain;
}

bool has_vpn(const Scenario& scenario) {
    return std::any_of(
        scenario.places.begin(), scenario.places.end(), [](const ScenarioPlace& place) {
            return std::any_of(place.operators.begin(), place.operators.end(),
                               [](const Operator& provider) {
                                   return provider.inside && provider.vpn.millionths > 0;
                               });
        });
}

}  // namespace

std::optional<Probe> probe_called(const std::string& name) {
    for (const Function function : all_functions()) {
        for (const Road road : {Road::direct, Road::vpn, Road::roaming, Road::outside}) {
            if (probe_name(function, road) == name) return Probe{function, manner_of(road)};
        }
    }
    return std::nullopt;
}

Scenario played_in(Manner manner, Scenario scenario) {
    for (ScenarioPlace& place : scenario.places) {
        std::erase_if(place.operators, [manner](const Operator& provider) {
            return provider.inside == (manner == Manner::outside);
        });
        for (Operator& provider : place.operators) {
            provider.vpn = manner == Manner::vpn ? all : Share{};
        }
    }
    std::erase_if(scenario.places,
                  [](const ScenarioPlace& place) { return place.operators.empty(); });
    return scenario;
}

std::uint32_t phones_playing(const Scenario& scenario, Manner manner) {
    if (manner == Manner::vpn && !has_vpn(scenario)) return 0;
    std::uint32_t phones = 0;
    for (const ScenarioPlace& place : scenario.places) {
        for (const Operator& provider : place.operators) {
            if (provider.inside != (manner == Manner::outside)) phones += provider.phones;
        }
    }
    return phones;
}

}  // namespace cordon

#include "sim/scenario/tables/report_probe.hh"

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

std::optional<ReportProbe> probe_called(const Scenario& scenario, const std::string& name) {
    std::optional<ReportProbe> called;
    const auto compare = [&](Function function, std::uint16_t visit, bool inside) {
        for (const Road road : {Road::direct, Road::vpn, Road::roaming, Road::outside}) {
            if (probe_name(name_of(scenario, function, visit), road) != name) continue;
            const Manner manner = manner_of(road);
            called = ReportProbe{.function = function,
                                 .visit = visit,
                                 .manner = manner,
                                 .is_free = manner == Manner::outside && !inside};
        }
    };
    for (const Function function : all_functions()) compare(function, 0, false);
    for (std::size_t at = 0; at < scenario.visits.size(); ++at) {
        const NamedSite* site = site_of(scenario, scenario.visits[at]);
        const bool inside = site != nullptr && site->inside;
        compare(Function::visit, static_cast<std::uint16_t>(at), inside);
    }
    return called;
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

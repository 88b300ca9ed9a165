#include "sim/scenario/scenario.hh"

#include <algorithm>

namespace cordon {

std::string_view to_text(ServerRole role) {
    switch (role) {
        case ServerRole::resolver:
            return "resolver";
        case ServerRole::chat:
            return "chat";
        case ServerRole::media:
            return "media";
        case ServerRole::registration:
            return "registration";
        case ServerRole::web:
            return "web";
        case ServerRole::relays:
            return "relays";
        case ServerRole::vpn:
            return "vpn";
    }
    return "";
}

std::vector<IpAddress> ServerPool::addresses_of(std::size_t name) const {
    const std::size_t count = addresses.size();
    const std::size_t begin = name * count / names.size();
    const std::size_t end = std::max(begin + 1, (name + 1) * count / names.size());
    const auto at = [&](std::size_t place) {
        return addresses.begin() + static_cast<std::ptrdiff_t>(std::min(place, count));
    };
    return {at(begin), at(end)};
}

std::string_view name_of(const Scenario& scenario, Function function, std::uint16_t visit) {
    return function == Function::visit ? std::string_view(scenario.visits[visit].name)
                                       : to_text(function);
}

const NamedSite* site_of(const Scenario& scenario, const Visit& visit) {
    const auto holds = [](const auto& all, const auto& one) {
        return std::find(all.begin(), all.end(), one) != all.end();
    };
    const auto found =
        std::find_if(scenario.sites.begin(), scenario.sites.end(), [&](const auto& site) {
            return visit.at ? holds(site.pool.addresses, *visit.at)
                            : holds(site.pool.names, visit.site);
        });
    return found == scenario.sites.end() ? nullptr : &*found;
}

std::vector<ServerRole> roles_of(Function function) {
    switch (function) {
        case Function::text:
            return {ServerRole::chat};
        case Function::photo_send:
        case Function::photo_forward:
        case Function::photo_receive:
        case Function::voice_note:
        case Function::video_send:
        case Function::video_receive:
            return {ServerRole::chat, ServerRole::media};
        case Function::voice_call:
        case Function::video_call:
            return {ServerRole::chat, ServerRole::relays};
        case Function::registration:
            return {ServerRole::registration};
        case Function::web_page:
            return {ServerRole::web};
        case Function::visit:
            return {};
    }
    return {};
}

}  // namespace cordon

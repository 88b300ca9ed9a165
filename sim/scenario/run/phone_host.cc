#include "sim/scenario/run/phone_host.hh"

#include "sim/scenario/run/ways.hh"

namespace cordon {

namespace {

const TcpProfile& profile_of(PhoneTcp tcp) {
    switch (tcp) {
        case PhoneTcp::android:
            return linux_android();
        case PhoneTcp::android_2017:
            return android_2017();
        case PhoneTcp::ios:
            return ios_like();
    }
    return linux_android();
}

}  // namespace

HostConfig phone_host(const Scenario& scenario, const ScenarioPlace& place, const CastPhone& phone,
                      const Endpoint& resolver) {
    const Operator& provider = place.operators[phone.operator_index];
    const Way& access = scenario.access[provider.access];
    const Way& path = scenario.paths[provider.path];
    constexpr std::uint8_t midnight = 0;
    HostConfig config;
    config.name = name_of(place, phone);
    config.addresses = {phone.address};
    config.side = provider.inside ? Side::inside : Side::roaming;
    config.access_up = link_of(access, Direction::up, midnight);
    config.access_down = link_of(access, Direction::down, midnight);
    config.path_up = link_of(path, Direction::up, midnight);
    config.path_down = link_of(path, Direction::down, midnight);
    config.resolver = resolver;
    config.profile = &profile_of(provider.tcp);
    return config;
}

PhoneSettings phone_settings(const Scenario& scenario, std::uint64_t seed) {
    PhoneSettings settings;
    settings.seed = seed;
    settings.exchange = scenario.exchange;
    settings.visits = scenario.visits;
    settings.sizes = scenario.sizes;
    settings.patience_percent = scenario.patience_percent;
    if (const auto& chat = scenario.pool(ServerRole::chat)) {
        settings.chat_names = chat->names;
        settings.chat_built_in = chat->built_in;
    }
    if (const auto& media = scenario.pool(ServerRole::media)) settings.media_name = media->names[0];
    if (const auto& registration = scenario.pool(ServerRole::registration)) {
        settings.registration_name = registration->names[0];
    }
    if (const auto& web = scenario.pool(ServerRole::web)) {
        settings.web_name = web->names[0];
        settings.web_port = web->port;
    }
    return settings;
}

}  // namespace cordon

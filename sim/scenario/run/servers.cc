#include "sim/scenario/run/servers.hh"

#include <array>

#include "sim/core/well_known_port.hh"

namespace cordon {
namespace {

constexpr std::array chat_ports{well_known_port::chat, well_known_port::https};

Messenger::Config messenger_config(const Scenario& scenario) {
    Messenger::Config config;
    if (const auto& media = scenario.pool(ServerRole::media)) config.media_name = media->names[0];
    if (const auto& relays = scenario.pool(ServerRole::relays)) config.relays = relays->addresses;
    config.album_photo_bytes = scenario.sizes.photo;
    return config;
}

bool is_of_messenger(ServerRole role) {
    switch (role) {
        case ServerRole::chat:
        case ServerRole::media:
        case ServerRole::registration:
        case ServerRole::relays:
            return true;
        case ServerRole::resolver:
        case ServerRole::web:
        case ServerRole::vpn:
            return false;
    }
    return false;
}

}  // namespace

Servers::Servers(World& world, const Scenario& scenario, std::uint64_t seed)
    : world_(&world),
      seed_(seed),
      messenger_(world.queue(), messenger_config(scenario)),
      media_site_(messenger_),
      registration_site_(messenger_),
      page_site_("A page", scenario.sizes.web_page),
      relays_(world.queue(), messenger_, seed) {
    if (const auto& chat = scenario.pool(ServerRole::chat)) add_chat(*chat);
    if (const auto& media = scenario.pool(ServerRole::media)) {
        add_site(ServerRole::media, *media, media_site_);
    }
    if (const auto& registration = scenario.pool(ServerRole::registration)) {
        add_site(ServerRole::registration, *registration, registration_site_);
    }
    if (const auto& web = scenario.pool(ServerRole::web)) {
        add_site(ServerRole::web, *web, page_site_);
    }
    if (const auto& relays = scenario.pool(ServerRole::relays)) {
        for (const IpAddress& address : relays->addresses) {
            relays_.add(add_host(ServerRole::relays, *relays, address));
        }
    }
    if (const auto& vpn = scenario.pool(ServerRole::vpn)) {
        for (const IpAddress& address : vpn->addresses) {
            static_cast<void>(add_host(ServerRole::vpn, *vpn, address));
        }
        vpn_ = Endpoint{.address = vpn->addresses[0], .port = well_known_port::wireguard};
    }
    for (const NamedSite& site : scenario.sites) add_visited(site);
    add_resolver(scenario);
}

WorldHost& Servers::add_host(ServerRole role, const ServerPool& pool, const IpAddress& address) {
    HostConfig config;
    config.name = std::string(to_text(role)) + ' ' + to_text(address);
    config.addresses = {address};
    // Nothing here is random or waits: phones share servers, and one must not shift another.
    config.access_up.delay = pool.delay;
    config.access_down.delay = pool.delay;
    if (pool.keep_alive) {
        profiles_.push_back(linux_android());
        profiles_.back().keep_alive = linux_keep_alive(*pool.keep_alive);
        config.profile = &profiles_.back();
    }
    WorldHost& host = world_->add_host(config);
    if (is_of_messenger(role)) of_service_.push_back(&host);
    return host;
}

void Servers::add_chat(const ServerPool& pool) {
    for (const IpAddress& address : pool.addresses) {
        chat_.push_back(std::make_unique<ChatServer>(add_host(ServerRole::chat, pool, address),
                                                     messenger_, chat_ports, seed_));
    }
}

void Servers::add_site(ServerRole role, const ServerPool& pool, Site& site) {
    const bool secure = pool.port == well_known_port::https;
    const auto scheme = secure ? WebServer::Scheme::https : WebServer::Scheme::http;
    for (const IpAddress& address : pool.addresses) {
        web_.push_back(std::make_unique<WebServer>(add_host(role, pool, address), scheme, pool.port,
                                                   site, seed_));
    }
}

void Servers::add_visited(const NamedSite& site) {
    for (const IpAddress& address : site.pool.addresses) {
        HostConfig config;
        config.name = site.name + ' ' + to_text(address);
        config.addresses = {address};
        config.side = site.inside ? Side::inside : Side::outside;
        config.access_up.delay = site.pool.delay;
        config.access_down.delay = site.pool.delay;
        if (site.inside) {
            config.path_up.delay = site.pool.delay;
            config.path_down.delay = site.pool.delay;
        }
        WorldHost& host = world_->add_host(config);
        if (!site.apart) of_service_.push_back(&host);
        web_.push_back(std::make_unique<WebServer>(host, WebServer::Scheme::https,
                                                   well_known_port::https, sized_site_, seed_));
    }
}

void Servers::add_resolver(const Scenario& scenario) {
    const ServerPool& resolvers = *scenario.pool(ServerRole::resolver);
    for (const IpAddress& address : resolvers.addresses) {
        dns_.push_back(
            std::make_unique<DnsServer>(add_host(ServerRole::resolver, resolvers, address)));
        const auto know = [&](const ServerPool& pool) {
            for (std::size_t name = 0; name < pool.names.size(); ++name) {
                dns_.back()->set(pool.names[name], pool.addresses_of(name), pool.in_one_answer);
            }
        };
        for (const auto& pool : scenario.servers) {
            if (pool) know(*pool);
        }
        for (const NamedSite& site : scenario.sites) know(site.pool);
    }
    resolver_ = {.address = resolvers.addresses[0], .port = well_known_port::dns};
}

}  // namespace cordon

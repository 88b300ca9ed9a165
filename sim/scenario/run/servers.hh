#pragma once

#include <deque>
#include <memory>
#include <vector>

#include "sim/scenario/scenario.hh"
#include "sim/world/dns_server.hh"
#include "sim/world/servers/call_relays.hh"
#include "sim/world/servers/chat_server.hh"
#include "sim/world/servers/messenger.hh"
#include "sim/world/servers/sites.hh"
#include "sim/world/servers/web_server.hh"
#include "sim/world/world.hh"

namespace cordon {

/// The servers of a scenario in one world: a host for each address, with what its role serves.
class Servers {
public:
    /// Borrows all; must not outlive the world.
    Servers(World& world, const Scenario& scenario, std::uint64_t seed);

    [[nodiscard]] Messenger& messenger() { return messenger_; }
    /// Where phones ask for names.
    [[nodiscard]] Endpoint resolver() const { return resolver_; }
    /// Where VPNs end; none when the scenario has none.
    [[nodiscard]] std::optional<Endpoint> vpn() const { return vpn_; }
    /// All that the messenger itself runs (chat, media, registration, relays), and the sites that
    /// are not apart.
    [[nodiscard]] const std::vector<WorldHost*>& of_service() const { return of_service_; }

private:
    [[nodiscard]] WorldHost& add_host(ServerRole role, const ServerPool& pool,
                                      const IpAddress& address);
    void add_chat(const ServerPool& pool);
    void add_site(ServerRole role, const ServerPool& pool, Site& site);
    void add_visited(const NamedSite& site);
    void add_resolver(const Scenario& scenario);

    World* world_;
    std::uint64_t seed_;
    std::deque<TcpProfile> profiles_;  // of pools that ask whether anybody is there
    Messenger messenger_;
    MediaSite media_site_;
    RegistrationSite registration_site_;
    PageSite page_site_;
    SizedSite sized_site_;
    CallRelays relays_;
    std::vector<WorldHost*> of_service_;
    std::vector<std::unique_ptr<ChatServer>> chat_;
    std::vector<std::unique_ptr<WebServer>> web_;
    std::vector<std::unique_ptr<DnsServer>> dns_;
    Endpoint resolver_{};
    std::optional<Endpoint> vpn_;
};

}  // namespace cordon

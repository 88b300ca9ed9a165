#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <string>

#include "sim/phone/settings.hh"
#include "sim/world/servers/call_relays.hh"
#include "sim/world/servers/chat_server.hh"
#include "sim/world/servers/messenger.hh"
#include "sim/world/servers/sites.hh"
#include "sim/world/servers/web_server.hh"

namespace cordon::test {

/// The whole service on whatever network: sixteen chat hosts e1..e16 at 203.0.113.101..116, media
/// at .120, registration at .121, five relays at .131..135, a web site at .140, the web client's at
/// .141, one that gives and takes bytes at .142. Contacts of phones it plays.
class Service final : public Contacts {
public:
    using AddHost = std::function<Host&(const IpAddress&)>;
    using AddName = std::function<void(const std::string&, const IpAddress&)>;
    Service(Scheduler& scheduler, const AddHost& add_host, const AddName& add_name);

    static constexpr AccountId contact{2'000'000'000};

    PhoneSettings settings;
    Messenger messenger;
    CallRelays relays;

    [[nodiscard]] static IpAddress address(int last);
    [[nodiscard]] static IpAddress chat_host(int number) { return address(100 + number); }
    [[nodiscard]] static IpAddress media() { return address(120); }
    [[nodiscard]] static IpAddress registration() { return address(121); }
    [[nodiscard]] static IpAddress relay(int number) { return address(130 + number); }
    [[nodiscard]] static IpAddress web() { return address(140); }
    [[nodiscard]] static IpAddress web_client() { return address(141); }
    [[nodiscard]] static IpAddress pictures() { return address(142); }

private:
    void send(AccountId from, AccountId to, MediaId media, std::uint32_t bytes) override {
        messenger.send_from_contact(from, to, media, bytes);
    }
    void add_site(Host& host, WebServer::Scheme scheme, std::uint16_t port, Site& site);

    MediaSite media_site_{messenger};
    RegistrationSite registration_site_{messenger};
    PageSite page_{"A page", 16'200};
    PageSite web_client_{"WhatsApp Web", 9'000};
    SizedSite pictures_;
    std::deque<ChatServer> chat_servers_;
    std::deque<WebServer> web_servers_;
};

}  // namespace cordon::test

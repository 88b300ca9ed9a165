#pragma once

#include <deque>
#include <memory>

#include "sim/phone/phone.hh"
#include "sim/world/servers/call_relays.hh"
#include "sim/world/servers/chat_server.hh"
#include "sim/world/servers/messenger.hh"
#include "sim/world/servers/sites.hh"
#include "sim/world/servers/web_server.hh"
#include "tests/phone/ideal_net.hh"

namespace cordon::test {

/// The whole service on an ideal network: sixteen chat hosts e1..e16 at 10.0.1.1..16, media at
/// 10.0.2.1, registration at 10.0.3.1, five relays at 10.0.4.1..5, a web site at 10.0.5.1. Phones
/// come in at 10.1.0.x; their contacts the service plays.
class Scene final : private Contacts {
public:
    Scene();
    ~Scene() override;
    Scene(const Scene&) = delete;
    Scene& operator=(const Scene&) = delete;

    static constexpr AccountId alice{1}, bob{2}, contact{2'000'000'000};

    IdealNet net;
    std::deque<std::unique_ptr<IdealHost>> hosts;  // outlive all that runs on them
    PhoneSettings settings;
    std::unique_ptr<Messenger> messenger;
    std::unique_ptr<CallRelays> relays;

    /// A registered phone with `contact` as its contact, made on first use.
    Phone& phone();
    Phone& add_phone(AccountId account, AccountId with);
    Outcome attempt(Function function) { return net.run(phone().attempt(function)); }
    /// Logs in and stays.
    void settle() {
        phone().switch_on();
        net.run_for(std::chrono::seconds{5});
    }

    [[nodiscard]] static IpAddress address(const std::string& text);
    [[nodiscard]] static IpAddress chat_host(int number);
    static IpAddress media() { return address("10.0.2.1"); }
    static IpAddress registration() { return address("10.0.3.1"); }
    static IpAddress relay(int number);
    static IpAddress web() { return address("10.0.5.1"); }

    /// What `hinder` does to each chat host, on one port or (0) all.
    template <typename Hinder>
    void hinder_chat(std::uint16_t port, const Hinder& hinder) {
        for (int number = 1; number <= 16; ++number) hinder(net.hinder(chat_host(number), port));
    }
    /// Connections begun to that address and port (0: any).
    [[nodiscard]] std::size_t connections_to(const IpAddress& address,
                                             std::uint16_t port = 0) const;
    [[nodiscard]] std::uint64_t bytes_up_to(const IpAddress& address) const;

private:
    void send(AccountId from, AccountId to, MediaId media, std::uint32_t bytes) override {
        messenger->send_from_contact(from, to, media, bytes);
    }
    IdealHost& add_host(const IpAddress& at);

    std::unique_ptr<MediaSite> media_site_;
    std::unique_ptr<RegistrationSite> registration_site_;
    PageSite page_{"A page", 16'200};
    PageSite web_client_{"WhatsApp Web", 9'000};
    std::deque<ChatServer> chat_servers_;
    std::deque<WebServer> web_servers_;
    std::deque<Phone> phones_;
    int phone_hosts_ = 0;
};

void PrintTo(const Outcome& outcome, std::ostream* out);

}  // namespace cordon::test

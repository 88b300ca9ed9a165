#include "tests/phone/scene.hh"

#include <array>
#include <ostream>

namespace cordon::test {
namespace {

constexpr std::array<std::uint16_t, 2> chat_ports{5222, 443};
constexpr std::uint64_t seed = 2017;

}  // namespace

IpAddress Scene::address(const std::string& text) {
    return *parse_ip_address(text);
}
IpAddress Scene::chat_host(int number) {
    return address("10.0.1." + std::to_string(number));
}
IpAddress Scene::relay(int number) {
    return address("10.0.4." + std::to_string(number));
}

IdealHost& Scene::add_host(const IpAddress& at) {
    return *hosts.emplace_back(std::make_unique<IdealHost>(net, to_text(at)));
}

Scene::Scene() {
    Messenger::Config config;
    for (int number = 1; number <= 5; ++number) config.relays.push_back(relay(number));
    messenger = std::make_unique<Messenger>(net, config);
    relays = std::make_unique<CallRelays>(net, *messenger, seed);
    for (int number = 1; number <= 5; ++number) relays->add(add_host(relay(number)));

    settings.seed = seed;
    settings.chat_names = chat_names_of_2017();
    for (int number = 1; number <= 16; ++number) {
        const IpAddress at = chat_host(number);
        chat_servers_.emplace_back(add_host(at), *messenger, chat_ports,
                                   seed + static_cast<std::uint64_t>(number));
        net.name(settings.chat_names[static_cast<std::size_t>(number - 1)], at);
        settings.chat_built_in.push_back(at);
    }
    media_site_ = std::make_unique<MediaSite>(*messenger);
    registration_site_ = std::make_unique<RegistrationSite>(*messenger);
    using Scheme = WebServer::Scheme;
    web_servers_.emplace_back(add_host(media()), Scheme::https, 443, *media_site_, seed);
    web_servers_.emplace_back(add_host(registration()), Scheme::https, 443, *registration_site_,
                              seed);
    IdealHost& web_host = add_host(web());
    web_servers_.emplace_back(web_host, Scheme::https, 443, page_, seed);
    web_servers_.emplace_back(web_host, Scheme::http, 80, page_, seed);
    IdealHost& client_host = add_host(address("10.0.6.1"));
    web_servers_.emplace_back(client_host, Scheme::https, 443, web_client_, seed);
    web_servers_.emplace_back(client_host, Scheme::http, 80, web_client_, seed);
    net.name("mmg.whatsapp.net", media());
    net.name("v.whatsapp.net", registration());
    net.name("www.example.com", web());
    net.name("web.whatsapp.com", address("10.0.6.1"));
    settings.contacts = this;
}

Scene::~Scene() = default;

Phone& Scene::add_phone(AccountId account, AccountId with) {
    messenger->register_account(account);
    IdealHost& host = add_host(address("10.1.0." + std::to_string(++phone_hosts_)));
    return phones_.emplace_back(host, settings, account, with);
}

Phone& Scene::phone() {
    if (phones_.empty()) return add_phone(alice, contact);
    return phones_.front();
}

std::size_t Scene::connections_to(const IpAddress& address, std::uint16_t port) const {
    std::size_t count = 0;
    for (const IdealNet::Carried& carried : net.carried) {
        const bool same_port = port == 0 || carried.server.port == port;
        if (carried.server.address == address && same_port) ++count;
    }
    return count;
}

std::uint64_t Scene::bytes_up_to(const IpAddress& address) const {
    std::uint64_t bytes = 0;
    for (const IdealNet::Carried& carried : net.carried) {
        if (carried.server.address == address) bytes += carried.up;
    }
    return bytes;
}

void PrintTo(const Outcome& outcome, std::ostream* out) {
    *out << to_text(outcome.function) << ": " << to_text(outcome.kind) << " ("
         << to_text(outcome.why) << ") after " << outcome.took.count() / 1'000'000 << " ms";
}

}  // namespace cordon::test

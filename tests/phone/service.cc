#include "tests/phone/service.hh"

#include <array>

namespace cordon::test {
namespace {

constexpr std::array<std::uint16_t, 2> chat_ports{5222, 443};
constexpr std::uint64_t seed = 2017;

Messenger::Config config() {
    Messenger::Config made;
    for (int number = 1; number <= 5; ++number) made.relays.push_back(Service::relay(number));
    return made;
}

}  // namespace

IpAddress Service::address(int last) {
    return IpAddress::v4(0xcb007100U + static_cast<std::uint32_t>(last));  // RFC 5737
}

void Service::add_site(Host& host, WebServer::Scheme scheme, std::uint16_t port, Site& site) {
    web_servers_.emplace_back(host, scheme, port, site, seed + web_servers_.size());
}

Service::Service(Scheduler& scheduler, const AddHost& add_host, const AddName& add_name)
    : messenger(scheduler, config()), relays(scheduler, messenger, seed) {
    for (int number = 1; number <= 5; ++number) relays.add(add_host(relay(number)));

    settings.seed = seed;
    settings.chat_names = chat_names_of_2017();
    for (int number = 1; number <= 16; ++number) {
        const IpAddress at = chat_host(number);
        chat_servers_.emplace_back(add_host(at), messenger, chat_ports,
                                   seed + static_cast<std::uint64_t>(number));
        add_name(settings.chat_names[static_cast<std::size_t>(number - 1)], at);
        settings.chat_built_in.push_back(at);
    }
    using Scheme = WebServer::Scheme;
    add_site(add_host(media()), Scheme::https, 443, media_site_);
    add_site(add_host(registration()), Scheme::https, 443, registration_site_);
    Host& web_host = add_host(web());
    add_site(web_host, Scheme::https, 443, page_);
    add_site(web_host, Scheme::http, 80, page_);
    Host& client_host = add_host(web_client());
    add_site(client_host, Scheme::https, 443, web_client_);
    add_site(client_host, Scheme::http, 80, web_client_);
    add_site(add_host(pictures()), Scheme::https, 443, pictures_);
    add_name("pictures.example.net", pictures());
    add_name("mmg.whatsapp.net", media());
    add_name("v.whatsapp.net", registration());
    add_name("www.example.com", web());
    add_name("web.whatsapp.com", web_client());
    settings.contacts = this;
}

}  // namespace cordon::test

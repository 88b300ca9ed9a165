#include "tests/phone/scene.hh"

#include <ostream>

namespace cordon::test {

IpAddress Scene::address(const std::string& text) {
    return *parse_ip_address(text);
}

IdealHost& Scene::add_host(const IpAddress& at) {
    return *hosts.emplace_back(std::make_unique<IdealHost>(net, to_text(at)));
}

Scene::Scene()
    : service(
          net, [this](const IpAddress& at) -> Host& { return add_host(at); },
          [this](const std::string& name, const IpAddress& at) { net.name(name, at); }) {}

Phone& Scene::add_phone(AccountId account, AccountId with) {
    messenger.register_account(account);
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

}  // namespace cordon::test

namespace cordon {

// NOLINTNEXTLINE(readability-identifier-naming): GoogleTest looks for this name
void PrintTo(const Outcome& outcome, std::ostream* out) {
    *out << to_text(outcome.function) << ": " << to_text(outcome.kind) << " ("
         << to_text(outcome.why) << ") after " << outcome.took.count() / 1'000'000 << " ms";
}

}  // namespace cordon

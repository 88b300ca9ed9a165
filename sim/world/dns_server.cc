#include "sim/world/dns_server.hh"

#include <algorithm>
#include <cassert>

#include "sim/core/ascii.hh"
#include "sim/core/well_known_port.hh"
#include "sim/craft/dns_answer.hh"
#include "sim/craft/dns_message.hh"

namespace cordon {
namespace {

constexpr std::uint32_t ttl_seconds = 60;  // choice: short, as of names that spread load

}  // namespace

DnsServer::DnsServer(Host& host) : socket_(host.open_udp(well_known_port::dns)), serving_(serve()) {
    serving_.start();
}

void DnsServer::set(std::string_view name, std::vector<IpAddress> addresses,
                    std::size_t in_one_answer) {
    assert(!addresses.empty() && in_one_answer > 0);
    table_[to_lower(name)] = {.addresses = std::move(addresses),
                              .in_one_answer = std::min(in_one_answer, most_dns_addresses)};
}

void DnsServer::remove(std::string_view name) {
    table_.erase(to_lower(name));
}

Task<> DnsServer::serve() {
    for (;;) {
        while (const std::optional<Datagram> datagram = socket_->receive()) {
            std::vector<std::uint8_t> bytes = answer(datagram->bytes);
            if (!bytes.empty()) socket_->send(datagram->from, Content::literal(std::move(bytes)));
        }
        static_cast<void>(co_await socket_->changed().wait());
    }
}

std::vector<std::uint8_t> DnsServer::answer(const std::vector<std::uint8_t>& datagram) {
    const std::optional<DnsQuery> query = read_dns_query(datagram);
    if (!query) return {};
    ++answered_;
    std::vector<IpAddress> addresses;
    const auto found = table_.find(to_lower(std::string_view(query->name)));
    if (found != table_.end()) {
        addresses = found->second.addresses;
        const auto turn = found->second.asked++ % addresses.size();
        std::rotate(addresses.begin(), addresses.begin() + static_cast<std::ptrdiff_t>(turn),
                    addresses.end());
        if (addresses.size() > found->second.in_one_answer) {
            addresses.resize(found->second.in_one_answer);
        }
    }
    return dns_answer(datagram, {.addresses = addresses, .ttl_seconds = ttl_seconds})
        .value_or(std::vector<std::uint8_t>{});
}

}  // namespace cordon

#include "sim/scenario/deciding/tester.hh"

#include <algorithm>

#include "sim/phone/dial.hh"
#include "sim/phone/trouble.hh"
#include "sim/scenario/deciding/transfer.hh"

namespace cordon {
namespace {

using Does = DecidingProbe::Does;
constexpr Duration longest_transfer = std::chrono::minutes{3};

std::string name_said(const DecidingProbe& probe, const ServerPool& servers) {
    if (!probe.says.empty() || servers.names.empty()) return probe.says;
    return servers.names.front();
}

bool has(const ServerPool& servers, const IpAddress& address) {
    return std::find(servers.addresses.begin(), servers.addresses.end(), address) !=
           servers.addresses.end();
}

}  // namespace

Task<std::vector<IpAddress>> Tester::addresses(const DecidingProbe& probe) {
    if (servers_->names.empty()) co_return servers_->addresses;
    const Time resolved_by = host_->now() + timings_->look_up;
    std::vector<IpAddress> given =
        co_await addresses_of(*host_, servers_->names.front(), resolved_by);
    if (!probe.by_hosts_file) {
        if (given.size() > 1) given.resize(1);
        co_return given;
    }
    std::vector<IpAddress> others = servers_->addresses_of(0);
    if (!given.empty() && others.size() > 1) {
        others.erase(std::remove(others.begin(), others.end(), given.front()), others.end());
    }
    co_return others;
}

Task<Seen> Tester::probe(const DecidingProbe& probe) {
    const std::vector<IpAddress> candidates = co_await addresses(probe);
    Seen seen;
    seen.trouble = Trouble::no_name;
    std::uint32_t number = 0;
    for (const IpAddress& address : candidates) {
        seen = co_await probe_address(probe, address);
        seen.addresses = ++number;
        seen.wrong_address = !has(*servers_, address);
        if (seen.complete) break;
    }
    co_return seen;
}

Task<Seen> Tester::probe_address(const DecidingProbe& probe, IpAddress address) {
    const Time began = host_->now();
    const Endpoint server{.address = address, .port = servers_->port};
    Dialled dialled = co_await dial(*host_, server, began + timings_->connect);
    Seen seen;
    seen.trouble = dialled.trouble;
    seen.complete = dialled.socket != nullptr;
    if (seen.complete && probe.does != Does::connect) {
        seen = co_await speak(probe, std::move(dialled.socket));
    }
    seen.took = host_->now() - began;
    co_return seen;
}

Task<Seen> Tester::speak(const DecidingProbe& probe, std::unique_ptr<TcpSocket> socket) {
    const std::string name = name_said(probe, *servers_);
    const Time deadline = host_->now() + longest_transfer;
    TlsLink link(std::move(socket), seed_);
    Seen seen;
    seen.complete = co_await link.greet_as_client(name, host_->now() + timings_->request);
    if (!seen.complete) {
        seen.trouble = trouble_of(link.end());
    } else if (probe.does == Does::upload) {
        seen = co_await upload_over(*host_, link, name, probe.bytes, deadline);
    } else if (probe.does == Does::download) {
        seen = co_await download_over(*host_, link, name, deadline);
    }
    link.socket().abort();
    co_return seen;
}

}  // namespace cordon

#pragma once

#include <string>
#include <vector>

#include "sim/phone/settings.hh"
#include "sim/scenario/deciding/finding.hh"
#include "sim/scenario/deciding/plan.hh"
#include "sim/world/transport.hh"

namespace cordon {

/// A program on a host that makes probes of servers, as a person with a command line would. Waits
/// no longer than phones do for an address, and three minutes for a transfer (choices).
class Tester {
public:
    /// `servers`: the pool that is probed. All are borrowed.
    Tester(Host& host, const Timings& timings, const ServerPool& servers, std::uint64_t seed)
        : host_(&host), timings_(&timings), servers_(&servers), seed_(seed) {}

    /// Requires: not an `attempt`.
    [[nodiscard]] Task<Seen> probe(const DecidingProbe& probe);

private:
    /// Where to go: as the resolver says, or by the hosts file all but that.
    [[nodiscard]] Task<std::vector<IpAddress>> addresses(const DecidingProbe& probe);
    [[nodiscard]] Task<Seen> probe_address(const DecidingProbe& probe, IpAddress address);
    /// Beyond the connection: hello and transfer.
    [[nodiscard]] Task<Seen> speak(const DecidingProbe& probe, std::unique_ptr<TcpSocket> socket);

    Host* host_;
    const Timings* timings_;
    const ServerPool* servers_;
    std::uint64_t seed_;
};

}  // namespace cordon

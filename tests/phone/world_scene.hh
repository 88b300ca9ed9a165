#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sim/phone/phone.hh"
#include "sim/world/dns_server.hh"
#include "sim/world/world.hh"
#include "tests/phone/flow_apps.hh"
#include "tests/phone/service.hh"

namespace cordon::test {

/// The whole service in a World, outside; one phone inside, 2 Mbit/s up and 8 down with room for
/// all that waits, 80 ms away. All that passes the wall's place is kept.
class WorldScene : private WorldRecorder {
public:
    /// `loss_up` and `loss_down`: of the packets on the way beyond the wall's place, each by
    /// itself.
    explicit WorldScene(std::uint64_t seed = 1, Share loss_up = {}, Share loss_down = {});

    World world;
    DnsServer* dns = nullptr;
    std::unique_ptr<Service> service;
    Phone& phone() { return *phone_; }
    Outcome attempt(Function function);

    /// The packets so far as a pcap file (raw IP, nanoseconds).
    void write_pcap(const std::string& path) const;
    [[nodiscard]] const std::vector<KeptPacket>& packets() const { return kept_; }

private:
    void arrived(const Arrival& packet) override {
        kept_.push_back({.bytes = {packet.bytes.begin(), packet.bytes.end()}, .at = packet.at});
    }
    void left(const Arrival& /*packet*/) override {}
    WorldHost& add_server(const IpAddress& at);

    std::vector<KeptPacket> kept_;
    std::unique_ptr<DnsServer> dns_;
    std::unique_ptr<Phone> phone_;
};

}  // namespace cordon::test

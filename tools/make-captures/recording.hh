#pragma once

#include <tins/ip.h>
#include <tins/pdu.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "sim/core/result.hh"
#include "sim/core/time.hh"
#include "sim/craft/filler.hh"
#include "tools/make-captures/recipe.hh"

namespace cordon::captures {

/// An end of a packet.
struct Endpoint {
    Tins::IPv4Address address;
    std::uint16_t port = 0;
};

/// The packets that passed the wall, in any order; put in order when written.
class Recording {
public:
    Recording(Tins::IPv4Address phone, std::uint64_t seed) : phone_(phone), seed_(seed) {}

    /// Adds a transport segment seen at `at`. Requires: one of the ends is the phone.
    void add(Time at, Tins::IPv4Address from, Tins::IPv4Address to, const Tins::PDU& transport);

    /// What the wall sees when the phone carries all of it through a WireGuard-shaped tunnel.
    [[nodiscard]] Recording through(const Tunnel& tunnel) const;

    /// Writes an Ethernet pcap file (microseconds), in order of time, ties in the order of adding.
    [[nodiscard]] Result<void> write(const std::string& path) const;

private:
    struct Seen {
        Time at;
        Tins::IP packet;
    };
    [[nodiscard]] std::vector<Seen> in_order() const;

    Tins::IPv4Address phone_;
    std::uint64_t seed_;
    std::vector<Seen> seen_;
};

}  // namespace cordon::captures

#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/ip_address.hh"
#include "sim/core/task.hh"
#include "sim/craft/dns_answer.hh"
#include "sim/world/transport.hh"

namespace cordon {

/// A DNS server on a host's port 53 (UDP), answering from a table; names that are not in it do not
/// exist (NXDOMAIN). With several addresses of a kind each answer begins with the next of them, as
/// servers that spread load do. Destroy it before its host's world.
class DnsServer {
public:
    explicit DnsServer(Host& host);

    /// Names are compared without regard to case; the addresses may be of both kinds. Of many, the
    /// first `in_one_answer` of each answer's turn are given, and never more than
    /// most_dns_addresses. Requires: at least one address, at least one in an answer.
    void set(std::string_view name, std::vector<IpAddress> addresses,
             std::size_t in_one_answer = most_dns_addresses);
    void remove(std::string_view name);
    [[nodiscard]] std::uint64_t answered() const { return answered_; }

private:
    struct Entry {
        std::vector<IpAddress> addresses;
        std::size_t in_one_answer = most_dns_addresses;
        std::uint64_t asked = 0;
    };
    Task<> serve();
    [[nodiscard]] std::vector<std::uint8_t> answer(const std::vector<std::uint8_t>& datagram);

    std::map<std::string, Entry, std::less<>> table_;  // by name in lower case
    std::uint64_t answered_ = 0;
    std::unique_ptr<UdpSocket> socket_;
    Task<> serving_;
};

}  // namespace cordon

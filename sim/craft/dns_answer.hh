#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sim/core/bytes.hh"
#include "sim/core/ip_address.hh"

namespace cordon {

/// What an answer to a DNS query is to say.
struct DnsAnswer {
    /// Those of the kind that is asked for (IPv4 for A, IPv6 for AAAA) are given, in this order;
    /// other questions get an answer without records. No addresses at all: the name does not exist
    /// (NXDOMAIN). At most most_dns_addresses.
    std::span<const IpAddress> addresses;
    std::uint32_t ttl_seconds = 60;  // how long the answer may be kept
};

/// With the longest name and IPv6 addresses as many fit into 512 bytes (RFC 1035 section 2.3.4).
inline constexpr std::size_t most_dns_addresses = 8;

/// The answer to a query, as a recursive resolver without EDNS words it: id, question (its bytes as
/// sent, case included) and RD are the query's; QR and RA are set, AA is not; names of records
/// point to the question (RFC 1035 section 4.1). None when the datagram is no plain query: a
/// response, an opcode other than QUERY, several questions, a class other than IN, a name that is
/// compressed, too long or cut off.
[[nodiscard]] std::optional<std::vector<std::uint8_t>> dns_answer(Bytes query,
                                                                  const DnsAnswer& answer);

}  // namespace cordon

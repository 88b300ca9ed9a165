#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/bytes.hh"
#include "sim/core/ip_address.hh"
#include "sim/craft/dns_head.hh"

namespace cordon {

/// A question to a DNS server (dns_answer.hh makes the answers), recursion desired (RFC 1035
/// section 4.1). The name is text without a last dot; labels hold neither dots nor backslashes.
struct DnsQuery {
    std::uint16_t id = 0;
    std::string name;
    DnsRecord type = DnsRecord::a;
};

/// What a server says to a question.
struct DnsReply {
    DnsQuery query;  // as the message repeats it
    std::uint8_t code = dns_code::no_error;
    std::vector<IpAddress> addresses{};  // of the kind that was asked for, in order
    std::uint32_t ttl = 0;               // seconds; of the first address
};

/// None when the name cannot be said: an empty label, one above 63 bytes, above 255 in all (RFC
/// 1035 section 2.3.4).
[[nodiscard]] std::optional<std::vector<std::uint8_t>> dns_query_bytes(const DnsQuery& query);

/// Read a datagram; none when it is not one question (with, for the second, a reply to it). Records
/// of other types and names are passed over.
[[nodiscard]] std::optional<DnsQuery> read_dns_query(Bytes datagram);
[[nodiscard]] std::optional<DnsReply> read_dns_reply(Bytes datagram);

/// Whether two names are the same: ASCII letters without regard to case (RFC 4343).
[[nodiscard]] bool same_dns_name(std::string_view a, std::string_view b);

}  // namespace cordon

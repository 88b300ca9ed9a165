#pragma once

#include <cstdint>

#include "sim/action/injection.hh"

namespace cordon {

/// Whether a wall looks for a DNS query in this packet: UDP from the client, not to a multicast
/// address, which is not asked of one server (RFC 6762).
[[nodiscard]] bool may_be_dns_query(const Headers& headers, Direction direction);

/// Answers a DNS query with a forged answer that claims to come from the server asked: at once,
/// whatever becomes of the query. It looks as an ordinary resolver's own would
/// (craft/dns_answer.hh; TTL 64, DF, IP ID 0: choices). Nothing is sent for what is no plain query.
/// Tells how many answers went out, 0 or 1. Requires: may_be_dns_query(). Not modelled: EDNS, DNS
/// over TCP.
std::uint64_t inject_dns_answer(const ForgeDns& forged, const InjectionCause& cause, Emit& emit);

}  // namespace cordon

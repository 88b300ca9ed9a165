#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "sim/classify/facts.hh"

namespace cordon {

/// `app_proto` of an event: the protocol of the bytes ("tls", "http", "dns", "quic", "stun", ...),
/// in Suricata's words where it has one; "whatsapp" for the chat's own framing; "unknown" when
/// nothing took the flow.
[[nodiscard]] std::string_view app_protocol(const Facts& facts);

/// `proto`: TCP, UDP, ICMP, IPv6-ICMP as Suricata writes them, else the number.
[[nodiscard]] std::string transport_text(std::uint8_t protocol);

/// A TLS version as Suricata writes it ("TLS 1.3"); "0x7f17" for what has no name.
[[nodiscard]] std::string tls_version_text(std::uint16_t version);

}  // namespace cordon

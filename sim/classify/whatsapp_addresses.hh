#pragma once

#include <cstdint>

#include "sim/core/ip_address.hh"

namespace cordon {

/// Whether a TCP server's address and port are those of WhatsApp's phone chat. Used only when a
/// flow's bytes say nothing (its opening was not recorded and no frames were recognised).
///
/// Ports: 5222 (Meta's network requirements), 4244 and 5242 (forum lists). Addresses: the prefixes
/// that AS32934 announces, where no other service is known on these ports since Facebook's XMPP
/// closed in 2015; and single hosts of the earlier provider seen in recorded chats. The provider's
/// blocks are not taken whole: others rented there too. Such a list is never
/// complete: addresses moved between the recordings of 2015, 2019 and 2022.
[[nodiscard]] bool is_whatsapp_chat_server(const IpAddress& address, std::uint16_t port);

}  // namespace cordon

#pragma once

#include <string_view>

namespace cordon {

/// Our field, or fields to choose from, for one that Wireshark calls otherwise: "client.ip or
/// server.ip" for `ip.addr`. Empty when there is none, or the names are the same.
[[nodiscard]] std::string_view field_for(std::string_view wireshark);

}  // namespace cordon

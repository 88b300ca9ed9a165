#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "sim/core/time.hh"

namespace cordon::test {

/// A packet of raw IP, kept.
struct KeptPacket {
    std::vector<std::uint8_t> bytes;
    Time at;
};

/// What our classifier takes the flows of these for: "whatsapp.chat 5222", with the server's port.
[[nodiscard]] std::multiset<std::string> apps_of(const std::vector<KeptPacket>& packets);

}  // namespace cordon::test

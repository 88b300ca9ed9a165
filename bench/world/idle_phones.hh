#pragma once

#include <cstdint>

#include "sim/policy/policy.hh"

namespace cordon::bench {

/// What an idle phone comes to: logged in, its chat open, nothing going on for ten minutes, with
/// the servers of adblock-2019.
struct IdlePhones {
    /// Bytes a phone, as the allocator has them laid out: its script, its host and links, both ends
    /// of its connection, what servers and the event queue keep of it, its flow in the engine.
    double bytes = 0;
    std::uint32_t open = 0;  // phones whose chat is open
};
/// `policy` null: no wall.
[[nodiscard]] IdlePhones idle_phones(std::uint32_t count, const Policy* policy);

}  // namespace cordon::bench

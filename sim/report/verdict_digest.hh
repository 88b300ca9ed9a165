#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "sim/core/arrival.hh"
#include "sim/policy/decision.hh"
#include "sim/report/event.hh"

namespace cordon {

/// One number over every verdict that was not a plain pass, in order, so that two runs that should
/// agree can be compared at a glance and a fast wrong run shows: XXH3-128 over (frame, interface,
/// act, rule) of each, 16 bytes little-endian a packet.
class VerdictDigest {
public:
    VerdictDigest();
    ~VerdictDigest();
    VerdictDigest(VerdictDigest&&) noexcept;
    VerdictDigest& operator=(VerdictDigest&&) noexcept;

    void add(const Arrival& packet, Act act, RuleId because);

    /// 32 hex digits over all so far, `packets_in` mixed in last.
    [[nodiscard]] std::string hex(std::uint64_t packets_in) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace cordon

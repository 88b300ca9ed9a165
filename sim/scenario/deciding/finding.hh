#pragma once

#include <cstdint>
#include <string>

#include "sim/phone/outcome.hh"

namespace cordon {

/// What came of one probe.
struct Seen {
    bool complete = false;
    Trouble trouble = Trouble::none;  // where it is not complete
    bool wrong_address = false;       // the resolver gave one that the servers do not have
    std::uint64_t bytes = 0;          // that went through, of an upload or download
    Duration took{};                  // of the last address alone
    std::uint32_t addresses = 1;      // how many were tried
};

/// What a person would say of it. Only the kind tells candidates apart; numbers are for the reader.
class Finding {
public:
    /// `usual`: how long it takes without any wall. Three times as long, and two seconds longer, is
    /// slow (a choice).
    Finding(const Seen& seen, Duration usual);

    /// "works", "slow", "wrong address", "timed out", "reset", ...
    [[nodiscard]] const std::string& kind() const { return kind_; }
    /// The kind with its number: "slow, 62 kbit/s", "works, the 2nd address".
    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] bool is_as_usual() const { return kind_ == "works"; }

private:
    std::string kind_, text_;
};

}  // namespace cordon

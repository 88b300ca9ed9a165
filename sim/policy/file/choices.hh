#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "sim/policy/field.hh"

namespace cordon {

/// A word that stands for a number: `up`, `sat`, `AAAA`, `udp`.
struct Choice {
    std::string_view word;
    std::int64_t value = 0;
};

/// The words that a field takes beside, or in place of, numbers; empty for most. Types of DNS
/// questions: RFC 1035, 3596, 9460 and the IANA registry.
[[nodiscard]] std::vector<Choice> choices_of(Field field);

/// The value of a word, whatever its case for DNS types.
[[nodiscard]] std::optional<std::int64_t> find_choice(Field field, std::string_view word);

}  // namespace cordon

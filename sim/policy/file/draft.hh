#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sim/policy/file/findings.hh"
#include "sim/policy/policy.hh"

namespace cordon {

/// What a `let` may hold.
enum class SetKind : std::uint8_t { domains, cidrs, ports, strings, bytes, pool };
[[nodiscard]] std::string_view to_text(SetKind kind);

/// A name that some file has given away, and where.
struct Named {
    std::size_t index = 0;  // into Policy::sets, phases or places
    SetKind kind = SetKind::domains;
    SourcePlace at;
};
using NameTable = std::map<std::string, Named, std::less<>>;
[[nodiscard]] std::vector<std::string_view> words_of(const NameTable& names);

/// A policy while it is read, all files together, and what was found wrong with it.
struct Draft {
    Policy policy;
    NameTable sets, places, phases, rules;
    bool has_zone = false;
    std::vector<SourcePlace> rule_places;  // of each rule's name, in the order of Policy::rules
    std::vector<std::unique_ptr<Source>> lists;  // of `file:`, kept for messages
    Findings findings;

    /// Adds a set; its index is its SetId.
    [[nodiscard]] SetId add_set(std::string name, Set set);
};

/// Claims a name; an error at `at`, and false, when it is already taken.
[[nodiscard]] bool claim(NameTable& names, std::string_view what, const std::string& name,
                         Named entry, Findings& findings);

}  // namespace cordon

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/observations/observation.hh"

namespace cordon {

/// What one source says, as far as rows draw on it: no row may say more.
struct SourceEntry {
    std::string source;  // its name, which rows state
    std::string title;   // outlet, date, and what it is
    std::string origin;  // whose voice it is
    ReadIn read = ReadIn::primary;
    Time from, to;  // what its claims are of; `to` is the first moment after it
    std::vector<std::string> places;
    std::string works, fails;  // functions, in the words of the table of facts; either may be empty
    std::vector<std::string> entry;  // texts by which its line in that table is found
    std::string where;               // file:line
};

struct SourceIndex {
    std::vector<SourceEntry> entries;

    /// Null when there is none of this name.
    [[nodiscard]] const SourceEntry* find(std::string_view source) const;
};

}  // namespace cordon

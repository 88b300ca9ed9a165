#pragma once

#include <cstdint>
#include <limits>
#include <string>

#include "sim/core/time.hh"

namespace cordon {

/// Appends timestamps as EVE has them (`2017-09-26T00:00:00.123456+0000`, cut to microseconds).
/// Remembers the last second, since most follow one another.
class EveClock {
public:
    void append(std::string& out, Time at);

private:
    std::int64_t second_ = std::numeric_limits<std::int64_t>::min();
    std::string prefix_;  // up to the second
};

}  // namespace cordon

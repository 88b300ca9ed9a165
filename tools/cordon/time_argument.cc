#include "tools/cordon/time_argument.hh"

#include <fmt/core.h>

#include "sim/policy/file/words.hh"

namespace cordon {

Result<Time> time_argument(const std::string& option, const std::string& text, ZoneOffset zone) {
    if (const auto parsed = parse_time(text, zone)) return parsed->at;
    if (lies_beyond_time(text, zone)) {
        return fail(fmt::format("--{} is out of range: times reach from {} to {}, not to {}",
                                option, earliest_time, latest_time, in_quotes(text)));
    }
    return fail(
        fmt::format("--{} takes a time such as 2017-09-25, 2017-09-25T10:15 or "
                    "2017-09-25T10:15:30.5+08:00, not {}",
                    option, in_quotes(text)));
}

}  // namespace cordon

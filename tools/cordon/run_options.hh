#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/core/result.hh"
#include "tools/cordon/arguments.hh"
#include "tools/cordon/reckoning_case.hh"
#include "tools/cordon/room_options.hh"

namespace cordon {

/// What `cordon run` was asked to do.
struct RunOptions {
    std::string named;                  // the case, as given
    std::string scenario;               // the file of the case, found
    std::vector<std::string> policies;  // as given; empty: the wall of the case
    std::vector<std::string> settings;  // --set
    std::optional<std::string> out;     // none: the table only
    std::optional<std::uint64_t> seed;
    std::optional<std::string> phone;  // --capture
    TableSize size = TableSize::small;
    bool size_is_given = false;
    std::optional<std::string> cache;  // --cache
    RoomOptions room;
    unsigned threads = 1;
    bool baseline = false;
    bool quiet = false;
};

[[nodiscard]] Usage run_usage();
[[nodiscard]] Result<RunOptions> read_run_options(const Arguments& arguments);

}  // namespace cordon

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/core/calendar.hh"
#include "sim/core/result.hh"
#include "tools/cordon/arguments.hh"
#include "tools/cordon/output_folder.hh"
#include "tools/cordon/room_options.hh"
#include "tools/cordon/selection.hh"

namespace cordon {

/// What `cordon replay` was asked to do; `cordon explain` knows some of it.
struct ReplayOptions {
    std::vector<std::string> captures;
    std::string policy;                 // as given
    std::vector<std::string> settings;  // --set
    std::optional<std::string> out;     // none: the table only
    WantedFiles files;
    std::optional<std::string> at, from, to;  // read by selection() once the zone is known
    std::optional<std::uint64_t> limit;
    std::string filter;
    std::uint64_t seed = 1;
    RoomOptions room;
    bool sha256 = false;
    bool packet_events = false;
    bool quiet = false;
};

[[nodiscard]] Usage replay_usage();
[[nodiscard]] Result<ReplayOptions> read_replay_options(const Arguments& arguments,
                                                        const std::string& command);

/// The packets to choose. Times without an offset are in the policy's zone.
[[nodiscard]] Result<Selection::Options> selection_of(const ReplayOptions& options,
                                                      ZoneOffset zone);

}  // namespace cordon

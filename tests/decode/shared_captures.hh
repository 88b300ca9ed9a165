#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sim/core/arrival.hh"

namespace cordon::testing {

/// The folder of captures that these tests share, beside the project or where CORDON_CAPTURES says;
/// nullopt when it is not there, and the test is to be skipped.
[[nodiscard]] std::optional<std::filesystem::path> shared_captures();

/// The captures in one of its folders, in order of their names.
[[nodiscard]] std::vector<std::filesystem::path> captures_in(const std::filesystem::path& folder);

struct RecordedPacket {
    std::vector<std::uint8_t> bytes;
    std::uint32_t wire_length = 0;
};

struct Recording {
    LinkType link{};
    std::vector<RecordedPacket> packets;  // up to the first fault of the file
};

/// Reads a capture with libpcap; nullopt when it cannot be opened with that.
[[nodiscard]] std::optional<Recording> read_with_libpcap(const std::filesystem::path& file);

}  // namespace cordon::testing

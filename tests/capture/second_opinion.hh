#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "tests/capture/reading.hh"

namespace cordon::testing {

/// The folder of captures that these tests share, beside the project or where CORDON_CAPTURES says;
/// nullopt when it is not there, and the test is to be skipped.
[[nodiscard]] std::optional<std::filesystem::path> shared_captures();
/// All captures below it, as paths relative to it, in order of their names.
[[nodiscard]] std::vector<std::string> captures_below(const std::filesystem::path& folder);

/// What another program says of a capture, up to where it stopped.
struct Opinion {
    std::vector<Packet> packets;  // without what the program does not tell
    std::string error;            // empty at a proper end
};

/// libpcap's; nullopt when it does not open the file. Link types are its own DLT_ numbers.
[[nodiscard]] std::optional<Opinion> ask_libpcap(const std::filesystem::path& file);

/// One packet as tshark tells it.
struct TsharkPacket {
    std::uint64_t frame = 0;
    std::string time;  // seconds, as text
    std::uint64_t wire_length = 0;
    std::uint64_t captured = 0;
    std::string md5;  // of the bytes
    std::uint64_t interface = 0;
    std::vector<std::string> comments;

    friend bool operator==(const TsharkPacket&, const TsharkPacket&) = default;
};
[[nodiscard]] std::vector<TsharkPacket> ask_tshark(const std::filesystem::path& file);

}  // namespace cordon::testing

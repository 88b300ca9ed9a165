#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace cordon {

/// One TCP connection as libtins puts it together.
struct StreamSeen {
    std::vector<std::uint8_t> up, down;
    std::vector<std::size_t> up_segments;  // their payload sizes, in order
    bool opened_by_syn = false, finished = false;
};

/// The TCP connections of a capture by "server address:port#n", n counting from 0.
[[nodiscard]] std::map<std::string, StreamSeen> streams_of(const std::string& path);

}  // namespace cordon

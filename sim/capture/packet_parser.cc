#include "sim/capture/packet_parser.hh"

#include <algorithm>

namespace cordon {

namespace {
constexpr std::size_t usual_limit_bytes = 262'144;
}  // namespace

std::size_t longest_packet(std::uint32_t snap_length) {
    if (snap_length == 0) return longest_record_bytes;
    return std::clamp<std::size_t>(snap_length, usual_limit_bytes, longest_record_bytes);
}

void PacketParser::stop_early(std::uint64_t packet, std::uint64_t byte, const std::string& why) {
    if (ended_early_) return;
    ended_early_ =
        "packet " + std::to_string(packet) + ", byte " + std::to_string(byte) + ": " + why;
}

void PacketParser::stop_at_end(const BlockBuffer& buffer, std::uint64_t packet,
                               std::size_t wanted) {
    if (const std::optional<std::string> damage = buffer.source().damage()) {
        stop_early(packet, buffer.offset(), *damage);
    } else if (buffer.size() > 0) {
        stop_early(packet, buffer.offset(),
                   "the file ends inside it: " + std::to_string(buffer.size()) + " of " +
                       std::to_string(wanted) + " bytes are there");
    }
}

}  // namespace cordon

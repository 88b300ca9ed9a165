#pragma once

#include <filesystem>
#include <set>
#include <span>
#include <string>

#include "sim/capture/pcapng_writer.hh"

namespace cordon::testing {

/// What Wireshark warns of in a capture: its expert information of the severities warning and
/// error, each text once. It verifies checksums, and puts segments in order first: without that,
/// which is how it comes, it takes what lies beyond a gap for the beginning of a record, and the
/// segment that fills the gap for one that overlaps ("New fragment overlaps old data"): so it does
/// with any capture that lost a segment in the middle of a record.
[[nodiscard]] std::set<std::string> wireshark_warnings(const std::filesystem::path& capture);
/// The same of packets of raw IP.
[[nodiscard]] std::set<std::string> wireshark_warnings(std::span<const PacketToWrite> packets);

/// What it says of segments that are lost before the place of the capture, or behind it.
[[nodiscard]] const std::set<std::string>& warnings_of_losses();
/// What it says of the messenger's calls. The app itself sends attribute 0x4000 unpadded and 0x4002
/// is its own: wa_voice.pcap and peafowl-whatsapp.pcap have the same lines.
[[nodiscard]] const std::set<std::string>& warnings_of_calls();

}  // namespace cordon::testing

#pragma once

#include <string>

#include "sim/core/bytes.hh"

namespace cordon {

/// What the first bytes of a file that is neither pcap nor pcapng say it is, and what to do about
/// it: one sentence for the person who named the file. `head` is up to 4 KiB, not empty.
[[nodiscard]] std::string describe_foreign(Bytes head);

}  // namespace cordon

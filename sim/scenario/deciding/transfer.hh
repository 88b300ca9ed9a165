#pragma once

#include <string>

#include "sim/scenario/deciding/finding.hh"
#include "sim/world/tls_link.hh"

namespace cordon {

// Transfers over a connection that has been greeted. They end when they are through, at `deadline`
// (slow), or when nothing has moved for a minute (silent).

[[nodiscard]] Task<Seen> upload_over(Host& host, TlsLink& link, std::string name,
                                     std::uint64_t bytes, Time deadline);
[[nodiscard]] Task<Seen> download_over(Host& host, TlsLink& link, std::string name, Time deadline);

}  // namespace cordon

#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace cordon::testing {

/// A capture of which we and tshark name different things: how many names stand on one side only,
/// and who is right.
struct TruthDifference {
    std::string_view file;
    std::size_t names = 0;
    std::string_view why;
};

inline constexpr std::array truth_differences = {
    TruthDifference{"http/4KHttpRequests.pcap", 53,
                    "one recorded segment a request: where the rest of the head or the body is "
                    "missing, tshark, told to reassemble both, holds the request back for good. We "
                    "name the host once its line is there (e.g. frame 182, POST; frame 295, GET). "
                    "With reassembly off tshark names 51 of the 53; the lines of the other two are "
                    "complete in frames 259 and 295"},
    TruthDifference{"dns/dns-invalid-names.pcap", 1,
                    "frame 2: a question name that is a pointer to itself. tshark prints a message "
                    "in place of the name; there is no name (RFC 1035 section 4.1.4: to a prior "
                    "occurrence)"},
    TruthDifference{"linktypes/arcnet-rfc1051-arp-icmp-http.pcap", 3, "link type not decoded"},
    TruthDifference{"linktypes/http_PPI.pcap", 1, "link type not decoded"},
    TruthDifference{"linktypes/nflog-http.pcap", 1, "link type not decoded"},
    TruthDifference{"linktypes/sv-chdlc-http.pcap", 1, "link type not decoded"},
};

[[nodiscard]] inline const TruthDifference* known_truth_difference(std::string_view file) {
    const auto found = std::ranges::find(truth_differences, file, &TruthDifference::file);
    return found == truth_differences.end() ? nullptr : found;
}

}  // namespace cordon::testing

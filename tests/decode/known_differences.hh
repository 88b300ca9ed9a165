#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace cordon::testing {

/// A capture of which we and tshark say different things, in how many packets, and who is right.
struct KnownDifference {
    std::string_view file;
    std::size_t packets = 0;
    std::string_view why;
};

inline constexpr std::array known_differences = {
    KnownDifference{"mercury-top-https.pcap", 1,
                    "frame 748: the IPv6 header states 132 bytes, the frame has 51; hosts drop it, "
                    "and so we read no TCP header. tshark reads on: for people, rightly"},
    KnownDifference{"http_ip_fragmented.pcap", 11,
                    "first fragments of 8 bytes, too small for a TCP header; we give the ports and "
                    "say malformed, tshark gives the ports and an exception: both right"},
    KnownDifference{"http_ip_fragmented_out_of_order.pcap", 11, "the same"},
    KnownDifference{"sv-frag-vlan-ipv4-tcp-syn.pcap", 1, "the same"},
    KnownDifference{"fuzz-2006-09-29-28586.pcap", 6,
                    "frames 27, 80, 111: TCP header lengths below 20; 72: an IP length beyond the "
                    "frame; 76, 91: IP header lengths below 20, where tshark shows the layer and "
                    "no address. We are right to stop"},
    KnownDifference{"ip4-trunc.pcap", 1,
                    "6 bytes of the IP header were captured: tshark shows the layer, no address"},
    KnownDifference{"ipv4_invalid_total_length.pcap", 1,
                    "the IP length is one byte beyond the frame; hosts drop it"},
    KnownDifference{"pcapdroid-crash-593ec6ea.pcap", 1,
                    "the file's snapshot length is shorter than its packet, and libpcap cuts the "
                    "packet to it: the readers differ, not the decoders"},
    KnownDifference{"pcpp-crash-81dba690.pcap", 1,
                    "frame 11: a UDP length of 64,381 in an IP payload of 41 bytes; hosts drop it"},
    KnownDifference{"sv-bug-6875-fuzz.pcap", 1,
                    "tshark takes the damaged file for a variant of pcap with longer records and "
                    "begins eight bytes late; libpcap is right"},
    KnownDifference{"truncated_tcp.pcap", 1,
                    "the IP packet ends eight bytes into its TCP options; hosts drop it"},
};

}  // namespace cordon::testing

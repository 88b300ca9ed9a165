#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/core/bytes.hh"
#include "sim/core/time.hh"

namespace cordon {

/// Number of an input interface over all inputs of a run, in order of declaration; 0 is the first.
enum class InterfaceId : std::uint16_t {};

/// Link-layer header type as pcap and pcapng number it (the LINKTYPE_ registry of tcpdump.org).
/// Any value may arrive; those named are decoded.
enum class LinkType : std::uint16_t {
    bsd_null = 0,
    ethernet = 1,
    raw_ip_12 = 12,  // DLT_RAW as some writers put it
    raw_ip_14 = 14,  // the same on OpenBSD
    raw_ip = 101,
    bsd_loop = 108,
    linux_sll = 113,
    raw_ipv4 = 228,
    raw_ipv6 = 229,
    linux_sll2 = 276,
};

/// What a capture file says of a packet beside its bytes; copied to the output, never judged.
struct Annotation {
    std::vector<std::string> comments;
};

/// One packet as it reaches the wall. A view: `bytes` and `note` are valid until the reader that
/// made it reads on; whoever must hold the packet longer copies it.
struct Arrival {
    Bytes bytes;                       // as captured, from the link header on
    Time at;                           // when it was recorded
    std::uint64_t frame = 0;           // 1-based number in its input
    const Annotation* note = nullptr;  // what the file says of it; null for nothing
    std::uint32_t wire_length = 0;  // bytes on the wire, at least bytes.size() unless the file errs
    InterfaceId interface {};
    LinkType link = LinkType::ethernet;
};

}  // namespace cordon

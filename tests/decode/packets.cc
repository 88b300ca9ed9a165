#include "tests/decode/packets.hh"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "sim/decode/step_by_step.hh"

namespace cordon::testing {
namespace {

std::uint8_t digit(char c) {
    return static_cast<std::uint8_t>(c <= '9' ? c - '0' : c - 'a' + 10);
}

std::string_view name(Stop stop) {
    switch (stop) {
        case Stop::payload:
            return "payload";
        case Stop::capture_too_short:
            return "cut";
        case Stop::malformed:
            return "malformed";
        case Stop::unsupported:
            return "unsupported";
        case Stop::later_fragment:
            return "later fragment";
    }
    return "?";
}

std::string_view name(Layer layer) {
    switch (layer) {
        case Layer::link:
            return "link";
        case Layer::tag:
            return "tag";
        case Layer::network:
            return "network";
        case Layer::extension:
            return "extension";
        case Layer::transport:
            return "transport";
        case Layer::payload:
            return "payload";
    }
    return "?";
}

std::string flags(TcpFlags f) {
    std::string letters;
    if (f.fin()) letters += 'F';
    if (f.syn()) letters += 'S';
    if (f.rst()) letters += 'R';
    if (f.psh()) letters += 'P';
    if (f.ack()) letters += 'A';
    if (f.urg()) letters += 'U';
    return letters;
}

std::string transport(const Headers& h) {
    switch (h.protocol) {
        case ip_protocol::tcp:
            return fmt::format("tcp {} {}:{} win {}", flags(h.tcp_flags), h.seq.raw(), h.ack.raw(),
                               h.window);
        case ip_protocol::udp:
            return "udp";
        case ip_protocol::icmp:
        case ip_protocol::icmp6:
            return fmt::format("icmp {}/{}", h.icmp_type, h.icmp_code);
        default:
            return fmt::format("proto {}", h.protocol);
    }
}

std::string addresses(const Headers& h) {
    const bool ports = h.protocol == ip_protocol::tcp || h.protocol == ip_protocol::udp;
    const auto end = [ports](const IpAddress& address, std::uint16_t port) {
        return ports ? fmt::format("{}.{}", to_text(address), port) : to_text(address);
    };
    const char* fragment = h.fragment == Fragment::first   ? " first"
                           : h.fragment == Fragment::later ? " later"
                                                           : "";
    return fmt::format("{} > {} {}{} ttl {} len {} | ", end(h.src, h.src_port),
                       end(h.dst, h.dst_port), transport(h), fragment, h.ttl, h.ip_length);
}

}  // namespace

std::vector<std::uint8_t> bytes(std::initializer_list<std::string_view> hex) {
    std::string digits;
    for (const std::string_view piece : hex) {
        for (const char c : piece) {
            if (c != ' ') digits += c;
        }
    }
    std::vector<std::uint8_t> out;
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
        out.push_back(static_cast<std::uint8_t>(digit(digits[i]) << 4U | digit(digits[i + 1])));
    }
    return out;
}

std::string describe(const Decoded& decoded) {
    const Headers& h = decoded.headers;
    std::string text;
    if (h.tag_count != 0) text += fmt::format("tags {} ", h.tag_count);
    if (h.has_addresses()) text += addresses(h);
    if (h.has_addresses()) {
        text += fmt::format("{} {} {}+{}", h.network_offset, h.transport_offset, h.payload_offset,
                            decoded.payload.size());
        if (h.payload_length != decoded.payload.size())
            text += fmt::format("/{}", h.payload_length);
        text += " | ";
    }
    text += name(h.stop);
    if (h.stop != Stop::payload) text += fmt::format(" at {}", name(h.stopped_at));
    return text;
}

std::ostream& operator<<(std::ostream& out, const Example& example) {
    return out << example.name;
}

std::string decoded(const Example& example) {
    // Copied to the heap without room to spare, so that a sanitizer sees a read beyond the end.
    const std::vector<std::uint8_t> exact(example.packet);
    const auto wire = static_cast<std::uint32_t>(exact.size()) + example.beyond;
    std::string quick = describe(decode(exact, example.link, wire));
    const std::string slow = describe(decode_step_by_step(exact, example.link, wire));
    EXPECT_EQ(quick, slow);
    return quick;
}

}  // namespace cordon::testing

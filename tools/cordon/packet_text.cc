#include "tools/cordon/packet_text.hh"

#include <fmt/core.h>

#include <array>

#include "sim/core/calendar.hh"
#include "sim/report/app_protocol.hh"
#include "sim/report/dns_type.hh"
#include "sim/report/safe_text.hh"

namespace cordon {
namespace {

constexpr std::size_t widest_name = 80;

std::string_view to_text(Stop stop) {
    switch (stop) {
        case Stop::payload:
            return "read to the payload";
        case Stop::capture_too_short:
            return "the recording cut it within its headers";
        case Stop::malformed:
            return "a header contradicts itself or its packet";
        case Stop::unsupported:
            return "a protocol that is not read further";
        case Stop::later_fragment:
            return "a later IP fragment: it has no ports";
    }
    return "";
}

std::string_view to_text(FlowPhase phase) {
    switch (phase) {
        case FlowPhase::opening:
            return "opening";
        case FlowPhase::established:
            return "established";
        case FlowPhase::closing:
            return "closing";
        case FlowPhase::closed:
            return "closed";
    }
    return "";
}

std::string flags_text(TcpFlags flags) {
    std::string text;
    const auto add = [&](bool set, std::string_view name) {
        if (!set) return;
        if (!text.empty()) text += ' ';
        text += name;
    };
    add(flags.syn(), "SYN");
    add(flags.fin(), "FIN");
    add(flags.rst(), "RST");
    add(flags.psh(), "PSH");
    add(flags.ack(), "ACK");
    add(flags.urg(), "URG");
    return text.empty() ? "no flags" : text;
}

std::string names_text(const Names& names) {
    std::string text;
    for (const std::string_view name : names.all()) {
        if (!text.empty()) text += ", ";
        text += name;
        if (text.size() > widest_name) break;
    }
    return safe_text(text, widest_name);
}

void add_names(std::string& text, std::string_view field, const Names& names) {
    if (!names.empty()) text += fmt::format("  {}: {}\n", field, names_text(names));
}

void add_values(std::string& text, const Facts& facts) {
    add_names(text, "tls.sni", facts.tls.sni);
    add_names(text, "tls.sni inside a proxy", *facts.tls.inner_sni);
    if (facts.of(FactGroup::tls) == Known::value) {
        text += fmt::format("  tls.version: {}\n", tls_version_text(facts.tls.version));
    }
    add_names(text, "http.host", facts.http.hosts);
    add_names(text, "http.path", facts.http.paths);
    add_names(text, "dns.qname", facts.dns.names);
    if (facts.of(FactGroup::dns) == Known::value) {
        text += fmt::format("  dns.qtype: {}\n", dns_type_text(facts.dns.first_type));
    }
}

constexpr std::array<std::string_view, fact_group_count> group_names{
    "tls", "quic", "http", "dns", "app", "payload", "stream"};
/// The first of those that are not looked for unless a rule names them.
constexpr std::size_t first_on_demand = 5;

/// The groups from `first` up to `end` that are in this state.
std::string groups_text(const Facts& facts, Known state, std::size_t first, std::size_t end) {
    std::string text;
    for (std::size_t i = first; i < end; ++i) {
        if (facts.known[i] != state) continue;
        if (!text.empty()) text += ", ";
        text += group_names[i];
    }
    return text;
}

}  // namespace

std::string headers_text(const Headers& headers) {
    if (!headers.has_addresses()) {
        return fmt::format("  no IP header could be read: {}\n", to_text(headers.stop));
    }
    std::string text = fmt::format("  IPv{} {} -> {}, TTL {}, {}", headers.ip_version,
                                   cordon::to_text(headers.src), cordon::to_text(headers.dst),
                                   headers.ttl, transport_text(headers.protocol));
    if (headers.is_tcp() || headers.is_udp()) {
        text += fmt::format(" {} -> {}", headers.src_port, headers.dst_port);
    }
    if (headers.is_tcp()) text += fmt::format(" [{}]", flags_text(headers.tcp_flags));
    text += fmt::format(", {} bytes of payload\n", headers.payload_length);
    if (headers.stop != Stop::payload) text += fmt::format("  {}\n", to_text(headers.stop));
    if (headers.fragment == Fragment::first) text += "  the first of several IP fragments\n";
    return text;
}

std::string flow_text(const FlowState& flow, Direction direction) {
    const bool up = direction == Direction::up;
    std::string text =
        fmt::format("  flow_id {}: {} port {} (client) to {} port {} (server), {}\n", flow.id,
                    cordon::to_text(flow.client()), flow.client_port(),
                    cordon::to_text(flow.server()), flow.server_port(), to_text(flow.phase));
    text += fmt::format("  first seen {} with frame {}{}\n", readable_time(flow.started),
                        flow.first_frame,
                        flow.picked_up ? "; its opening is not in the recording" : "");
    text += fmt::format("  this packet goes {}; inside the wall is the {}\n",
                        up ? "up, client to server" : "down, server to client",
                        flow.inside_is_client ? "client" : "server");
    text += fmt::format(
        "  so far, this packet included: up {} packets with {} B of payload, down {} with {} B\n",
        flow.packets[0], flow.payload_bytes[0], flow.packets[1], flow.payload_bytes[1]);
    return text;
}

std::string facts_text(const Facts& facts) {
    std::string text;
    if (facts.of(FactGroup::app) == Known::value) {
        text += fmt::format("  app: {} (by {})\n", cordon::to_text(facts.app),
                            cordon::to_text(facts.why));
    }
    add_values(text, facts);
    const std::string coming = groups_text(facts, Known::unknown, 0, fact_group_count);
    if (!coming.empty()) text += fmt::format("  may still come: {}\n", coming);
    const std::string absent = groups_text(facts, Known::absent, 0, first_on_demand);
    if (!absent.empty()) text += fmt::format("  will not come: {}\n", absent);
    const std::string spared = groups_text(facts, Known::absent, first_on_demand, fact_group_count);
    if (!spared.empty()) {
        text += fmt::format("  will not come, or no rule asks for it: {}\n", spared);
    }
    return text;
}

}  // namespace cordon

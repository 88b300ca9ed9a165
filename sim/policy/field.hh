#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "sim/classify/facts.hh"
#include "sim/flow/direction.hh"

namespace cordon {

/// Everything a condition may name (DESIGN.md section 4).
enum class Field : std::uint8_t {
    // packet
    ip_src,
    ip_dst,
    ip_ttl,
    ip_proto,
    ip_fragment,
    tcp_srcport,
    tcp_dstport,
    tcp_flags,
    tcp_len,
    udp_srcport,
    udp_dstport,
    udp_len,
    frame_len,
    direction,
    // side: constant for a flow
    client_ip,
    server_ip,
    server_port,
    inside_ip,
    // flow counters
    flow_up_packets,
    flow_up_bytes,
    flow_down_packets,
    flow_down_bytes,
    flow_up_bytes_in,
    flow_up_rate,
    flow_down_bytes_in,
    flow_down_rate,
    flow_age,
    flow_idle,
    flow_established,
    // facts
    tls_sni,
    tls_alpn,
    tls_version,
    tls_ech,
    tls_esni,
    tls_ja3,
    tls_ja4,
    quic_sni,
    quic_version,
    http_host,
    http_method,
    http_path,
    dns_qname,
    dns_qtype,
    payload_len,
    payload_entropy,
    payload_popcount,
    payload_printable,
    payload_first,
    stream_up,
    app,
    app_why,
    // time and place
    time_hour,
    time_weekday,
    place,
};

/// What kind of value a field has; decides which literals and operators suit it.
enum class FieldType : std::uint8_t {
    integer,   // plain number
    size,      // bytes
    duration,  // nanoseconds
    rate,      // bits per second
    decimal,   // thousandths: payload.popcount 3.4 is 3400
    share,     // millionths
    address,
    name,  // a domain name
    text,
    bytes,
    boolean,
    app,     // a dotted application path
    choice,  // one of a few words: direction, app.why, time.weekday, dns.qtype also takes numbers
};

/// When a field's value may change: decides how often a rule that names it is looked at.
enum class FieldLevel : std::uint8_t {
    packet,   // every packet
    side,     // never within a flow
    counter,  // grows with the flow: becomes a threshold
    window,   // takes (WINDOW); rises and falls: looked at at every packet while it matters
    life,     // flow.established: once; flow.idle: every packet
    fact,     // once, when its group becomes known
    clock,    // at the hour
};

/// What sets a field apart from others of its type and level. Most have none of it.
struct FieldTraits {
    std::optional<std::uint8_t> protocol{};  // the transport protocol whose packets alone have it
    std::optional<std::int64_t> greatest{};  // number it can hold; none: only its type bounds it
    bool is_port = false;                    // what sets of ports are for
    bool is_ordered = false;  // though no number, it has a less and a greater: "1.2", sat
    bool is_list = false;     // has several values at once
    bool gathers = false;     // likewise, and more may come while the flow lives
};

/// All that is to be said about a field, but for how it is read (field_values.hh).
struct FieldInfo {
    Field field;
    std::string_view name;  // "flow.up.bytes_in" for windowed ones, without (WINDOW)
    FieldType type;
    FieldLevel level;
    std::optional<FactGroup> group;      // for FieldLevel::fact
    std::optional<Direction> direction;  // for FieldLevel::window: whose bytes it counts
    std::string_view meaning;            // for `cordon check --fields`
    FieldTraits traits;
};

[[nodiscard]] std::span<const FieldInfo> all_fields();
[[nodiscard]] const FieldInfo& info_of(Field field);
[[nodiscard]] std::optional<Field> find_field(std::string_view name);

}  // namespace cordon

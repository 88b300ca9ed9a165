#include "sim/policy/field_values.hh"

#include <algorithm>
#include <array>

namespace cordon {
namespace {

using Number = std::optional<std::int64_t>;

const Headers& headers(const Situation& s) {
    return *s.packet->headers;
}
Number of_tcp(const Situation& s, std::int64_t value) {
    return headers(s).is_tcp() ? Number(value) : std::nullopt;
}
Number of_udp(const Situation& s, std::int64_t value) {
    return headers(s).is_udp() ? Number(value) : std::nullopt;
}
Number of_ip(const Situation& s, std::int64_t value) {
    return headers(s).has_addresses() ? Number(value) : std::nullopt;
}
Number count(std::uint64_t value) {
    return static_cast<std::int64_t>(value);
}
Number if_set(bool value) {
    return value ? 1 : 0;
}

template <Direction direction>
Number packets(const Situation& s, const Reading&) {
    return count(s.flow->packets[index(direction)]);
}
template <Direction direction>
Number bytes(const Situation& s, const Reading&) {
    return count(s.flow->payload_bytes[index(direction)]);
}
template <Direction direction>
Number bytes_in(const Situation& s, const Reading& reading) {
    if (s.windows == nullptr) return 0;
    const WindowSpec spec{.direction = direction, .width = reading.window};
    return count(s.windows->bytes_in(spec, s.packet->now));
}
template <Direction direction>
Number rate(const Situation& s, const Reading& reading) {
    const std::int64_t width = reading.window.count();
    if (width <= 0) return std::nullopt;
    __extension__ using Wide = __int128;
    const Wide bits = Wide{*bytes_in<direction>(s, reading)} * 8 * ns_per_s;
    return static_cast<std::int64_t>(bits / width);
}

struct NumberField {
    Field field;
    ReadNumber read;
};

constexpr std::array number_fields{
    NumberField{Field::ip_ttl,
                [](const Situation& s, const Reading&) { return of_ip(s, headers(s).ttl); }},
    NumberField{Field::ip_proto,
                [](const Situation& s, const Reading&) { return of_ip(s, headers(s).protocol); }},
    NumberField{Field::ip_fragment,
                [](const Situation& s, const Reading&) {
                    return of_ip(s, headers(s).fragment != Fragment::whole ? 1 : 0);
                }},
    NumberField{Field::tcp_srcport,
                [](const Situation& s, const Reading&) { return of_tcp(s, headers(s).src_port); }},
    NumberField{Field::tcp_dstport,
                [](const Situation& s, const Reading&) { return of_tcp(s, headers(s).dst_port); }},
    NumberField{
        Field::tcp_flags,
        [](const Situation& s, const Reading&) { return of_tcp(s, headers(s).tcp_flags.bits); }},
    NumberField{
        Field::tcp_len,
        [](const Situation& s, const Reading&) { return of_tcp(s, headers(s).payload_length); }},
    NumberField{Field::udp_srcport,
                [](const Situation& s, const Reading&) { return of_udp(s, headers(s).src_port); }},
    NumberField{Field::udp_dstport,
                [](const Situation& s, const Reading&) { return of_udp(s, headers(s).dst_port); }},
    NumberField{
        Field::udp_len,
        [](const Situation& s, const Reading&) { return of_udp(s, headers(s).payload_length); }},
    NumberField{Field::frame_len,
                [](const Situation& s, const Reading&) { return count(s.packet->frame_length); }},
    NumberField{Field::direction,
                [](const Situation& s, const Reading&) {
                    return Number(static_cast<std::int64_t>(s.packet->direction));
                }},
    NumberField{Field::server_port,
                [](const Situation& s, const Reading&) { return count(s.flow->server_port()); }},
    NumberField{Field::flow_up_packets, packets<Direction::up>},
    NumberField{Field::flow_down_packets, packets<Direction::down>},
    NumberField{Field::flow_up_bytes, bytes<Direction::up>},
    NumberField{Field::flow_down_bytes, bytes<Direction::down>},
    NumberField{Field::flow_up_bytes_in, bytes_in<Direction::up>},
    NumberField{Field::flow_down_bytes_in, bytes_in<Direction::down>},
    NumberField{Field::flow_up_rate, rate<Direction::up>},
    NumberField{Field::flow_down_rate, rate<Direction::down>},
    NumberField{Field::flow_age,
                [](const Situation& s, const Reading&) {
                    return Number(time_between(s.flow->started, s.packet->now).count());
                }},
    NumberField{Field::flow_idle,
                [](const Situation& s, const Reading&) { return Number(s.flow->idle.count()); }},
    NumberField{Field::flow_established,
                [](const Situation& s, const Reading&) {
                    return if_set(s.flow->phase != FlowPhase::opening);
                }},
    NumberField{Field::tls_ech,
                [](const Situation& s, const Reading&) { return if_set(s.facts->tls.ech); }},
    NumberField{Field::tls_esni,
                [](const Situation& s, const Reading&) { return if_set(s.facts->tls.esni); }},
    NumberField{Field::payload_len,
                [](const Situation& s, const Reading&) { return count(s.facts->payload->length); }},
    NumberField{Field::payload_entropy,
                [](const Situation& s, const Reading&) {
                    return count(s.facts->payload->entropy_millibits);
                }},
    NumberField{Field::payload_popcount,
                [](const Situation& s, const Reading&) {
                    return count(s.facts->payload->popcount_thousandths);
                }},
    NumberField{Field::payload_printable,
                [](const Situation& s, const Reading&) {
                    return count(s.facts->payload->printable_millionths);
                }},
    NumberField{Field::app_why,
                [](const Situation& s, const Reading&) {
                    return Number(static_cast<std::int64_t>(s.facts->why));
                }},
    NumberField{Field::time_hour,
                [](const Situation& s, const Reading& r) {
                    return count(calendar_time(s.packet->now, r.zone).hour);
                }},
    NumberField{Field::time_weekday,
                [](const Situation& s, const Reading& r) {
                    return count(calendar_time(s.packet->now, r.zone).weekday);
                }},
};

struct AddressField {
    Field field;
    ReadAddress read;
};

std::optional<IpAddress> if_ip(const Situation& s, const IpAddress& address) {
    return headers(s).has_addresses() ? std::optional(address) : std::nullopt;
}

constexpr std::array address_fields{
    AddressField{Field::ip_src, [](const Situation& s) { return if_ip(s, headers(s).src); }},
    AddressField{Field::ip_dst, [](const Situation& s) { return if_ip(s, headers(s).dst); }},
    AddressField{Field::client_ip, [](const Situation& s) { return if_ip(s, s.flow->client()); }},
    AddressField{Field::server_ip, [](const Situation& s) { return if_ip(s, s.flow->server()); }},
    AddressField{Field::inside_ip, [](const Situation& s) { return if_ip(s, s.flow->inside()); }},
};

struct TextField {
    Field field;
    ReadTexts read;
};

/// The highest version a ClientHello offers, as policies write it.
std::string_view version_text(std::uint16_t version) {
    switch (version) {
        case 0x0300:
            return "3.0";
        case 0x0301:
            return "1.0";
        case 0x0302:
            return "1.1";
        case 0x0303:
            return "1.2";
        case 0x0304:
            return "1.3";
        default:
            return {};
    }
}

constexpr std::array text_fields{
    TextField{Field::tls_sni, [](const Situation& s) { return Texts(s.facts->tls.sni); }},
    TextField{Field::tls_alpn, [](const Situation& s) { return Texts(s.facts->tls.alpn); }},
    TextField{Field::tls_version,
              [](const Situation& s) { return Texts(version_text(s.facts->tls.version)); }},
    TextField{Field::tls_ja3, [](const Situation&) { return Texts(); }},
    TextField{Field::tls_ja4,
              [](const Situation& s) { return Texts(std::string_view(*s.facts->tls.ja4)); }},
    TextField{Field::quic_sni, [](const Situation&) { return Texts(); }},
    TextField{Field::quic_version, [](const Situation&) { return Texts(); }},
    TextField{Field::http_host, [](const Situation& s) { return Texts(s.facts->http.hosts); }},
    TextField{Field::http_method, [](const Situation& s) { return Texts(s.facts->http.methods); }},
    TextField{Field::http_path, [](const Situation& s) { return Texts(s.facts->http.paths); }},
    TextField{Field::dns_qname, [](const Situation& s) { return Texts(s.facts->dns.names); }},
    TextField{Field::payload_first,
              [](const Situation& s) { return Texts(std::string_view(s.facts->payload->first)); }},
    TextField{Field::stream_up,
              [](const Situation& s) { return Texts(std::string_view(*s.facts->stream_up)); }},
};

template <typename Table>
auto find_reader(const Table& table, Field field) -> decltype(table.front().read) {
    const auto found = std::find_if(table.begin(), table.end(),
                                    [&](const auto& entry) { return entry.field == field; });
    return found == table.end() ? nullptr : found->read;
}

}  // namespace

Known known_state(const FieldInfo& field, const Facts& facts) {
    return field.group ? facts.of(*field.group) : Known::value;
}

ReadNumber number_reader(Field field) {
    return find_reader(number_fields, field);
}
ReadAddress address_reader(Field field) {
    return find_reader(address_fields, field);
}
ReadTexts text_reader(Field field) {
    return find_reader(text_fields, field);
}

}  // namespace cordon

#include "tests/engine/plain_truth.hh"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "sim/classify/app.hh"
#include "sim/core/calendar.hh"

namespace cordon::test {
namespace {

/// What a field is at some moment; absent when nothing is set.
struct Value {
    bool unknown = false;
    std::optional<std::int64_t> number;
    std::optional<IpAddress> address;
    std::vector<std::string> texts;
    std::optional<App> app;
};

Value number(std::int64_t value) {
    Value made;
    made.number = value;
    return made;
}
Value address(const IpAddress& value) {
    Value made;
    made.address = value;
    return made;
}

Value names(const Facts& facts, FactGroup group, const Names& of) {
    Value made;
    made.unknown = facts.of(group) == Known::unknown;
    if (facts.of(group) != Known::value) return made;
    for (const std::string_view name : of.all()) made.texts.emplace_back(name);
    return made;
}

Value packets(const Moment& moment, Direction direction) {
    return number(std::count_if(moment.past.begin(), moment.past.end(),
                                [&](const Past& past) { return past.direction == direction; }));
}

Value bytes(const Moment& moment, Direction direction) {
    std::int64_t sum = 0;
    for (const Past& past : moment.past) sum += past.direction == direction ? past.payload : 0;
    return number(sum);
}

/// "The sum over the 16 slots of W/16, aligned to the clock, that end with the present one."
std::int64_t bytes_in(const Moment& moment, Direction direction, Duration window) {
    const std::int64_t slot = window.count() / 16;
    const std::int64_t present = to_ns(moment.past.back().at) / slot;
    std::int64_t sum = 0;
    for (const Past& past : moment.past) {
        const bool counts = past.direction == direction && to_ns(past.at) / slot > present - 16;
        sum += counts ? past.payload : 0;
    }
    return sum;
}

Value rate(const Moment& moment, Direction direction, Duration window) {
    return number(bytes_in(moment, direction, window) * 8 * 1'000'000'000 / window.count());
}

IpAddress inside_of(const FlowState& state) {
    return state.inside_is_client ? state.client() : state.server();
}

std::string place_of(const Policy& policy, const FlowState& state) {
    for (const Place& place : policy.places) {
        if (place.addresses.contains(inside_of(state))) return place.name;
    }
    return "";
}

/// One field at one moment.
struct Look {
    const Moment& moment;
    const Policy& policy;
    Duration window;
    const FlowState& flow = moment.flow;
    const Facts& facts = moment.facts;
    const Headers& headers = *moment.packet.headers;
    Time now = moment.packet.now;
};

Value of_tcp(const Look& look, std::int64_t value) {
    return look.headers.is_tcp() ? number(value) : Value{};
}
Value of_udp(const Look& look, std::int64_t value) {
    return look.headers.is_udp() ? number(value) : Value{};
}
Value idle(const Look& look) {
    const std::size_t count = look.moment.past.size();
    return number(count == 1 ? 0 : (look.now - look.moment.past[count - 2].at).count());
}
Value payload_length(const Look& look) {
    Value made;
    made.unknown = look.facts.of(FactGroup::payload) == Known::unknown;
    if (look.facts.of(FactGroup::payload) == Known::value) made.number = look.facts.payload->length;
    return made;
}
Value stream_up(const Look& look) {
    Value made;
    made.unknown = look.facts.of(FactGroup::stream) == Known::unknown;
    if (!look.facts.stream_up->empty()) made.texts.push_back(*look.facts.stream_up);
    return made;
}
Value app(const Look& look) {
    Value made;
    made.unknown = look.facts.of(FactGroup::app) == Known::unknown;
    if (look.facts.of(FactGroup::app) == Known::value) made.app = look.facts.app;
    return made;
}
Value place(const Look& look) {
    Value made;
    const std::string name = place_of(look.policy, look.flow);
    if (!name.empty()) made.texts.push_back(name);
    return made;
}

constexpr auto up = Direction::up, down = Direction::down;

struct Reader {
    Field field;
    Value (*read)(const Look&);
};
constexpr std::array readers{
    Reader{Field::ip_src, [](const Look& l) { return address(l.headers.src); }},
    Reader{Field::ip_dst, [](const Look& l) { return address(l.headers.dst); }},
    Reader{Field::ip_proto, [](const Look& l) { return number(l.headers.protocol); }},
    Reader{Field::tcp_srcport, [](const Look& l) { return of_tcp(l, l.headers.src_port); }},
    Reader{Field::tcp_dstport, [](const Look& l) { return of_tcp(l, l.headers.dst_port); }},
    Reader{Field::tcp_flags, [](const Look& l) { return of_tcp(l, l.headers.tcp_flags.bits); }},
    Reader{Field::tcp_len, [](const Look& l) { return of_tcp(l, l.headers.payload_length); }},
    Reader{Field::udp_srcport, [](const Look& l) { return of_udp(l, l.headers.src_port); }},
    Reader{Field::udp_dstport, [](const Look& l) { return of_udp(l, l.headers.dst_port); }},
    Reader{Field::udp_len, [](const Look& l) { return of_udp(l, l.headers.payload_length); }},
    Reader{Field::frame_len, [](const Look& l) { return number(l.moment.packet.frame_length); }},
    Reader{Field::direction,
           [](const Look& l) { return number(l.moment.packet.direction == up ? 0 : 1); }},
    Reader{Field::client_ip, [](const Look& l) { return address(l.flow.client()); }},
    Reader{Field::server_ip, [](const Look& l) { return address(l.flow.server()); }},
    Reader{Field::server_port, [](const Look& l) { return number(l.flow.server_port()); }},
    Reader{Field::inside_ip, [](const Look& l) { return address(inside_of(l.flow)); }},
    Reader{Field::flow_up_packets, [](const Look& l) { return packets(l.moment, up); }},
    Reader{Field::flow_down_packets, [](const Look& l) { return packets(l.moment, down); }},
    Reader{Field::flow_up_bytes, [](const Look& l) { return bytes(l.moment, up); }},
    Reader{Field::flow_down_bytes, [](const Look& l) { return bytes(l.moment, down); }},
    Reader{Field::flow_up_bytes_in,
           [](const Look& l) { return number(bytes_in(l.moment, up, l.window)); }},
    Reader{Field::flow_down_bytes_in,
           [](const Look& l) { return number(bytes_in(l.moment, down, l.window)); }},
    Reader{Field::flow_up_rate, [](const Look& l) { return rate(l.moment, up, l.window); }},
    Reader{Field::flow_down_rate, [](const Look& l) { return rate(l.moment, down, l.window); }},
    Reader{Field::flow_age,
           [](const Look& l) { return number((l.now - l.moment.past.front().at).count()); }},
    Reader{Field::flow_idle, idle},
    Reader{Field::flow_established,
           [](const Look& l) { return number(l.flow.phase == FlowPhase::opening ? 0 : 1); }},
    Reader{Field::tls_sni,
           [](const Look& l) { return names(l.facts, FactGroup::tls, l.facts.tls.sni); }},
    Reader{Field::http_host,
           [](const Look& l) { return names(l.facts, FactGroup::http, l.facts.http.hosts); }},
    Reader{Field::http_method,
           [](const Look& l) { return names(l.facts, FactGroup::http, l.facts.http.methods); }},
    Reader{Field::http_path,
           [](const Look& l) { return names(l.facts, FactGroup::http, l.facts.http.paths); }},
    Reader{Field::dns_qname,
           [](const Look& l) { return names(l.facts, FactGroup::dns, l.facts.dns.names); }},
    Reader{Field::payload_len, payload_length},
    Reader{Field::stream_up, stream_up},
    Reader{Field::app, app},
    Reader{Field::time_hour,
           [](const Look& l) { return number(calendar_time(l.now, l.policy.zone).hour); }},
    Reader{Field::time_weekday,
           [](const Look& l) { return number(calendar_time(l.now, l.policy.zone).weekday); }},
    Reader{Field::place, place}};

Value value_of(const Comparison& comparison, const Moment& moment, const Policy& policy) {
    const auto* reader = std::find_if(readers.begin(), readers.end(), [&](const Reader& known) {
        return known.field == comparison.field;
    });
    if (reader == readers.end()) {
        ADD_FAILURE() << "no plain reading of " << info_of(comparison.field).name;
        return {};
    }
    return reader->read({.moment = moment, .policy = policy, .window = comparison.window});
}

bool in_order(CompareOp op, std::int64_t value, std::int64_t limit) {
    if (op == CompareOp::less) return value < limit;
    if (op == CompareOp::less_equal) return value <= limit;
    if (op == CompareOp::greater) return value > limit;
    if (op == CompareOp::greater_equal) return value >= limit;
    EXPECT_EQ(op, CompareOp::equal);
    return value == limit;
}

bool text_fits(const std::string& text, const Comparison& comparison, const Policy& policy) {
    if (const auto* set = std::get_if<SetId>(&comparison.operand)) {
        const Set& members = policy.sets[static_cast<std::size_t>(*set)].set;
        if (const auto* domains = std::get_if<DomainSet>(&members)) return domains->contains(text);
        return std::get<TextSet>(members).contains(text);
    }
    if (const auto* pattern = std::get_if<PatternId>(&comparison.operand)) {
        return policy.patterns[static_cast<std::size_t>(*pattern)]->found_in(text);
    }
    const auto& wanted = std::get<std::string>(comparison.operand);
    return comparison.op == CompareOp::contains ? text.find(wanted) != std::string::npos
                                                : text == wanted;
}

bool number_fits(std::int64_t value, const Comparison& comparison, const Policy& policy) {
    if (const auto* set = std::get_if<SetId>(&comparison.operand)) {
        const Set& members = policy.sets[static_cast<std::size_t>(*set)].set;
        return std::get<IntegerSet>(members).contains(value);
    }
    return in_order(comparison.op, value, std::get<std::int64_t>(comparison.operand));
}

bool address_fits(const IpAddress& value, const Comparison& comparison, const Policy& policy) {
    if (const auto* set = std::get_if<SetId>(&comparison.operand)) {
        const Set& members = policy.sets[static_cast<std::size_t>(*set)].set;
        return std::get<CidrSet>(members).contains(value);
    }
    return std::get<Cidr>(comparison.operand).contains(value);
}

/// A field alone: a true-or-false one must be true, any other have a value.
bool is_present(const Value& value, const Comparison& comparison) {
    if (info_of(comparison.field).type == FieldType::boolean) return value.number == 1;
    return value.number || value.address || value.app || !value.texts.empty();
}

bool fits(const Value& value, const Comparison& comparison, const Policy& policy) {
    if (comparison.op == CompareOp::present) return is_present(value, comparison);
    if (value.app) return lies_under(*value.app, std::get<std::string>(comparison.operand));
    if (value.number) return number_fits(*value.number, comparison, policy);
    if (value.address) return address_fits(*value.address, comparison, policy);
    return std::any_of(value.texts.begin(), value.texts.end(), [&](const std::string& text) {
        return text_fits(text, comparison, policy);
    });
}

Truth truth_of_comparison(const Comparison& comparison, const Moment& moment,
                          const Policy& policy) {
    const Value value = value_of(comparison, moment, policy);
    if (!value.unknown) return truth_of(fits(value, comparison, policy));
    // Of a beginning, what stands in it.
    const bool may_tell = comparison.op == CompareOp::contains;
    return may_tell && fits(value, comparison, policy) ? Truth::yes : Truth::unknown;
}

}  // namespace

Truth plain_truth(const Expression& condition, const Moment& moment, const Policy& policy) {
    if (condition.kind == Expression::Kind::comparison) {
        return truth_of_comparison(condition.comparison, moment, policy);
    }
    Truth least = Truth::yes, most = Truth::no;
    for (const Expression& part : condition.parts) {
        const Truth of_part = plain_truth(part, moment, policy);
        least = std::min(least, of_part);
        most = std::max(most, of_part);
    }
    if (condition.kind == Expression::Kind::all) return least;
    if (condition.kind == Expression::Kind::any) return most;
    return least == Truth::unknown ? Truth::unknown : truth_of(least == Truth::no);
}

}  // namespace cordon::test

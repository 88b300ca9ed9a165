#include "tests/scenario/talk.hh"

#include "sim/craft/tcp_options.hh"

namespace cordon::testing {
namespace {

const Endpoint client{.address = IpAddress::v4(0x0a170001), .port = 50'000};
const Endpoint server{.address = IpAddress::v4(0xb9d8d835), .port = 443};

const Endpoint& end_of(Direction side) {
    return side == Direction::up ? client : server;
}

/// MSS 1460 and timestamps: 1448 bytes fit a segment.
std::vector<std::uint8_t> syn_options() {
    return {2, 4, 0x05, 0xb4, 8, 10, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1};
}

}  // namespace

void Talk::push(std::vector<std::uint8_t> bytes) {
    packets_.push_back(std::move(bytes));
    Arrival arrival;
    arrival.bytes = packets_.back();
    arrival.at = at_;
    arrival.frame = packets_.size();
    arrival.wire_length = static_cast<std::uint32_t>(packets_.back().size());
    arrival.link = LinkType::raw_ip;
    arrivals_.push_back(arrival);
}

void Talk::packet(Direction from, std::uint8_t flags, std::vector<std::uint8_t> payload,
                  std::vector<std::uint8_t> options) {
    const Endpoint& src = end_of(from);
    const Endpoint& dst = end_of(opposite(from));
    TcpFields tcp;
    tcp.src_port = src.port;
    tcp.dst_port = dst.port;
    tcp.seq = side(from).next;
    tcp.ack = side(from).acked;
    tcp.flags = flags;
    tcp.options = std::move(options);
    push(tcp_packet({.src = src.address, .dst = dst.address}, tcp, payload));
    side(from).last = static_cast<std::uint32_t>(payload.size());
    side(from).next += side(from).last;
}

Talk& Talk::syn() {
    packet(Direction::up, tcp_flag::syn, {}, syn_options());
    side(Direction::up).next += 1;
    return *this;
}

Talk& Talk::repeats_syn() {
    const Seq32 after = side(Direction::up).next;
    side(Direction::up).next = Seq32{after.raw() - 1};
    return syn();
}

Talk& Talk::syn_ack() {
    side(Direction::down).acked = side(Direction::up).next;
    packet(Direction::down, tcp_flag::syn | tcp_flag::ack, {}, syn_options());
    side(Direction::down).next += 1;
    return *this;
}

Talk& Talk::acks(Direction from) {
    side(from).acked = side(opposite(from)).next;
    packet(from, tcp_flag::ack, {});
    return *this;
}

Talk& Talk::opened() {
    return syn().after(40).syn_ack().after(10).acks(Direction::up);
}

Talk& Talk::says(Direction from, std::uint64_t bytes) {
    side(from).acked = side(opposite(from)).next;
    return says_unaware(from, bytes);
}

Talk& Talk::says_unaware(Direction from, std::uint64_t bytes) {
    packet(from, tcp_flag::ack | tcp_flag::psh, std::vector<std::uint8_t>(bytes, 0x5a));
    return *this;
}

Talk& Talk::says(Direction from, std::string_view text) {
    side(from).acked = side(opposite(from)).next;
    packet(from, tcp_flag::ack | tcp_flag::psh, {text.begin(), text.end()});
    return *this;
}

Talk& Talk::unseen(Direction from, std::uint64_t bytes) {
    side(from).next += static_cast<std::uint32_t>(bytes);
    return *this;
}

Talk& Talk::repeats(Direction from) {
    const std::uint32_t again = side(from).last;
    side(from).next = side(from).next - again;
    packet(from, tcp_flag::ack | tcp_flag::psh, std::vector<std::uint8_t>(again, 0x5a));
    return *this;
}

Talk& Talk::fin(Direction from) {
    side(from).acked = side(opposite(from)).next;
    packet(from, tcp_flag::fin | tcp_flag::ack, {});
    side(from).next += 1;
    return *this;
}

Talk& Talk::rst(Direction from) {
    packet(from, tcp_flag::rst | tcp_flag::ack, {});
    return *this;
}

Talk& Talk::datagram(Direction from, std::uint64_t bytes) {
    const Endpoint& src = end_of(from);
    const Endpoint& dst = end_of(opposite(from));
    push(udp_packet({.src = src.address, .dst = dst.address},
                    {.src_port = src.port, .dst_port = dst.port},
                    std::vector<std::uint8_t>(bytes, 0x5a)));
    return *this;
}

Reduction Talk::reduced(std::size_t most) {
    Reduction reduction(most);
    reduction.add(arrivals_);
    return reduction;
}

}  // namespace cordon::testing

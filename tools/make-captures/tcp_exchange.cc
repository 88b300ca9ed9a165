#include "tools/make-captures/tcp_exchange.hh"

#include <tins/rawpdu.h>
#include <tins/tcp.h>

#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <utility>

namespace cordon::captures {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

constexpr std::uint32_t most_in_flight = 64 * 1024;
constexpr std::uint32_t header_bytes = 14 + 20 + 32;  // Ethernet, IP, TCP with timestamps
constexpr Duration delayed_ack = milliseconds{40};
constexpr Duration most_jitter = microseconds{1'500};

// Windows and scales as an iPhone and a Linux server of the time announced them: EVIDENCE.md B.4,
// whatsappfiles.pcap.
struct Announced {
    std::uint16_t syn_window, window;
    std::uint8_t scale, other_scale;
};
constexpr Announced phone_windows{65'535, 2'048, 6, 8};
constexpr Announced server_windows{28'960, 1'024, 8, 6};

/// What is in one TCP segment on its way.
struct Segment {
    bool syn = false, ack = true, push = false, fin = false;
    std::uint32_t seq = 0, acknowledged = 0;
    std::uint32_t sent_ms = 0, echo_ms = 0;
    Octets payload{};
};

/// One end of the connection.
struct End {
    Endpoint local;
    Announced windows{};
    std::uint32_t next_seq = 0, oldest_unacknowledged = 0, next_expected = 0;
    std::uint32_t congestion_window = 0;
    std::uint32_t last_peer_ms = 0, clock_offset = 0;
    std::uint64_t written = 0, read = 0;  // application bytes
    std::deque<Octets> to_send;           // one entry a write; each begins a segment
    std::size_t sent_of_first = 0;
    unsigned owed_acks = 0;
    std::uint64_t ack_timer = 0;
    bool closing = false, fin_sent = false;
    Time link_free, last_at_wall, last_arrival;
};

class Player {
public:
    Player(const TcpExchange& exchange, Recording& recording)
        : exchange_(exchange),
          recording_(recording),
          filler_(exchange.seed, "tcp " + exchange.server.address.to_string() + " " +
                                     std::to_string(exchange.phone.port)) {
        prepare(end(Side::phone), exchange.phone, phone_windows);
        prepare(end(Side::server), exchange.server, server_windows);
    }

    void play() {
        now_ = exchange_.starts;
        send(Side::phone, Segment{.syn = true, .ack = false});
        while (!events_.empty()) {
            const auto next = events_.begin();
            now_ = next->first.first;
            const auto action = std::move(next->second);
            events_.erase(next);
            action();
        }
    }

private:
    End& end(Side side) { return ends_[static_cast<std::size_t>(side)]; }
    static Side other(Side side) { return side == Side::phone ? Side::server : Side::phone; }

    void prepare(End& made, Endpoint local, Announced windows) {
        made.local = local;
        made.windows = windows;
        made.next_seq = made.oldest_unacknowledged = static_cast<std::uint32_t>(filler_.word());
        made.congestion_window = 10U * exchange_.segment_bytes;
        made.clock_offset = static_cast<std::uint32_t>(filler_.below(900'000'000));
    }

    void at(Time when, std::function<void()> action) {
        events_.emplace(std::pair{when, order_++}, std::move(action));
    }

    /// Puts a segment on the link of `side`: it waits its turn, passes the wall, arrives.
    void send(Side side, Segment segment) {
        End& from = end(side);
        segment.seq = from.next_seq;
        segment.acknowledged = from.next_expected;
        segment.sent_ms = from.clock_offset + static_cast<std::uint32_t>(to_ns(now_) / 1'000'000);
        segment.echo_ms = from.last_peer_ms;
        const std::size_t sequence_space =
            segment.payload.size() + (segment.syn ? 1U : 0U) + (segment.fin ? 1U : 0U);
        from.next_seq += static_cast<std::uint32_t>(sequence_space);
        from.owed_acks = 0;
        ++from.ack_timer;

        const bool up = side == Side::phone;
        const Way& way = exchange_.way;
        const std::uint64_t rate = up ? way.up_bits_per_second : way.down_bits_per_second;
        const std::uint64_t bits = (segment.payload.size() + header_bytes) * 8;
        const Duration on_link{static_cast<std::int64_t>(bits * ns_per_s / rate)};
        from.link_free = std::max(from.link_free, now_) + on_link;
        const Duration jitter{static_cast<std::int64_t>(
            filler_.below(static_cast<std::uint64_t>(most_jitter.count())))};
        const Time at_wall =
            from.link_free + jitter + (up ? way.phone_to_wall : way.wall_to_server);
        from.last_at_wall = std::max(at_wall, from.last_at_wall + microseconds{2});
        record(side, from.last_at_wall, segment);
        const Time arrival = from.last_at_wall + (up ? way.wall_to_server : way.phone_to_wall);
        at(arrival, [this, side, segment] { receive(other(side), segment); });
    }

    void record(Side side, Time when, const Segment& segment) {
        const End& from = end(side);
        const End& to = end(other(side));
        Tins::TCP tcp(to.local.port, from.local.port);
        tcp.seq(segment.seq);
        tcp.ack_seq(segment.ack ? segment.acknowledged : 0);
        tcp.window(segment.syn ? from.windows.syn_window : from.windows.window);
        tcp.set_flag(Tins::TCP::SYN, segment.syn);
        tcp.set_flag(Tins::TCP::ACK, segment.ack);
        tcp.set_flag(Tins::TCP::PSH, segment.push);
        tcp.set_flag(Tins::TCP::FIN, segment.fin);
        if (segment.syn) {
            tcp.mss(static_cast<std::uint16_t>(exchange_.segment_bytes + 12));
            tcp.sack_permitted();
            tcp.timestamp(segment.sent_ms, segment.echo_ms);
            tcp.add_option(Tins::TCP::option(Tins::TCP::NOP));
            tcp.winscale(from.windows.scale);
        } else {
            tcp.add_option(Tins::TCP::option(Tins::TCP::NOP));
            tcp.add_option(Tins::TCP::option(Tins::TCP::NOP));
            tcp.timestamp(segment.sent_ms, segment.echo_ms);
        }
        if (!segment.payload.empty()) tcp.inner_pdu(Tins::RawPDU(segment.payload));
        recording_.add(when, from.local.address, to.local.address, tcp);
    }

    void receive(Side side, const Segment& segment) {
        End& here = end(side);
        here.last_peer_ms = segment.sent_ms;
        if (segment.syn) {
            here.next_expected = segment.seq + 1;
            if (!segment.ack) {
                send(side, Segment{.syn = true});
                return;
            }
            here.oldest_unacknowledged = segment.acknowledged;
            send(side, Segment{});
            next_write();
            return;
        }
        take_acknowledgement(here, segment.acknowledged);
        push_out(side);
        if (segment.payload.empty() && !segment.fin) return;
        here.next_expected += static_cast<std::uint32_t>(segment.payload.size());
        here.read += segment.payload.size();
        ++here.owed_acks;
        if (segment.fin) return take_fin(side);
        next_write();
        push_out(side);
        if (here.owed_acks >= 2) {
            send(side, Segment{});
        } else if (here.owed_acks == 1) {
            const std::uint64_t timer = ++here.ack_timer;
            at(now_ + delayed_ack, [this, side, timer] {
                if (end(side).ack_timer == timer) send(side, Segment{});
            });
        }
    }

    void take_acknowledgement(End& here, std::uint32_t acknowledged) const {
        const std::uint32_t newly = acknowledged - here.oldest_unacknowledged;
        here.oldest_unacknowledged = acknowledged;
        here.congestion_window = std::min(here.congestion_window + newly, most_in_flight);
    }

    void take_fin(Side side) {
        End& here = end(side);
        here.next_expected += 1;
        if (here.fin_sent) {
            send(side, Segment{});
            return;
        }
        here.closing = true;
        push_out(side);
    }

    /// Sends what the congestion window allows.
    void push_out(Side side) {
        End& here = end(side);
        while (!here.to_send.empty()) {
            const Octets& first = here.to_send.front();
            const std::size_t size =
                std::min<std::size_t>(first.size() - here.sent_of_first, exchange_.segment_bytes);
            if (here.next_seq - here.oldest_unacknowledged + size > here.congestion_window) return;
            const auto begin = first.begin() + static_cast<std::ptrdiff_t>(here.sent_of_first);
            Segment segment;
            segment.payload.assign(begin, begin + static_cast<std::ptrdiff_t>(size));
            here.sent_of_first += size;
            segment.push = here.sent_of_first == first.size();
            if (segment.push) {
                here.to_send.pop_front();
                here.sent_of_first = 0;
            }
            send(side, std::move(segment));
        }
        if (here.closing && !here.fin_sent) {
            here.fin_sent = true;
            send(side, Segment{.fin = true});
        }
    }

    /// Starts the next entry of the list once its side has read all that the other wrote.
    void next_write() {
        if (started_ || next_ == exchange_.writes.size()) return;
        const Write& write = exchange_.writes[next_];
        if (end(write.side).read < end(other(write.side)).written) return;
        started_ = true;
        at(now_ + write.pause, [this] {
            const Write& due = exchange_.writes[next_];
            End& here = end(due.side);
            here.written += due.bytes.size();
            if (due.bytes.empty()) {
                here.closing = true;
            } else {
                here.to_send.push_back(due.bytes);
            }
            ++next_;
            started_ = false;
            push_out(due.side);
            next_write();
        });
    }

    const TcpExchange& exchange_;
    Recording& recording_;
    Filler filler_;
    std::map<std::pair<Time, std::uint64_t>, std::function<void()>> events_;
    std::uint64_t order_ = 0;
    Time now_;
    End ends_[2];
    std::size_t next_ = 0;
    bool started_ = false;
};

}  // namespace

void play(const TcpExchange& exchange, Recording& recording) {
    Player(exchange, recording).play();
}

}  // namespace cordon::captures

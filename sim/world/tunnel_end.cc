#include "sim/world/tunnel_end.hh"

#include <algorithm>

#include "sim/core/ip_protocol.hh"
#include "sim/craft/checksum.hh"
#include "sim/craft/content.hh"
#include "sim/craft/ip_header.hh"
#include "sim/world/world.hh"
#include "sim/world/world_host.hh"

namespace cordon {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// Donenfeld, NDSS 2017, section 6.1.
constexpr Duration rekey_after = seconds(120), reject_after = seconds(180),
                   rekey_timeout = seconds(5), rekey_attempt = seconds(90),
                   keep_alive_timeout = seconds(10);
/// REKEY_TIMEOUT_JITTER_MAX_JIFFIES of Linux (drivers/net/wireguard/messages.h): HZ / 3.
constexpr std::uint64_t retry_jitter_ms = 333;
/// MAX_STAGED_PACKETS, ibid.
constexpr std::size_t most_waiting = 128;

// Section 5.4: bytes of each message.
constexpr std::uint32_t initiation_length = 148, response_length = 92, data_overhead = 16 + 16,
                        padding = 16, data_header = 16;
constexpr std::uint32_t udp_header = 8;

template <typename T>
void put_little_endian(HeaderWriter& out, T value) {
    for (std::size_t i = 0; i < sizeof(T); ++i) {
        out.put(static_cast<std::uint8_t>(value >> (8U * i)));
    }
}

}  // namespace

TunnelEnd::TunnelEnd(WorldHost& host, Role role, const Ends& ends,
                     std::optional<Duration> keep_alive)
    : host_(&host), role_(role), ends_(ends), keep_alive_(keep_alive) {}

TunnelEnd::~TunnelEnd() {
    host_->queue().cancel(event_);
}

Time TunnelEnd::now() const {
    return host_->queue().now();
}

std::uint16_t TunnelEnd::overhead(const IpAddress& outer) {
    return static_cast<std::uint16_t>(ip_header_length(outer) + udp_header + data_overhead);
}

bool TunnelEnd::is_open() const {
    return opened_at_ != Time::min() && now() - opened_at_ < reject_after;
}

void TunnelEnd::carry(PacketPtr inner) {
    if (is_open()) {
        send_data(std::move(inner));
        if (role_ == Role::initiator && now() - opened_at_ >= rekey_after) begin_handshake();
    } else {
        if (waiting_.size() >= most_waiting) waiting_.pop_front();
        waiting_.push_back(std::move(inner));
        if (role_ == Role::initiator) begin_handshake();
    }
    plan();
}

void TunnelEnd::begin_handshake() {
    if (first_try_ != Time::max()) return;
    first_try_ = next_try_ = now();
}

PacketPtr TunnelEnd::receive(Packet& outer, Bytes datagram) {
    if (datagram.empty()) return nullptr;
    const auto message = static_cast<Message>(datagram[0]);
    PacketPtr inner;
    if (message == Message::initiation && role_ == Role::responder) {
        send(Message::response, response_length, nullptr);
        opened();
    } else if (message == Message::response && role_ == Role::initiator &&
               first_try_ != Time::max()) {
        first_try_ = next_try_ = Time::max();
        opened();
        // The initiator speaks first: the responder may only send once it has (section 5.1).
        if (waiting_.empty()) send_keep_alive();
    } else if (message == Message::data && is_open()) {
        unanswered_since_ = Time::max();
        inner = std::move(outer.inner);
        if (inner && silent_since_ == Time::max()) silent_since_ = now();
    }
    while (is_open() && !waiting_.empty()) {
        send_data(std::move(waiting_.front()));
        waiting_.pop_front();
    }
    plan();
    return inner;
}

void TunnelEnd::opened() {
    opened_at_ = now();
    session_ = static_cast<std::uint32_t>(
        host_->draws("tunnel session").mix(static_cast<std::uint64_t>(to_ns(opened_at_))).bits());
    counter_ = 0;
    unanswered_since_ = Time::max();
}

void TunnelEnd::send_data(PacketPtr inner) {
    const std::uint32_t carried = inner ? inner->wire_length : 0;
    const std::uint32_t filled = (carried + padding - 1) / padding * padding;
    if (inner && unanswered_since_ == Time::max()) unanswered_since_ = now();
    send(Message::data, data_overhead + filled, std::move(inner));
    silent_since_ = Time::max();
    last_sent_ = now();
}

void TunnelEnd::send(Message message, std::uint32_t length, PacketPtr inner) {
    const IpAddress& src = ends_.local.address;
    if (src.is_v4() != ends_.remote.address.is_v4()) return host_->note_nowhere();
    const std::size_t ip_header = ip_header_length(src);
    // Behind what any wall reads only the header of a data message is written.
    const bool whole = message != Message::data || sent_bytes_ < World::stored_bytes ||
                       host_->is_read(ends_.remote.address);
    const std::uint32_t stored = whole ? length : data_header;
    sent_bytes_ += length;
    PacketPtr packet = host_->packets().take(ip_header + udp_header + stored);
    packet->wire_length = static_cast<std::uint32_t>(ip_header) + udp_header + length;
    packet->inner = std::move(inner);
    HeaderWriter out(packet->room());
    put_ip_header(out,
                  {.src = src,
                   .dst = ends_.remote.address,
                   .ttl = host_->profile().ttl,
                   .id = host_->profile().counts_ip_ids ? ip_id_++ : std::uint16_t{0}},
                  ip_protocol::udp, udp_header + length);
    const std::span<std::uint8_t> datagram = out.rest();
    out.put(ends_.local.port).put(ends_.remote.port);
    out.put(static_cast<std::uint16_t>(udp_header + length)).put(std::uint16_t{0});
    // All is noise but the type, three zeros, and of data the receiver's index and a counter.
    const std::uint64_t seed =
        host_->draws("tunnel").mix(ends_.remote.port).mix(++messages_).bits();
    Content::noise(stored, seed).copy(0, out.rest());
    out.put(static_cast<std::uint8_t>(message)).put(std::uint8_t{0}).put(std::uint16_t{0});
    if (message == Message::data) {
        put_little_endian(out, session_);
        put_little_endian(out, counter_++);
    }
    set_udp_checksum(datagram, src, ends_.remote.address);
    host_->send_outside_tunnel(std::move(packet), ends_.remote.address);
}

Time TunnelEnd::next_time() const {
    Time next = next_try_;
    if (silent_since_ != Time::max()) next = std::min(next, silent_since_ + keep_alive_timeout);
    if (role_ == Role::initiator && unanswered_since_ != Time::max() && first_try_ == Time::max()) {
        next = std::min(next, unanswered_since_ + keep_alive_timeout + rekey_timeout);
    }
    if (keep_alive_ && last_sent_ != Time::min()) next = std::min(next, last_sent_ + *keep_alive_);
    return next;
}

void TunnelEnd::plan() {
    const Time next = next_time();
    if (next >= event_at_) return;  // comes too early, perhaps, and then plans again
    host_->queue().cancel(event_);
    event_at_ = next;
    event_ = host_->queue().call_at(next, *this);
}

void TunnelEnd::on_event() {
    event_ = TimerId::none;
    event_at_ = Time::max();
    if (role_ == Role::initiator && unanswered_since_ != Time::max() &&
        now() - unanswered_since_ >= keep_alive_timeout + rekey_timeout) {
        unanswered_since_ = Time::max();
        begin_handshake();
    }
    if (next_try_ <= now()) {
        if (now() - first_try_ >= rekey_attempt) {
            first_try_ = next_try_ = Time::max();
            waiting_.clear();
        } else {
            const std::uint64_t jitter =
                host_->draws("tunnel retry").mix(messages_).below(retry_jitter_ms + 1);
            next_try_ = now() + rekey_timeout + milliseconds(jitter);
            send(Message::initiation, initiation_length, nullptr);
        }
    }
    if (silent_since_ != Time::max() && now() - silent_since_ >= keep_alive_timeout) {
        silent_since_ = Time::max();
        if (is_open()) send_keep_alive();
    }
    if (keep_alive_ && last_sent_ != Time::min() && now() - last_sent_ >= *keep_alive_) {
        last_sent_ = now();
        carry_keep_alive();
    }
    plan();
}

/// A persistent one also renews the session.
void TunnelEnd::carry_keep_alive() {
    if (is_open()) send_keep_alive();
    const bool old = opened_at_ == Time::min() || now() - opened_at_ >= rekey_after;
    if (role_ == Role::initiator && old) begin_handshake();
}

}  // namespace cordon

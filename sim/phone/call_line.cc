#include "sim/phone/call_line.hh"

#include <algorithm>

#include "sim/core/well_known_port.hh"

namespace cordon {
namespace {

/// Bytes of RTP payload. Choice: even over a range about the mean of recorded packets, which is 152
/// in wa_voice.pcap, 2019, and some 620 in wa_video.pcap.
struct Packets {
    std::size_t least, spread;
};
constexpr Packets voice_packets{90, 120};
constexpr Packets video_packets{400, 420};

}  // namespace

CallLine::CallLine(Host& host, const Timings& timings, CallToken token, std::string_view relays,
                   std::uint64_t seed)
    : host_(&host),
      timings_(&timings),
      socket_(host.open_udp(0)),
      filler_(seed, "call"),
      transaction_(filler_.bytes(CallStun::transaction_bytes)),
      token_(write_call_token(token, transaction_)) {
    next_.source = static_cast<std::uint32_t>(filler_.word());
    while (!relays.empty()) {
        const std::string_view text = relays.substr(0, relays.find(','));
        relays.remove_prefix(std::min(relays.size(), text.size() + 1));
        if (const auto address = parse_ip_address(text)) {
            relays_.push_back(Endpoint{.address = *address, .port = well_known_port::call_relay});
        }
    }
}

void CallLine::ask_all(CallStun::Type type) {
    constexpr int copies = 2;  // wa_voice.pcap: each relay is asked twice at once
    for (const Endpoint& relay : relays_) {
        for (int copy = 0; copy < copies; ++copy) {
            const CallStun stun{
                .type = type, .transaction = transaction_, .number = ++requests_, .token = token_};
            socket_->send(relay, Content::literal(call_request(stun)));
        }
    }
}

Task<bool> CallLine::reach_a_relay(Time deadline) {
    while (host_->now() < deadline) {
        ask_all(CallStun::Type::allocate);
        const Time again = std::min(deadline, host_->now() + timings_->ask_relays_again);
        bool news = true;
        while (news) {
            listen();
            if (relay_) co_return true;
            news = co_await socket_->changed().wait(again);
        }
    }
    co_return false;
}

void CallLine::listen() {
    while (const auto datagram = socket_->receive()) {
        const auto stun = read_call_stun(datagram->bytes);
        if (stun && stun->type == CallStun::Type::allocated && !relay_ &&
            std::ranges::equal(stun->transaction, transaction_)) {
            relay_ = datagram->from;
        } else if (read_call_media(datagram->bytes)) {
            heard_ = host_->now();
            ++packets_heard_;
        }
    }
}

void CallLine::keep_alive() {
    if (relay_) socket_->send(*relay_, Content::literal("health"));
}

void CallLine::speak(std::uint8_t media_type) {
    if (!relay_) return;
    const Packets& packets = media_type == CallMedia::video ? video_packets : voice_packets;
    next_.type = media_type;
    ++next_.sequence;
    next_.timestamp += pace_of(media_type).ticks;
    const Octets payload = filler_.bytes(packets.least + filler_.below(packets.spread));
    socket_->send(*relay_, Content::literal(call_media(next_, payload)));
}

void CallLine::hang_up() {
    ask_all(CallStun::Type::end);
}

Task<Talk> talk(Host& host, const Timings& timings, CallLine& line, std::uint8_t media_type,
                Time end) {
    const Time began = host.now();
    const std::uint32_t heard_before = line.packets_heard();
    std::uint32_t said = 0;
    while (host.now() < end) {
        line.speak(media_type);
        ++said;
        co_await Sleep(host.scheduler(), host.now() + pace_of(media_type).frame);
        line.listen();
        const Time heard = std::max(began, line.heard().value_or(began));
        if (host.now() - heard >= timings.call_silence) co_return Talk::dropped;
    }
    const std::uint32_t heard = line.packets_heard() - heard_before;
    if (heard == 0) co_return Talk::dropped;
    co_return 100 * heard < least_percent_heard* said ? Talk::broken : Talk::lived;
}

}  // namespace cordon

#include "sim/world/servers/call_relays.hh"

#include <algorithm>
#include <string>

#include "sim/core/keyed_random.hh"
#include "sim/core/well_known_port.hh"

namespace cordon {
namespace {

constexpr Duration contact_hangs_up = std::chrono::seconds{10};  // choice: nothing heard for that

}  // namespace

void CallRelays::add(Host& host) {
    relays_.push_back(Relay{.socket = host.open_udp(well_known_port::call_relay)});
    crowd_.add(serve(relays_.size() - 1));
}

Task<void> CallRelays::serve(std::size_t relay) {
    for (;;) {
        UdpSocket& socket = *relays_[relay].socket;
        while (const auto datagram = socket.receive()) take(relay, *datagram);
        const bool news = co_await socket.changed().wait();
        if (!news) co_return;
    }
}

void CallRelays::take(std::size_t relay, const Datagram& datagram) {
    if (const auto stun = read_call_stun(datagram.bytes)) {
        return take_request(relay, datagram, *stun);
    }
    const auto place = places_.find({relay, datagram.from});
    if (place == places_.end()) return;  // nobody's place: not of a call
    place->second.heard = scheduler_->now();
    if (as_text(datagram.bytes) == "health") {
        relays_[relay].socket->send(datagram.from, Content::literal("OK"));
    } else if (const auto media = read_call_media(datagram.bytes)) {
        take_media(relay, datagram, *media);
    }
}

void CallRelays::take_request(std::size_t relay, const Datagram& datagram, const CallStun& stun) {
    if (stun.type == CallStun::Type::allocated) return;  // an answer: nobody asked
    const auto token = read_call_token(stun.token, stun.transaction);
    if (!token) return;
    const PlaceKey key{relay, datagram.from};
    const Call call{.caller = token->caller, .number = token->call};
    if (stun.type == CallStun::Type::end) {
        places_.erase(key);
        spoken_.erase({call, token->mine});
        return;
    }
    if (places_.size() >= sweep_at_) forget_silent();
    places_[key] = Place{
        .call = call, .account = token->mine, .other = token->other, .heard = scheduler_->now()};
    if (!datagram.from.address.is_v4()) return;  // the answer of the time has no other form
    const auto now_ms = static_cast<std::uint64_t>(to_ns(scheduler_->now()) / 1'000'000);
    relays_[relay].socket->send(
        datagram.from, Content::literal(call_answer(CallStun{.type = CallStun::Type::allocated,
                                                             .transaction = stun.transaction,
                                                             .number = stun.number,
                                                             .token = {}},
                                                    datagram.from, now_ms)));
}

void CallRelays::take_media(std::size_t relay, const Datagram& datagram, const CallMedia& media) {
    const Place& place = places_.at({relay, datagram.from});
    Spoken& mine = spoken_[{place.call, place.account}];
    mine.relay = relay;
    mine.at = datagram.from;
    mine.heard = scheduler_->now();
    const auto other = spoken_.find({place.call, place.other});
    if (other != spoken_.end()) {
        const Spoken& there = other->second;
        relays_[there.relay].socket->send(there.at, Content::literal(datagram.bytes));
        return;
    }
    if (!messenger_->is_contact(place.other) || mine.is_answered_by_contact) return;
    mine.is_answered_by_contact = true;
    crowd_.add(speak({place.call, place.account}, media, datagram.bytes.size()));
}

Task<void> CallRelays::speak(SpokenKey to, CallMedia like, std::size_t bytes) {
    constexpr std::size_t header_bytes = 12;
    const CallPace pace = pace_of(like.type);
    const KeyedRandom draw = KeyedRandom(seed_, "a contact speaks")
                                 .mix(static_cast<std::uint64_t>(to.first.caller))
                                 .mix(to.first.number);
    like.source = static_cast<std::uint32_t>(draw.bits());
    like.sequence = 0;
    for (;;) {
        const auto listener = spoken_.find(to);
        if (listener == spoken_.end()) co_return;
        if (listener->second.heard + contact_hangs_up < scheduler_->now()) co_return;
        ++like.sequence;
        like.timestamp += pace.ticks;
        Filler filler(draw.bits(), std::to_string(like.sequence));
        const std::size_t most = bytes - header_bytes;
        const std::size_t payload = most - filler.below(most / 4 + 1);
        relays_[listener->second.relay].socket->send(
            listener->second.at, Content::literal(call_media(like, filler.bytes(payload))));
        co_await Sleep(*scheduler_, scheduler_->now() + pace.frame);
    }
}

void CallRelays::forget_silent() {
    const Time oldest = scheduler_->now() - idle;
    std::erase_if(places_, [oldest](const auto& place) { return place.second.heard < oldest; });
    std::erase_if(spoken_, [oldest](const auto& spoken) { return spoken.second.heard < oldest; });
    sweep_at_ = std::max<std::size_t>(256, 2 * places_.size());
}

}  // namespace cordon

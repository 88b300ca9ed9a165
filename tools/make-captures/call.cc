#include "tools/make-captures/call.hh"

#include <tins/rawpdu.h>
#include <tins/udp.h>

#include <utility>

#include "sim/core/ip_address.hh"
#include "sim/core/well_known_port.hh"
#include "sim/craft/call_bytes.hh"

namespace cordon::captures {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

class Caller {
public:
    Caller(const Recipe& recipe, const Conversation& call, Recording& recording)
        : recipe_(recipe),
          recording_(recording),
          filler_(recipe.seed, "call " + std::to_string(call.at.count())),
          now_(recipe.starts + call.at),
          transaction_(filler_.bytes(8)),
          token_(filler_.bytes(102)),
          phone_port_(static_cast<std::uint16_t>(40'000 + filler_.below(20'000))) {
        for (const std::string& relay : recipe.relays.names) relays_.emplace_back(relay);
    }

    void play(const std::vector<Step>& steps) {
        ask_all(CallStun::Type::allocate);
        for (const Step& step : steps) {
            const Time until = now_ + step.time;
            if (step.kind == Step::Kind::ring) keep_alive(until);
            if (step.kind == Step::Kind::talk) talk(until);
            now_ = until;
        }
        ask_all(CallStun::Type::end);
    }

private:
    /// Every relay twice; answers come for requests to allocate only.
    void ask_all(CallStun::Type type) {
        Time at = now_;
        for (const Tins::IPv4Address relay : relays_) {
            for (int copy = 0; copy < 2; ++copy) {
                const std::uint32_t number = next_transaction_++;
                up(at, relay, call_request(stun(type, number)));
                if (type == CallStun::Type::allocate) {
                    const Duration spread = microseconds{filler_.below(40'000)};
                    down(at + way_back() + spread, relay, response(number));
                }
                at += microseconds{110};
            }
            at += milliseconds{1};
        }
    }

    void keep_alive(Time until) {
        for (Time at = now_ + milliseconds{150}; at < until; at += std::chrono::seconds{3}) {
            up(at, relays_.front(), {'h', 'e', 'a', 'l', 't', 'h'});
            down(at + way_back(), relays_.front(), {'O', 'K'});
        }
    }

    void talk(Time until) {
        keep_alive(until);
        const auto mine = static_cast<std::uint32_t>(filler_.word());
        const auto theirs = static_cast<std::uint32_t>(filler_.word());
        std::uint16_t sequence = 1;
        for (Time at = now_; at < until; at += voice_pace.frame, ++sequence) {
            up(at + jitter(6'000), relays_.front(), sound(sequence, mine));
            down(at + milliseconds{25} + jitter(30'000), relays_.front(), sound(sequence, theirs));
        }
    }

    CallStun stun(CallStun::Type type, std::uint32_t number) const {
        CallStun made;
        made.type = type;
        made.transaction = transaction_;
        made.number = number;
        made.token = token_;
        return made;
    }

    Octets response(std::uint32_t number) const {
        const cordon::Endpoint seen{.address = IpAddress::v4(mapped_address()),
                                    .port = phone_port_};
        return call_answer(stun(CallStun::Type::allocated, number), seen,
                           static_cast<std::uint64_t>(to_ns(now_) / 1'000'000));
    }

    std::uint32_t mapped_address() const {
        const std::string text = recipe_.phone.to_string();
        return parse_ip_address(text)->v4_host_order();
    }

    Octets sound(std::uint16_t sequence, std::uint32_t source) {
        const CallMedia media{
            .sequence = sequence, .timestamp = sequence * voice_pace.ticks, .source = source};
        return call_media(media, filler_.bytes(90 + filler_.below(120)));
    }

    Duration way_back() const { return recipe_.relays.round_trip - 2 * recipe_.wall_from_phone; }
    Duration jitter(std::uint64_t most_us) { return microseconds{filler_.below(most_us)}; }

    void up(Time at, Tins::IPv4Address relay, const Octets& payload) {
        recording_.add(at, recipe_.phone, relay,
                       Tins::UDP(well_known_port::call_relay, phone_port_) / Tins::RawPDU(payload));
    }
    void down(Time at, Tins::IPv4Address relay, const Octets& payload) {
        recording_.add(at, relay, recipe_.phone,
                       Tins::UDP(phone_port_, well_known_port::call_relay) / Tins::RawPDU(payload));
    }

    const Recipe& recipe_;
    Recording& recording_;
    Filler filler_;
    Time now_;
    Octets transaction_;
    Octets token_;
    std::uint16_t phone_port_;
    std::uint32_t next_transaction_ = 1;
    std::vector<Tins::IPv4Address> relays_;
};

}  // namespace

void play_call(const Recipe& recipe, const Conversation& call, Recording& recording) {
    Caller(recipe, call, recording).play(call.steps);
}

}  // namespace cordon::captures

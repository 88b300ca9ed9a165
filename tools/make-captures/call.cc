#include "tools/make-captures/call.hh"

#include <tins/rawpdu.h>
#include <tins/udp.h>

#include <utility>

#include "sim/core/byte_writer.hh"
#include "sim/core/ip_address.hh"

namespace cordon::captures {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

constexpr std::uint16_t relay_port = 3'478;
constexpr std::uint32_t magic_cookie = 0x2112a442;  // RFC 8489 section 5
constexpr std::uint16_t allocate_request = 0x0003;
constexpr std::uint16_t allocate_response = 0x0103;
constexpr std::uint16_t call_end = 0x0800;
constexpr Duration frame_time = milliseconds{60};
constexpr std::uint32_t clock_per_frame = 960;  // 16 kHz x 60 ms

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
        ask_all(allocate_request);
        for (const Step& step : steps) {
            const Time until = now_ + step.time;
            if (step.kind == Step::Kind::ring) keep_alive(until);
            if (step.kind == Step::Kind::talk) talk(until);
            now_ = until;
        }
        ask_all(call_end);
    }

private:
    /// Every relay twice; answers come for requests to allocate only.
    void ask_all(std::uint16_t type) {
        Time at = now_;
        for (const Tins::IPv4Address relay : relays_) {
            for (int copy = 0; copy < 2; ++copy) {
                const std::uint32_t number = next_transaction_++;
                up(at, relay, request(type, number));
                if (type == allocate_request) {
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
        for (Time at = now_; at < until; at += frame_time, ++sequence) {
            up(at + jitter(6'000), relays_.front(), sound(sequence, mine));
            down(at + milliseconds{25} + jitter(30'000), relays_.front(), sound(sequence, theirs));
        }
    }

    Octets stun(std::uint16_t type, std::uint16_t length, std::uint32_t number) const {
        Octets made;
        ByteWriter(made)
            .write(type)
            .write(length)
            .write(magic_cookie)
            .append(transaction_)
            .write(number);
        return made;
    }

    Octets request(std::uint16_t type, std::uint32_t number) const {
        Octets made = stun(type, 106, number);
        ByteWriter(made).write(std::uint16_t{0x4000}).write(std::uint16_t{102}).append(token_);
        return made;
    }

    Octets response(std::uint32_t number) const {
        Octets made = stun(allocate_response, 24, number);
        ByteWriter(made)
            .write(std::uint16_t{0x0020})  // XOR-MAPPED-ADDRESS, RFC 8489 section 14.2
            .write(std::uint16_t{8})
            .write(std::uint16_t{0x0001})
            .write(static_cast<std::uint16_t>(phone_port_ ^ (magic_cookie >> 16U)))
            .write(mapped_address() ^ magic_cookie)
            .write(std::uint16_t{0x4002})
            .write(std::uint16_t{8})
            .write(static_cast<std::uint64_t>(to_ns(now_) / 1'000'000));
        return made;
    }

    std::uint32_t mapped_address() const {
        const std::string text = recipe_.phone.to_string();
        return parse_ip_address(text)->v4_host_order();
    }

    Octets sound(std::uint16_t sequence, std::uint32_t source) {
        Octets made{0x80, 0x78};  // RTP version 2, payload type 120
        ByteWriter(made)
            .write(sequence)
            .write(sequence * clock_per_frame)
            .write(source)
            .append(filler_.bytes(90 + filler_.below(120)));
        return made;
    }

    Duration way_back() const { return recipe_.relays.round_trip - 2 * recipe_.wall_from_phone; }
    Duration jitter(std::uint64_t most_us) { return microseconds{filler_.below(most_us)}; }

    void up(Time at, Tins::IPv4Address relay, const Octets& payload) {
        recording_.add(at, recipe_.phone, relay,
                       Tins::UDP(relay_port, phone_port_) / Tins::RawPDU(payload));
    }
    void down(Time at, Tins::IPv4Address relay, const Octets& payload) {
        recording_.add(at, relay, recipe_.phone,
                       Tins::UDP(phone_port_, relay_port) / Tins::RawPDU(payload));
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

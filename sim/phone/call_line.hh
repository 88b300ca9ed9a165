#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "sim/craft/call_bytes.hh"
#include "sim/phone/settings.hh"
#include "sim/world/transport.hh"

namespace cordon {

/// One end of a call: a UDP port from which all relays are asked at once, and the relay that
/// answered first, over which the call then goes. (The direct way that phones find later is not
/// modelled.)
class CallLine {
public:
    /// Addresses with commas between, as a chat server names them.
    CallLine(Host& host, const Timings& timings, CallToken token, std::string_view relays,
             std::uint64_t seed);

    /// Asks, and asks again, until a relay answers; false: none did in time.
    [[nodiscard]] Task<bool> reach_a_relay(Time deadline);
    void keep_alive();
    /// One packet of sound or picture.
    void speak(std::uint8_t media_type);
    /// Takes in what has come.
    void listen();
    /// Tells all relays that the call is over.
    void hang_up();

    /// When sound or picture of the other came last.
    [[nodiscard]] std::optional<Time> heard() const { return heard_; }
    /// Packets of it that came.
    [[nodiscard]] std::uint32_t packets_heard() const { return packets_heard_; }

private:
    void ask_all(CallStun::Type type);

    Host* host_;
    const Timings* timings_;
    std::unique_ptr<UdpSocket> socket_;
    std::vector<Endpoint> relays_;
    Filler filler_;
    Octets transaction_;
    Octets token_;
    std::uint32_t requests_ = 0;
    CallMedia next_;
    std::optional<Endpoint> relay_;
    std::optional<Time> heard_;
    std::uint32_t packets_heard_ = 0;
};

/// How a call went.
enum class Talk : std::uint8_t {
    lived,    // to its end
    dropped,  // nothing was heard for a while
    broken,   // more than half of what the other said was lost: who could talk over that?
};

/// Of what the other says at the same pace, so much has to be heard (a choice).
inline constexpr std::uint32_t least_percent_heard = 50;

/// Speaks and listens at the pace of the medium until `end`, or until nothing was heard for a
/// while.
[[nodiscard]] Task<Talk> talk(Host& host, const Timings& timings, CallLine& line,
                              std::uint8_t media_type, Time end);

}  // namespace cordon

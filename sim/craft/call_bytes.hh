#pragma once

#include <cstdint>
#include <optional>

#include "sim/core/bytes.hh"
#include "sim/core/endpoint.hh"
#include "sim/core/time.hh"
#include "sim/craft/account.hh"
#include "sim/craft/filler.hh"

namespace cordon {

/// What a call says to a relay before its sound: STUN (RFC 8489) with the app's own types and
/// attributes, as recorded in wa_voice.pcap (2019) and peafowl-whatsapp.pcap (2017).
struct CallStun {
    enum class Type : std::uint16_t {
        allocate = 0x0003,  // asks for a place at the relay
        allocated = 0x0103,
        end = 0x0800,  // the call is over
    };
    static constexpr std::size_t transaction_bytes = 8, token_bytes = 102;

    Type type = Type::allocate;
    Bytes transaction;         // 8 bytes, the same in all requests of a call
    std::uint32_t number = 0;  // the rest of the transaction: which request
    Bytes token;               // 102 bytes that say which call; requests only. Views, like above
};

/// allocate or end: one attribute 0x4000 with the token, unpadded as the app leaves it.
[[nodiscard]] Octets call_request(const CallStun& stun);
/// allocated: where the relay sees the phone (XOR-MAPPED-ADDRESS) and a time in milliseconds.
/// Requires: an IPv4 address.
[[nodiscard]] Octets call_answer(const CallStun& stun, const Endpoint& seen, std::uint64_t now_ms);
/// Reads either; nullopt for other datagrams. A view into the datagram.
[[nodiscard]] std::optional<CallStun> read_call_stun(Bytes datagram);

/// Which call, and who in it: what a token says to a relay, sealed by the transaction beside it.
struct CallToken {
    AccountId caller = AccountId::none;
    std::uint32_t call = 0;  // as the caller numbered it
    AccountId mine = AccountId::none;
    AccountId other = AccountId::none;
};
[[nodiscard]] Octets write_call_token(const CallToken& token, Bytes transaction);
[[nodiscard]] std::optional<CallToken> read_call_token(Bytes token, Bytes transaction);

/// One packet of sound or picture: RTP version 2 (RFC 3550 section 5.1) with a sealed payload.
struct CallMedia {
    static constexpr std::uint8_t voice = 120, video = 97;  // payload types
    std::uint8_t type = voice;
    std::uint16_t sequence = 0;
    std::uint32_t timestamp = 0;
    std::uint32_t source = 0;
};

/// How sound or picture is cut into packets: one for each `frame` of time, of `ticks` of the clock
/// that CallMedia::timestamp counts.
struct CallPace {
    Duration frame{};
    std::uint32_t ticks = 0;
};
/// wa_voice.pcap, 2019; the clock of sound is one of 16 kHz (RFC 3551 section 4.1).
inline constexpr CallPace voice_pace{.frame = std::chrono::milliseconds{60}, .ticks = 960};
/// Choice: 25 packets a second, which no capture shows one by one; the clock of picture is one of
/// 90 kHz (RFC 3551 section 5).
inline constexpr CallPace video_pace{.frame = std::chrono::milliseconds{40}, .ticks = 3'600};
[[nodiscard]] constexpr CallPace pace_of(std::uint8_t media_type) {
    return media_type == CallMedia::video ? video_pace : voice_pace;
}

[[nodiscard]] Octets call_media(const CallMedia& media, Bytes payload);
/// nullopt for other datagrams.
[[nodiscard]] std::optional<CallMedia> read_call_media(Bytes datagram);

}  // namespace cordon

#pragma once

#include <array>
#include <cstdint>
#include <memory>

#include "sim/classify/facts.hh"
#include "sim/classify/http_stream.hh"
#include "sim/classify/starttls.hh"
#include "sim/classify/tls_client_hello.hh"
#include "sim/core/seq32.hh"
#include "sim/flow/flow_packet.hh"
#include "sim/flow/flow_state.hh"
#include "sim/flow/stream_head.hh"

namespace cordon {

/// How far a flow is read before what is still unknown counts as absent. All are choices: they
/// bound the work on one flow, and lie well beyond what openings need.
namespace classify_limits {
/// With data, of one direction of TCP. The wall that slowed Twitter in Russia read about as far: 15
/// to 20 packets (censoredplanet.org/throttling, 2021).
inline constexpr unsigned segments = 20;
/// Over which one later hello, head or message may be spread: as many as the first one has. Each of
/// them has the whole scanned anew.
inline constexpr unsigned head_segments = segments;
/// Of one direction of TCP: what the longest opening that any scanner takes needs.
inline constexpr std::uint64_t bytes = client_hello_limit;
static_assert(bytes >= http_head_limit && bytes >= starttls_limit);
/// Segments of a TLS server whose client is not heard: about a flight with certificates. A server
/// speaks only when it was asked, so a client silent for so long was not recorded.
inline constexpr unsigned answers = 4;
/// Of both directions. What can be told from the shape of a datagram shows in an end's first; the
/// others are for what was picked up late.
inline constexpr unsigned datagrams = 8;
/// Bytes of Facts::stream_up (DESIGN.md section 4), and the segments with data over which they may
/// be spread: 32 bytes each.
inline constexpr std::size_t stream_up_bytes = 2048;
inline constexpr unsigned stream_up_segments = 64;
/// Records after the first ClientHello, with later_names. A hello after a retry request is among
/// the first two (RFC 8446 section 4.1.2); the others are for renegotiation.
inline constexpr unsigned tls_records = 16;
}  // namespace classify_limits

/// How one direction of a TCP flow is being read.
struct StreamScan {
    enum class Reading : std::uint8_t {
        opening,  // what it is is not known yet
        tls,      // records after the first hello
        http,     // requests
        dns,      // messages
        text,     // lines that may lead to STARTTLS
        off,      // not any more
    };
    StreamHead head;
    HttpStream http;
    Reading reading = Reading::opening;
    bool waits_for_cut = false;        // for bytes that the recording left out
    Seq32 counted;                     // sequence number of the last segment judged as chat frames
    bool inner = false;                // within CONNECT, SOCKS or STARTTLS
    bool after_cipher_change = false;  // TLS: what follows is encrypted
    std::uint8_t records = 0;          // TLS, after the first hello
    std::uint8_t head_segments = 0;    // that held a part of what begins at the unread bytes
};

/// What the classifier remembers of one flow. `settled` is all that a finished flow costs.
struct ClassifyState {
    bool settled = false;             // nothing more can be learned: on_packet need not be called
    std::array<bool, 2> heard_out{};  // TCP, by direction: nor from packets of this one
    App hint = App::none;             // to be believed when nothing better comes
    AppWhy hint_why = AppWhy::none;
    std::uint8_t framed = 0, unframed = 0;   // segments that could be chat frames, or not
    std::array<std::uint8_t, 2> segments{};  // with data, by direction; at most 255 are counted
    std::array<StreamScan, 2> streams;       // TCP, by direction
    std::unique_ptr<StreamHead> stream_up;   // while Facts::stream_up is built
    Facts facts;
};

/// Finds out what flows are about, from their first bytes on.
///
/// TCP: each direction is put in order and its first bytes decide which scanner reads on; the rest
/// of the facts are absent from then on. Names come from the client's stream; a ClientHello or a
/// request counts from either side. A server's first bytes only say what the flow is when the
/// client's are missing. Of a flow that was picked up mid-stream, each segment may be a beginning,
/// and frames of chat are recognised. Facts still unknown at the limits above become absent; `app`
/// then falls back to what was half seen, then to WhatsApp's chat addresses, never to a port alone.
///
/// UDP: DNS on port 53 only; STUN, QUIC, WireGuard and OpenVPN by shape on any port but those of
/// mDNS and LLMNR. Not modelled: QUIC's contents, DTLS, HTTP/2 in clear, what TLS protects.
class Classifier {
public:
    explicit Classifier(Wanted wanted);

    /// Whether on_packet() could learn anything from this packet, whatever it knows: a bare
    /// acknowledgment tells nothing.
    [[nodiscard]] static bool may_learn_from(const FlowPacket& packet) {
        const Headers& headers = *packet.headers;
        if (!headers.is_tcp()) return true;
        return headers.payload_length != 0 || headers.tcp_flags.syn() || headers.tcp_flags.fin();
    }

    /// Looks at one packet of a flow, in the order of arrival. Says which facts changed. At the
    /// last limit, or when every scanner has an answer, the state is settled. A stream for whose
    /// bytes the budget has no room is given up as if a hole in it stayed; it must outlive `state`.
    FactChanges on_packet(ClassifyState& state, const FlowState& flow, const FlowPacket& packet,
                          HeadBudget* heads = nullptr) const;

    /// The flow is over: what is still unknown becomes absent, and `app` falls back as at a limit.
    /// Rules have nothing to gain from it; reports do.
    FactChanges finish(ClassifyState& state, const FlowState& flow) const;

private:
    Wanted wanted_;
};

}  // namespace cordon

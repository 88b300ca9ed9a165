#pragma once

#include <vector>

#include "sim/craft/filler.hh"
#include "tools/make-captures/tcp_exchange.hh"

namespace cordon::captures {

/// The opening of a phone's chat connection in September 2017 (EVIDENCE.md B.2; sizes of
/// peafowl-whatsapp.pcap): `45 44 00 01` alone in a segment of 4 bytes; then routing bytes,
/// `57 41 02 00` and the first message of a Noise handshake; the server's answer; the first frames.
[[nodiscard]] std::vector<Write> chat_login(Filler& filler);

/// One frame of `count` encrypted bytes behind its 3-byte length. The phone writes the length in a
/// segment of its own, the server does not.
[[nodiscard]] std::vector<Write> chat_frame(Side side, std::uint64_t count, Filler& filler);

}  // namespace cordon::captures

#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/core/arrival.hh"
#include "sim/craft/tcp_reset.hh"
#include "sim/decode/headers.hh"
#include "sim/flow/direction.hh"
#include "sim/flow/observe.hh"

namespace cordon {

/// Whether a wall answers this packet with resets: a decoded TCP segment that is no reset itself
/// (RFC 9293 section 3.10.7.1: a reset is never answered).
[[nodiscard]] bool can_be_reset(const Headers& trigger);

/// Numbers with which the end that `towards` leads to accepts a reset in answer to `trigger`, a
/// segment of direction `from`: exactly the number it expects next (RFC 9293 section 3.10.7.4), as
/// far as trigger and track (which has seen it) tell. None when there is nothing to reset there:
/// the wall removed the SYN, and that end never heard of the connection.
[[nodiscard]] std::optional<ResetNumbers> reset_numbers(const Headers& trigger, Trigger fate,
                                                        Direction from, Direction towards,
                                                        const TcpTrack& track);

/// A reset of the style "plain": one RST+ACK that looks as an ordinary host's own would. `towards`
/// its source or destination goes it, by `ends`; behind a copy of `link_header`.
[[nodiscard]] std::vector<std::uint8_t> plain_reset(Bytes link_header, LinkType link,
                                                    const TcpEnds& ends,
                                                    const ResetNumbers& numbers);

}  // namespace cordon

#pragma once

#include <vector>

#include "tools/make-captures/recipe.hh"
#include "tools/make-captures/recording.hh"

namespace cordon::captures {

/// A voice call over relays (shapes and sizes of wa_voice.pcap and peafowl-whatsapp.pcap): the
/// phone asks all relays at once, twice each, from one port (STUN Allocate with attribute 0x4000 of
/// 102 bytes); keeps the first alive with `health`, answered `OK`; sound is RTP both ways every 60
/// ms; STUN type 0x0800 ends it.
void play_call(const Recipe& recipe, const Conversation& call, Recording& recording);

}  // namespace cordon::captures

#include <cstddef>
#include <cstdint>

#include "sim/classify/openvpn.hh"
#include "sim/classify/quic_header.hh"
#include "sim/classify/stun_message.hh"
#include "sim/classify/wireguard.hh"
#include "tests/classify/fuzz_properties.hh"

// libFuzzer fixes this name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {  // NOLINT(readability-identifier-naming)
    using namespace cordon;
    using cordon::testing::text_of;
    const Bytes datagram{data, size};
    static_cast<void>(scan_stun(datagram));
    static_cast<void>(quic_version_of(datagram));
    static_cast<void>(is_wireguard_handshake(datagram));
    static_cast<void>(is_openvpn_stream(datagram));
    return 0;
}

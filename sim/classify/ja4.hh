#pragma once

#include <string>

#include "sim/classify/tls_client_hello.hh"

namespace cordon {

/// The JA4 fingerprint of a ClientHello sent over TCP (FoxIO, "JA4: TLS Client Fingerprinting",
/// technical details): `t13d1516h2_8daaf6152771_e5627efa2ab1`. GREASE values do not count.
[[nodiscard]] std::string ja4_of(const ClientHello& hello);

}  // namespace cordon

#pragma once

#include <string_view>

#include "sim/core/time.hh"
#include "sim/craft/filler.hh"

namespace cordon {

/// The flights of a TLS 1.2 handshake (RFC 5246, ECDHE-RSA with AES-128-GCM) as phones made it in
/// 2017: real in everything a wall or Wireshark reads in clear, filler where keys would be.
struct TlsHandshake {
    Octets client_hello;   // with the name
    Octets server_flight;  // ServerHello, Certificate, ServerKeyExchange, ServerHelloDone
    Octets client_finish;  // ClientKeyExchange, ChangeCipherSpec, Finished
    Octets server_finish;  // NewSessionTicket, ChangeCipherSpec, Finished
};
[[nodiscard]] TlsHandshake tls_handshake(std::string_view name, Time now, Filler& filler);

/// The same flights one by one, for two ends that each make their own.
[[nodiscard]] Octets tls_client_hello(std::string_view name, Filler& filler);
[[nodiscard]] Octets tls_server_flight(std::string_view name, Time now, Filler& filler);
[[nodiscard]] Octets tls_client_finish(Filler& filler);
[[nodiscard]] Octets tls_server_finish(Filler& filler);

/// `count` bytes of application data as records of at most 8 KiB, numbered from `sequence`, which
/// grows by one a record (the explicit nonce of RFC 5288 section 3).
[[nodiscard]] Octets tls_application_data(std::uint64_t count, std::uint64_t& sequence,
                                          Filler& filler);

}  // namespace cordon

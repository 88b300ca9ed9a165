#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sim/classify/scan.hh"
#include "sim/core/bytes.hh"

namespace cordon {

/// What a TLS ClientHello says in clear (RFC 8446 section 4.1.2). Views into the stream it was read
/// from, or into the buffer where its records were joined; valid while both are.
struct ClientHello {
    std::string_view sni;              // host_name as sent (RFC 6066 section 3); empty: none
    std::uint16_t version = 0;         // highest offered; drafts of TLS 1.3 count as 0x0304
    std::uint16_t listed_version = 0;  // largest of supported_versions, whatever it means; 0: none
    bool has_sni_extension = false;
    bool ech = false;            // extension 0xfe0d (RFC 9849)
    bool esni = false;           // extension 0xffce (draft-ietf-tls-esni-02)
    Bytes ciphers;               // list of 16-bit suites
    Bytes extensions;            // the extensions block without its length
    Bytes alpn;                  // ProtocolNameList without its length (RFC 7301 section 3.1)
    Bytes signature_algorithms;  // list of 16-bit schemes
    std::size_t length = 0;      // bytes of the stream to the end of the hello's last record
};

/// The longest stretch of a stream read for one ClientHello, record headers included. Hellos with
/// post-quantum keys are near 2 KiB; a 16-bit extensions block ends below 64 KiB.
inline constexpr std::size_t client_hello_limit = 64 * 1024;

/// Reads a ClientHello at the start of a client's stream, whether it comes in one record or in
/// many. `joined` holds the handshake when it is spread over records, and is not touched otherwise.
/// SSLv2-compatible hellos and DTLS are other protocols here. An SNI or ALPN extension that does
/// not parse gives no name; a list that overruns the hello makes it malformed.
[[nodiscard]] Scan<ClientHello> scan_client_hello(Bytes stream, std::vector<std::uint8_t>& joined);

/// Reserved values that clients mix in to keep servers tolerant (RFC 8701).
[[nodiscard]] constexpr bool is_grease(std::uint16_t value) {
    return (value & 0x0f0fU) == 0x0a0aU && (value >> 8U) == (value & 0xffU);
}

/// The protocols of an ALPN list, in its order, as sent.
[[nodiscard]] std::vector<std::string> alpn_protocols(Bytes list);

}  // namespace cordon

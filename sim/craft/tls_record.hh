#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sim/core/bytes.hh"
#include "sim/craft/filler.hh"
#include "sim/craft/seal.hh"

namespace cordon {

/// The header of a TLS record, as far as the two ends of a modelled connection look at it.
struct TlsRecordHeader {
    enum class Type : std::uint8_t {
        change_cipher = 20,
        alert = 21,
        handshake = 22,
        application = 23,
    };
    static constexpr std::size_t size = 5;
    /// RFC 5246 section 6.2.3: 2^14 + 2048.
    static constexpr std::size_t most_payload = 18'432;

    Type type = Type::application;
    std::size_t payload = 0;  // bytes that follow
};
/// nullopt: not a record of TLS 1.x. Requires: 5 bytes.
[[nodiscard]] std::optional<TlsRecordHeader> read_tls_record_header(Bytes header);

/// The random and the name in a ClientHello or (without a name) a ServerHello; the payload is that
/// of a handshake record which holds all of it. The random is a view into it.
struct TlsHello {
    Bytes random;
    std::string name;
};
[[nodiscard]] std::optional<TlsHello> read_tls_hello(Bytes payload);
/// Type of the handshake message that begins `payload`: 1 ClientHello, 2 ServerHello, 14 its end.
[[nodiscard]] std::uint8_t tls_handshake_type(Bytes payload);

/// One application-data record that holds `text`, sealed: record `sequence` of its direction
/// (Finished was 0). Requires: text.size() <= 16,384.
[[nodiscard]] Octets seal_tls_text(std::string_view text, const Seal& seal,
                                   Seal::Direction direction, std::uint64_t sequence);
/// The text of such a record's payload; nullopt: somebody else made it.
[[nodiscard]] std::optional<std::string> open_tls_text(Bytes payload, const Seal& seal,
                                                       Seal::Direction direction);

/// Bytes of a program in an application-data record with that payload.
[[nodiscard]] constexpr std::size_t tls_text_bytes(std::size_t payload) {
    constexpr std::size_t nonce_and_tag = 8 + 16;
    return payload < nonce_and_tag ? 0 : payload - nonce_and_tag;
}

}  // namespace cordon

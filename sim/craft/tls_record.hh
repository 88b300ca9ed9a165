#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sim/core/bytes.hh"
#include "sim/craft/filler.hh"
#include "sim/craft/seal.hh"

namespace cordon {

// What those who write TLS 1.2 (RFC 5246) and those who read it back, at the two ends of a modelled
// connection, have to agree on. The wall reads by numbers of its own (classify/tls_record.hh).

inline constexpr std::uint16_t tls_1_0 = 0x0301, tls_1_2 = 0x0303;
/// What AES-GCM adds to the text in a record: an explicit nonce before it and a tag behind (RFC
/// 5288 section 3).
inline constexpr std::size_t tls_nonce_bytes = 8, tls_tag_bytes = 16;
/// Most bytes of a program that are put into one record: whatsappfiles.pcap has records of 8,225
/// bytes in all.
inline constexpr std::size_t tls_text_in_record = 8'192;

/// The header of a TLS record.
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
/// A whole record; the length of its payload is written in 16 bits.
[[nodiscard]] Octets tls_record(TlsRecordHeader::Type type, std::uint16_t version, Bytes payload);

/// Types of the messages that make up a handshake (RFC 5246 section 7.4, RFC 5077 section 3.3).
enum class TlsMessage : std::uint8_t {
    client_hello = 1,
    server_hello = 2,
    new_session_ticket = 4,
    certificate = 11,
    server_key_exchange = 12,
    server_hello_done = 14,
    client_key_exchange = 16,
};
/// The extension that bears a name (RFC 6066 section 3).
inline constexpr std::uint16_t tls_server_name = 0;

/// The random and the name in a ClientHello or (without a name) a ServerHello; the payload is that
/// of a handshake record which holds all of it. The random is a view into it. One with a longer
/// name than the DNS has (longest_dns_name) is none: a server's certificate for it would not fit
/// into a record.
struct TlsHello {
    Bytes random;
    std::string name;
};
[[nodiscard]] std::optional<TlsHello> read_tls_hello(Bytes payload);
/// Whether the payload of a handshake record begins with such a message.
[[nodiscard]] bool begins_with(TlsMessage message, Bytes payload);

/// One application-data record that holds `text`, sealed: record `sequence` of its direction
/// (Finished was 0). Requires: text.size() <= 16,384.
[[nodiscard]] Octets seal_tls_text(std::string_view text, const Seal& seal,
                                   Seal::Direction direction, std::uint64_t sequence);
/// The text of such a record's payload; nullopt: somebody else made it.
[[nodiscard]] std::optional<std::string> open_tls_text(Bytes payload, const Seal& seal,
                                                       Seal::Direction direction);

/// Bytes of a program in an application-data record with that payload.
[[nodiscard]] constexpr std::size_t tls_text_bytes(std::size_t payload) {
    constexpr std::size_t nonce_and_tag = tls_nonce_bytes + tls_tag_bytes;
    return payload < nonce_and_tag ? 0 : payload - nonce_and_tag;
}

}  // namespace cordon

#pragma once

#include <cstddef>
#include <cstdint>

#include "sim/classify/scan.hh"
#include "sim/core/bytes.hh"

namespace cordon {

/// Header of a TLS record (RFC 8446 section 5.1): type, version 03 xx, length.
struct TlsRecord {
    static constexpr std::size_t header_length = 5;
    static constexpr std::uint8_t change_cipher_spec = 20, alert = 21, handshake = 22,
                                  application_data = 23;
    std::uint8_t type = 0;
    std::uint16_t length = 0;  // of what follows the header

    friend bool operator==(const TlsRecord&, const TlsRecord&) = default;
};

/// Longest record body of any version: 2^14 + 2048 (RFC 5246 section 6.2.3).
inline constexpr std::size_t tls_record_limit = (1U << 14U) + 2048;

/// Reads the header of the record at the start of `bytes`; its body need not be there.
[[nodiscard]] inline Scan<TlsRecord> scan_tls_record(Bytes bytes) {
    if (bytes.empty()) return NeedMore{};
    if (bytes[0] < TlsRecord::change_cipher_spec || bytes[0] > TlsRecord::application_data) {
        return other_protocol(0);
    }
    if (bytes.size() > 1 && bytes[1] != 3) return other_protocol(1);
    if (bytes.size() > 2 && bytes[2] > 4) return other_protocol(2);
    if (bytes.size() < TlsRecord::header_length) return NeedMore{};
    const auto length = load_big_endian<std::uint16_t>(bytes.data() + 3);
    if (length > tls_record_limit) return other_protocol(3);
    return TlsRecord{.type = bytes[0], .length = length};
}

}  // namespace cordon

#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include "sim/core/bytes.hh"

namespace cordon {

/// Bytes that a program hands to its transport. Those that are read are stored; those that only
/// have to be there (the encrypted body of a photo) are described by how many they are, and made
/// when somebody looks: the same on every machine.
class Content {
public:
    Content() = default;

    [[nodiscard]] static Content literal(std::vector<std::uint8_t> bytes);
    [[nodiscard]] static Content literal(std::string_view text);
    /// `count` bytes that look encrypted: hash(seed, position).
    [[nodiscard]] static Content noise(std::uint64_t count, std::uint64_t seed);
    /// `count` bytes of a program under TLS 1.2 with AES-GCM: application-data records (type 23,
    /// version 3.3, RFC 5246 section 6.2) of at most `tls_text_in_record` bytes each, with 8 bytes
    /// of explicit nonce (numbered from `sequence`) and 16 of tag (RFC 5288 section 3). size() is
    /// what goes over the wire.
    [[nodiscard]] static Content tls_data(std::uint64_t count, std::uint64_t sequence,
                                          std::uint64_t seed);

    /// Records that tls_data(count) makes.
    [[nodiscard]] static std::uint64_t tls_records(std::uint64_t count);

    /// Bytes in all.
    [[nodiscard]] std::uint64_t size() const;
    /// Whether the bytes are stored, not only described.
    [[nodiscard]] bool is_literal() const { return std::holds_alternative<Literal>(form_); }
    /// Writes the bytes from `offset` on. Requires: offset + out.size() <= size().
    void copy(std::uint64_t offset, std::span<std::uint8_t> out) const;

private:
    using Literal = std::vector<std::uint8_t>;
    struct Noise {
        std::uint64_t count = 0;
        std::uint64_t seed = 0;
    };
    struct TlsData {
        std::uint64_t count = 0;
        std::uint64_t sequence = 0;
        std::uint64_t seed = 0;
    };
    static void copy_noise(std::uint64_t seed, std::uint64_t offset, std::span<std::uint8_t> out);
    static void copy_tls(const TlsData& data, std::uint64_t offset, std::span<std::uint8_t> out);

    std::variant<Literal, Noise, TlsData> form_;
};

}  // namespace cordon

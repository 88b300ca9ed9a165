#include "sim/classify/quic_header.hh"

namespace cordon {
namespace {

bool is_google_version(std::uint32_t version) {
    const std::uint32_t letter = version >> 24U;
    const auto is_ascii_digit = [](std::uint32_t byte) { return byte >= '0' && byte <= '9'; };
    return (letter == 'Q' || letter == 'T') && ((version >> 16U) & 0xffU) == '0' &&
           is_ascii_digit((version >> 8U) & 0xffU) && is_ascii_digit(version & 0xffU);
}

bool is_known_version(std::uint32_t version) {
    constexpr std::uint32_t version_1 = 1, version_2 = 0x6b3343cf;  // RFC 9000, RFC 9369
    return version == version_1 || version == version_2 || (version >> 8U) == 0xff0000U ||
           (version >> 8U) == 0xfaceb0U || is_google_version(version);
}

/// A version that no one speaks, by which a client makes the server name those that it does (RFC
/// 9000 section 15); what it sends is an Initial, and those are padded (section 14.1).
bool forces_negotiation(std::uint32_t version, Bytes datagram) {
    constexpr std::size_t least_initial = 1200;
    return (version & 0x0f0f0f0fU) == 0x0a0a0a0aU && datagram.size() >= least_initial;
}

/// Public header of Google QUIC up to Q043: flags 0x01 version, 0x08 connection id of 8 bytes.
std::optional<std::uint32_t> google_public_header(Bytes datagram) {
    ByteReader in(datagram);
    const auto flags = in.read<std::uint8_t>();
    if ((flags & 0xc9U) != 0x09U) return std::nullopt;
    in.skip(8);
    const auto version = in.read<std::uint32_t>();
    if (in.ran_short() || !is_google_version(version)) return std::nullopt;
    return version;
}

}  // namespace

std::optional<std::uint32_t> quic_version_of(Bytes datagram) {
    constexpr std::uint8_t long_header = 0x80;
    constexpr std::size_t connection_id_limit = 20;  // RFC 9000 section 17.2
    ByteReader in(datagram);
    if ((in.read<std::uint8_t>() & long_header) == 0) return google_public_header(datagram);
    const auto version = in.read<std::uint32_t>();
    const std::size_t destination = in.read<std::uint8_t>();
    if (is_google_version(version) && !in.ran_short()) return version;  // ids packed before Q050
    in.skip(destination);
    const std::size_t source = in.read<std::uint8_t>();
    in.skip(source);
    if (in.ran_short() || destination > connection_id_limit || source > connection_id_limit) {
        return std::nullopt;
    }
    if (version == 0) {  // a list of versions follows (RFC 8999 section 6)
        if (in.left() < 4 || in.left() % 4 != 0) return std::nullopt;
        return version;
    }
    if (!is_known_version(version) && !forces_negotiation(version, datagram)) return std::nullopt;
    return version;
}

}  // namespace cordon

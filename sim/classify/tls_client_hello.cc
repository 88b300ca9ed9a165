#include "sim/classify/tls_client_hello.hh"

#include <algorithm>
#include <array>
#include <optional>

#include "sim/classify/tls_record.hh"

namespace cordon {
namespace {

constexpr std::uint8_t client_hello_type = 1;  // RFC 8446 section 4
constexpr std::size_t handshake_header = 4;    // type and 24-bit length

/// The handshake message, out of its records.
struct Handshake {
    Bytes body;              // without its 4-byte header
    std::size_t length = 0;  // of the stream
};

std::uint32_t u24(Bytes at) {
    return (std::uint32_t{at[0]} << 16U) | (std::uint32_t{at[1]} << 8U) | at[2];
}

/// A handshake record, as far as it is there, added to `joined`: the place behind it.
Scan<std::size_t> append_record(Bytes stream, std::size_t at, std::vector<std::uint8_t>& joined) {
    const Scan<TlsRecord> scan = scan_tls_record(stream.subspan(at));
    if (const auto* more = std::get_if<NeedMore>(&scan)) return *more;
    if (std::holds_alternative<Rejected>(scan)) return malformed(at);
    const auto& record = std::get<TlsRecord>(scan);
    if (record.type != TlsRecord::handshake || record.length == 0) return malformed(at);
    const Bytes rest = stream.subspan(at + TlsRecord::header_length);
    const Bytes part = rest.first(std::min<std::size_t>(rest.size(), record.length));
    joined.insert(joined.end(), part.begin(), part.end());
    return at + TlsRecord::header_length + record.length;
}

/// Joins fragments of a handshake over its records (RFC 8446 section 5.1).
Scan<Handshake> join_records(Bytes stream, std::vector<std::uint8_t>& joined) {
    joined.clear();
    std::size_t at = 0;
    std::size_t wanted = handshake_header;
    while (true) {
        const Scan<std::size_t> scan = append_record(stream, at, joined);
        if (const auto* more = std::get_if<NeedMore>(&scan)) return *more;
        if (const auto* rejected = std::get_if<Rejected>(&scan)) return *rejected;
        if (joined.size() >= handshake_header) {
            wanted = handshake_header + u24(Bytes{joined}.subspan(1));
        }
        if (wanted > client_hello_limit) return over_limit(at);
        at = std::get<std::size_t>(scan);
        if (joined.size() >= wanted) {
            return Handshake{Bytes{joined}.subspan(handshake_header, wanted - handshake_header),
                             at};
        }
        if (at > stream.size()) return NeedMore{};
        if (at > client_hello_limit) return over_limit(at);
    }
}

/// The usual case, a hello within one record, read in place.
Scan<Handshake> find_handshake(Bytes stream, std::vector<std::uint8_t>& joined) {
    const Scan<TlsRecord> scan = scan_tls_record(stream);
    if (const auto* more = std::get_if<NeedMore>(&scan)) return *more;
    if (const auto* rejected = std::get_if<Rejected>(&scan)) return *rejected;
    const auto& record = std::get<TlsRecord>(scan);
    if (record.type != TlsRecord::handshake) return other_protocol(0);
    if (record.length == 0) return malformed(3);
    constexpr std::size_t body_at = TlsRecord::header_length + handshake_header;
    if (stream.size() <= TlsRecord::header_length) return NeedMore{};
    if (stream[TlsRecord::header_length] != client_hello_type) {
        return other_protocol(TlsRecord::header_length);
    }
    if (record.length < handshake_header) return join_records(stream, joined);
    if (stream.size() < body_at) return NeedMore{};
    const std::size_t length = u24(stream.subspan(TlsRecord::header_length + 1));
    if (body_at + length > client_hello_limit) return over_limit(TlsRecord::header_length + 1);
    if (handshake_header + length > record.length) return join_records(stream, joined);
    if (stream.size() < body_at + length) return NeedMore{};
    return Handshake{stream.subspan(body_at, length), TlsRecord::header_length + record.length};
}

/// First host_name of a ServerNameList (RFC 6066 section 3).
std::string_view host_name(Bytes extension) {
    ByteReader in(extension);
    in.skip(2);
    while (in.left() > 0) {
        const auto type = in.read<std::uint8_t>();
        const Bytes name = in.take(in.read<std::uint16_t>());
        if (in.ran_short()) return {};
        if (type == 0) return as_text(name);
    }
    return {};
}

/// The list in an extension that holds just a list with a 16-bit length.
Bytes list_of(Bytes extension) {
    ByteReader in(extension);
    return in.take(in.read<std::uint16_t>());
}

/// supported_versions (RFC 8446 section 4.2.1).
void read_versions(Bytes extension, ClientHello& hello) {
    ByteReader in(extension);
    ByteReader list(in.take(in.read<std::uint8_t>()));
    std::uint16_t highest = 0;
    while (list.left() >= 2) {
        auto version = list.read<std::uint16_t>();
        if (is_grease(version)) continue;
        hello.listed_version = std::max(hello.listed_version, version);
        const bool draft = (version >> 8U) == 0x7f;  // draft-ietf-tls-tls13-28 section 4.2.1.1
        const bool facebook_draft = (version >> 8U) == 0xfb;  // facebookincubator/fizz
        if (draft || facebook_draft) version = 0x0304;
        if (version >= 0x0300 && version <= 0x0304) highest = std::max(highest, version);
    }
    if (highest != 0) hello.version = highest;
}

void read_extension(std::uint16_t type, Bytes data, ClientHello& hello) {
    switch (type) {
        case 0x0000:
            if (!hello.has_sni_extension) hello.sni = host_name(data);
            hello.has_sni_extension = true;
            break;
        case 0x000d:
            hello.signature_algorithms = list_of(data);
            break;
        case 0x0010:
            hello.alpn = list_of(data);
            break;
        case 0x002b:
            read_versions(data, hello);
            break;
        case 0xfe0d:
            hello.ech = true;
            break;
        case 0xffce:
            hello.esni = true;
            break;
        default:
            break;
    }
}

/// The fields of a hello in the order of RFC 8446 section 4.1.2; nullopt when they overrun it.
std::optional<ClientHello> read_hello(Bytes body) {
    ClientHello hello;
    ByteReader in(body);
    hello.version = in.read<std::uint16_t>();
    in.skip(32);                       // random
    in.skip(in.read<std::uint8_t>());  // legacy_session_id
    hello.ciphers = in.take(in.read<std::uint16_t>());
    in.skip(in.read<std::uint8_t>());  // legacy_compression_methods
    if (in.ran_short() || (hello.version >> 8U) != 3) return std::nullopt;
    if (in.left() == 0) return hello;  // before TLS 1.2 extensions may be missing
    hello.extensions = in.take(in.read<std::uint16_t>());
    if (in.ran_short()) return std::nullopt;
    ByteReader extensions(hello.extensions);
    while (extensions.left() > 0) {
        const auto type = extensions.read<std::uint16_t>();
        const Bytes data = extensions.take(extensions.read<std::uint16_t>());
        if (extensions.ran_short()) return std::nullopt;
        read_extension(type, data, hello);
    }
    return hello;
}

}  // namespace

Scan<ClientHello> scan_client_hello(Bytes stream, std::vector<std::uint8_t>& joined) {
    const Scan<Handshake> found = find_handshake(stream, joined);
    if (const auto* more = std::get_if<NeedMore>(&found)) return *more;
    if (const auto* rejected = std::get_if<Rejected>(&found)) return *rejected;
    const auto& handshake = std::get<Handshake>(found);
    std::optional<ClientHello> hello = read_hello(handshake.body);
    if (!hello) return malformed(TlsRecord::header_length + handshake_header);
    hello->length = handshake.length;
    return *hello;
}

std::vector<std::string> alpn_protocols(Bytes list) {
    constexpr std::size_t usual = 4;  // a guess; a longer list asks for memory again
    std::vector<std::string> protocols;
    if (!list.empty()) protocols.reserve(usual);
    ByteReader in(list);
    while (in.left() > 0) {
        const Bytes name = in.take(in.read<std::uint8_t>());
        if (in.ran_short()) break;
        protocols.emplace_back(as_text(name));
    }
    return protocols;
}

}  // namespace cordon

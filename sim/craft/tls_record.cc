#include "sim/craft/tls_record.hh"

#include <cassert>

#include "sim/core/byte_writer.hh"
#include "sim/craft/dns_head.hh"

namespace cordon {
namespace {

bool is_known(std::uint8_t type) {
    return type >= static_cast<std::uint8_t>(TlsRecordHeader::Type::change_cipher) &&
           type <= static_cast<std::uint8_t>(TlsRecordHeader::Type::application);
}

std::string name_in(Bytes extension) {
    ByteReader in(extension);
    in.skip(2 + 1);  // length of the list, type of its first name
    return std::string(as_text(in.take(in.read<std::uint16_t>())));
}

std::string name_among(Bytes extensions) {
    ByteReader in(extensions);
    while (in.left() > 0) {
        const auto type = in.read<std::uint16_t>();
        const Bytes body = in.take(in.read<std::uint16_t>());
        if (in.ran_short()) break;
        if (type == tls_server_name) return name_in(body);
    }
    return {};
}

}  // namespace

std::optional<TlsRecordHeader> read_tls_record_header(Bytes header) {
    assert(header.size() == TlsRecordHeader::size);
    ByteReader in(header);
    const auto type = in.read<std::uint8_t>();
    const auto version = in.read<std::uint16_t>();
    const std::size_t payload = in.read<std::uint16_t>();
    if (!is_known(type) || version >> 8U != 3 || payload > TlsRecordHeader::most_payload) {
        return std::nullopt;
    }
    return TlsRecordHeader{.type = static_cast<TlsRecordHeader::Type>(type), .payload = payload};
}

Octets tls_record(TlsRecordHeader::Type type, std::uint16_t version, Bytes payload) {
    Octets made;
    ByteWriter(made)
        .write(static_cast<std::uint8_t>(type))
        .write(version)
        .write(static_cast<std::uint16_t>(payload.size()))
        .append(payload);
    return made;
}

bool begins_with(TlsMessage message, Bytes payload) {
    return !payload.empty() && payload[0] == static_cast<std::uint8_t>(message);
}

std::optional<TlsHello> read_tls_hello(Bytes payload) {
    ByteReader message(payload);
    const auto type = static_cast<TlsMessage>(message.read<std::uint8_t>());
    ByteReader in(message.take(message.read_u24()));
    if (type != TlsMessage::client_hello && type != TlsMessage::server_hello) return std::nullopt;
    in.skip(2);  // version
    TlsHello hello;
    hello.random = in.take(32);
    in.skip(in.read<std::uint8_t>());  // session
    if (message.ran_short() || in.ran_short()) return std::nullopt;
    if (type == TlsMessage::server_hello) return hello;
    in.skip(in.read<std::uint16_t>());  // ciphers
    in.skip(in.read<std::uint8_t>());   // compressions
    hello.name = name_among(in.take(in.read<std::uint16_t>()));
    if (hello.name.size() > longest_dns_name) return std::nullopt;
    return hello;
}

Octets seal_tls_text(std::string_view text, const Seal& seal, Seal::Direction direction,
                     std::uint64_t sequence) {
    Octets sealed(text.begin(), text.end());
    const std::uint32_t tag = seal.tag(direction, sequence, sealed);
    ByteWriter(sealed).write(tag).fill(tls_tag_bytes - sizeof tag);
    seal.apply(direction, sequence, sealed);
    Octets payload;
    ByteWriter(payload).write(sequence).append(sealed);
    return tls_record(TlsRecordHeader::Type::application, tls_1_2, payload);
}

std::optional<std::string> open_tls_text(Bytes payload, const Seal& seal,
                                         Seal::Direction direction) {
    if (payload.size() < tls_nonce_bytes + tls_tag_bytes) return std::nullopt;
    ByteReader in(payload);
    const auto sequence = in.read<std::uint64_t>();
    Octets open(in.rest().begin(), in.rest().end());
    seal.apply(direction, sequence, open);
    const std::size_t text_bytes = open.size() - tls_tag_bytes;
    const Bytes text = Bytes(open).first(text_bytes);
    if (load_big_endian<std::uint32_t>(open.data() + text_bytes) !=
        seal.tag(direction, sequence, text)) {
        return std::nullopt;
    }
    return std::string(as_text(text));
}

}  // namespace cordon

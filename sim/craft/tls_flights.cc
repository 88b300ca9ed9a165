#include "sim/craft/tls_flights.hh"

#include <algorithm>
#include <array>

#include "sim/core/byte_writer.hh"
#include "sim/core/bytes.hh"
#include "sim/craft/certificate.hh"
#include "sim/craft/tls_record.hh"

namespace cordon {
namespace {

using Type = TlsRecordHeader::Type;

constexpr std::uint16_t ecdhe_rsa_aes128_gcm = 0xc02f;
constexpr std::uint16_t secp256r1 = 0x0017;
constexpr std::uint16_t rsa_pkcs1_sha256 = 0x0401;

Octets message(TlsMessage type, const Octets& body) {
    Octets made;
    ByteWriter(made)
        .write(static_cast<std::uint8_t>(type))
        .write_u24(static_cast<std::uint32_t>(body.size()))
        .append(body);
    return made;
}

Octets handshake(TlsMessage type, const Octets& body) {
    return tls_record(Type::handshake, tls_1_2, message(type, body));
}

void extension(Octets& list, std::uint16_t type, const Octets& body) {
    ByteWriter(list).write(type).write(static_cast<std::uint16_t>(body.size())).append(body);
}

/// A body of 16-bit values behind their length in bytes.
Octets list_of(std::initializer_list<std::uint16_t> values) {
    Octets made;
    ByteWriter writer(made);
    writer.write(static_cast<std::uint16_t>(values.size() * 2));
    for (const std::uint16_t value : values) writer.write(value);
    return made;
}

Octets server_name(std::string_view name) {
    Octets made;
    ByteWriter(made)
        .write(static_cast<std::uint16_t>(name.size() + 3))
        .write(std::uint8_t{0})  // host_name, RFC 6066 section 3
        .write(static_cast<std::uint16_t>(name.size()))
        .append(as_bytes(name));
    return made;
}

Octets alpn_http_1() {
    constexpr std::string_view protocol = "http/1.1";
    Octets made;
    ByteWriter(made)
        .write(static_cast<std::uint16_t>(protocol.size() + 1))
        .write(static_cast<std::uint8_t>(protocol.size()))
        .append(as_bytes(protocol));
    return made;
}

Octets client_hello(std::string_view name, Filler& filler) {
    Octets extensions;
    extension(extensions, 0xff01, {0});  // renegotiation_info, empty
    extension(extensions, tls_server_name, server_name(name));
    extension(extensions, 23, {});  // extended_master_secret
    extension(extensions, 13,
              list_of({0x0403, 0x0804, rsa_pkcs1_sha256, 0x0503, 0x0501, 0x0601, 0x0201}));
    extension(extensions, 16, alpn_http_1());
    extension(extensions, 11, {1, 0});  // ec_point_formats: uncompressed
    extension(extensions, 10, list_of({0x001d, secp256r1, 0x0018}));
    extension(extensions, 35, {});  // session_ticket, none yet

    Octets body;
    ByteWriter writer(body);
    writer.write(tls_1_2).append(filler.bytes(32)).write(std::uint8_t{0});
    writer.append(list_of({0xc02b, 0xc02c, ecdhe_rsa_aes128_gcm, 0xc030, 0xcca9, 0xcca8, 0xc013,
                           0xc014, 0x009c, 0x009d, 0x002f, 0x0035}));
    writer.write(std::uint8_t{1}).write(std::uint8_t{0});  // compression: none
    writer.write(static_cast<std::uint16_t>(extensions.size())).append(extensions);
    return tls_record(Type::handshake, tls_1_0, message(TlsMessage::client_hello, body));
}

Octets server_hello(Filler& filler) {
    Octets extensions;
    extension(extensions, 0xff01, {0});
    extension(extensions, 23, {});
    extension(extensions, 11, {1, 0});
    extension(extensions, 35, {});
    extension(extensions, 16, alpn_http_1());
    Octets body;
    ByteWriter(body)
        .write(tls_1_2)
        .append(filler.bytes(32))
        .write(std::uint8_t{32})
        .append(filler.bytes(32))  // session id
        .write(ecdhe_rsa_aes128_gcm)
        .write(std::uint8_t{0})
        .write(static_cast<std::uint16_t>(extensions.size()))
        .append(extensions);
    return handshake(TlsMessage::server_hello, body);
}

Octets certificates(std::string_view name, Time now, Filler& filler) {
    Octets chain;
    ByteWriter writer(chain);
    for (const std::string_view subject :
         {name, std::string_view("Recipe Authority (no real one)")}) {
        const Octets certificate = certificate_for(subject, now, filler);
        writer.write_u24(static_cast<std::uint32_t>(certificate.size())).append(certificate);
    }
    Octets body;
    ByteWriter(body).write_u24(static_cast<std::uint32_t>(chain.size())).append(chain);
    return handshake(TlsMessage::certificate, body);
}

/// An uncompressed point of secp256r1 behind its length (RFC 8422 section 5.4); not on the curve.
Octets point(Filler& filler) {
    Octets made{65, 4};
    ByteWriter(made).append(filler.bytes(64));
    return made;
}

Octets server_key_exchange(Filler& filler) {
    Octets body{3};  // named_curve
    ByteWriter(body)
        .write(secp256r1)
        .append(point(filler))
        .write(rsa_pkcs1_sha256)
        .write(std::uint16_t{256})
        .append(filler.bytes(256));
    return handshake(TlsMessage::server_key_exchange, body);
}

Octets cipher_change_and_finished(Filler& filler) {
    Octets made = tls_record(Type::change_cipher, tls_1_2, Octets{1});
    Octets sealed(tls_nonce_bytes, 0);  // of record 0
    constexpr std::size_t finished = 4 + 12;
    ByteWriter(sealed).append(filler.bytes(finished + tls_tag_bytes));
    ByteWriter(made).append(tls_record(Type::handshake, tls_1_2, sealed));
    return made;
}

Octets new_session_ticket(Filler& filler) {
    Octets body;
    ByteWriter(body)
        .write(std::uint32_t{86'400})  // lifetime hint, seconds
        .write(std::uint16_t{176})
        .append(filler.bytes(176));
    return handshake(TlsMessage::new_session_ticket, body);
}

}  // namespace

Octets tls_client_hello(std::string_view name, Filler& filler) {
    return client_hello(name, filler);
}

Octets tls_server_flight(std::string_view name, Time now, Filler& filler) {
    Octets made = server_hello(filler);
    ByteWriter writer(made);
    writer.append(certificates(name, now, filler));
    writer.append(server_key_exchange(filler));
    writer.append(handshake(TlsMessage::server_hello_done, {}));
    return made;
}

Octets tls_client_finish(Filler& filler) {
    Octets made = handshake(TlsMessage::client_key_exchange, point(filler));
    ByteWriter(made).append(cipher_change_and_finished(filler));
    return made;
}

Octets tls_server_finish(Filler& filler) {
    Octets made = new_session_ticket(filler);
    ByteWriter(made).append(cipher_change_and_finished(filler));
    return made;
}

TlsHandshake tls_handshake(std::string_view name, Time now, Filler& filler) {
    TlsHandshake made;
    made.client_hello = tls_client_hello(name, filler);
    made.server_flight = tls_server_flight(name, now, filler);
    made.client_finish = tls_client_finish(filler);
    made.server_finish = tls_server_finish(filler);
    return made;
}

Octets tls_application_data(std::uint64_t count, std::uint64_t& sequence, Filler& filler) {
    Octets made;
    while (count > 0) {
        const std::uint64_t size = std::min<std::uint64_t>(count, tls_text_in_record);
        Octets sealed;
        ByteWriter(sealed).write(++sequence).append(filler.bytes(size + tls_tag_bytes));
        ByteWriter(made).append(tls_record(Type::application, tls_1_2, sealed));
        count -= size;
    }
    return made;
}

}  // namespace cordon

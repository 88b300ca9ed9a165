#include "sim/craft/call_bytes.hh"

#include <cassert>

#include "sim/core/byte_writer.hh"
#include "sim/craft/seal.hh"

namespace cordon {
namespace {

constexpr std::uint32_t magic_cookie = 0x2112a442;    // RFC 8489 section 5
constexpr std::uint16_t xor_mapped_address = 0x0020;  // RFC 8489 section 14.2
constexpr std::uint16_t token_attribute = 0x4000, time_attribute = 0x4002;
constexpr std::size_t attribute_header = 4;

Octets stun_header(const CallStun& stun, std::size_t length) {
    assert(stun.transaction.size() == CallStun::transaction_bytes);
    Octets made;
    ByteWriter(made)
        .write(static_cast<std::uint16_t>(stun.type))
        .write(static_cast<std::uint16_t>(length))
        .write(magic_cookie)
        .append(stun.transaction)
        .write(stun.number);
    return made;
}

bool is_known(std::uint16_t type) {
    return type == static_cast<std::uint16_t>(CallStun::Type::allocate) ||
           type == static_cast<std::uint16_t>(CallStun::Type::allocated) ||
           type == static_cast<std::uint16_t>(CallStun::Type::end);
}

}  // namespace

Octets call_request(const CallStun& stun) {
    assert(stun.token.size() == CallStun::token_bytes);
    Octets made = stun_header(stun, attribute_header + stun.token.size());
    ByteWriter(made)
        .write(token_attribute)
        .write(static_cast<std::uint16_t>(stun.token.size()))
        .append(stun.token);
    return made;
}

Octets call_answer(const CallStun& stun, const Endpoint& seen, std::uint64_t now_ms) {
    constexpr std::uint16_t mapped_bytes = 8, time_bytes = 8;
    Octets made = stun_header(stun, 2 * attribute_header + mapped_bytes + time_bytes);
    ByteWriter(made)
        .write(xor_mapped_address)
        .write(mapped_bytes)
        .write(std::uint16_t{0x0001})  // IPv4
        .write(static_cast<std::uint16_t>(seen.port ^ (magic_cookie >> 16U)))
        .write(seen.address.v4_host_order() ^ magic_cookie)
        .write(time_attribute)
        .write(time_bytes)
        .write(now_ms);
    return made;
}

std::optional<CallStun> read_call_stun(Bytes datagram) {
    ByteReader in(datagram);
    const auto type = in.read<std::uint16_t>();
    const std::size_t length = in.read<std::uint16_t>();
    if (in.read<std::uint32_t>() != magic_cookie || !is_known(type)) return std::nullopt;
    CallStun stun;
    stun.type = static_cast<CallStun::Type>(type);
    stun.transaction = in.take(CallStun::transaction_bytes);
    stun.number = in.read<std::uint32_t>();
    if (in.ran_short() || in.left() != length) return std::nullopt;
    if (stun.type == CallStun::Type::allocated) return stun;
    const auto attribute = in.read<std::uint16_t>();
    stun.token = in.take(in.read<std::uint16_t>());
    if (in.ran_short() || attribute != token_attribute) return std::nullopt;
    if (stun.token.size() != CallStun::token_bytes) return std::nullopt;
    return stun;
}

Octets write_call_token(const CallToken& token, Bytes transaction) {
    const Seal seal = Seal::between(transaction, {});
    Octets made;
    ByteWriter writer(made);
    writer.write(static_cast<std::uint32_t>(token.caller))
        .write(token.call)
        .write(static_cast<std::uint32_t>(token.mine))
        .write(static_cast<std::uint32_t>(token.other));
    writer.write(seal.tag(Seal::Direction::up, 0, made));
    writer.fill(CallStun::token_bytes - made.size());
    seal.apply(Seal::Direction::up, 0, made);
    return made;
}

std::optional<CallToken> read_call_token(Bytes token, Bytes transaction) {
    constexpr std::size_t fields_bytes = 16;
    const Seal seal = Seal::between(transaction, {});
    Octets open(token.begin(), token.end());
    seal.apply(Seal::Direction::up, 0, open);
    ByteReader in(open);
    CallToken read;
    read.caller = static_cast<AccountId>(in.read<std::uint32_t>());
    read.call = in.read<std::uint32_t>();
    read.mine = static_cast<AccountId>(in.read<std::uint32_t>());
    read.other = static_cast<AccountId>(in.read<std::uint32_t>());
    const auto tag = in.read<std::uint32_t>();
    if (in.ran_short()) return std::nullopt;
    if (tag != seal.tag(Seal::Direction::up, 0, Bytes(open).first(fields_bytes))) {
        return std::nullopt;
    }
    return read;
}

Octets call_media(const CallMedia& media, Bytes payload) {
    Octets made{0x80, media.type};  // version 2, no padding, extension or further sources
    ByteWriter(made)
        .write(media.sequence)
        .write(media.timestamp)
        .write(media.source)
        .append(payload);
    return made;
}

std::optional<CallMedia> read_call_media(Bytes datagram) {
    ByteReader in(datagram);
    const auto first = in.read<std::uint8_t>();
    CallMedia media;
    media.type = in.read<std::uint8_t>();
    media.sequence = in.read<std::uint16_t>();
    media.timestamp = in.read<std::uint32_t>();
    media.source = in.read<std::uint32_t>();
    const bool known = media.type == CallMedia::voice || media.type == CallMedia::video;
    if (in.ran_short() || first != 0x80 || !known) return std::nullopt;
    return media;
}

}  // namespace cordon

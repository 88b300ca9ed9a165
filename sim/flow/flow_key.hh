#pragma once

#include <array>
#include <compare>
#include <cstdint>

#include "sim/core/ip_address.hh"
#include "sim/decode/headers.hh"

namespace cordon {

/// A conversation without direction: the 5-tuple with the lower (address, port) first. Packets
/// without ports (ICMP, later fragments, other protocols) have ports 0.
struct FlowKey {
    IpAddress low, high;
    std::uint16_t low_port = 0, high_port = 0;
    std::uint8_t protocol = 0;
    std::uint8_t ip_version = 0;

    // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 takes the comparison's 0 for a pointer
    friend auto operator<=>(const FlowKey&, const FlowKey&) = default;
};

/// The key of a packet, and which end sent it.
struct KeyedPacket {
    FlowKey key;
    bool from_low = true;
};
namespace flow_key {

/// `a` when `first`, else `b`, without a branch: which end sent is a coin toss, and every second
/// guess would be wrong.
template <typename Word>
[[nodiscard]] constexpr Word choose(bool first, Word a, Word b) {
    const auto mask = static_cast<Word>(Word{0} - Word{first});
    return static_cast<Word>(b ^ ((a ^ b) & mask));
}
[[nodiscard]] constexpr IpAddress choose(bool first, const IpAddress& a, const IpAddress& b) {
    return IpAddress::from_words(choose(first, a.high(), b.high()),
                                 choose(first, a.low(), b.low()));
}
[[nodiscard]] constexpr bool comes_first(const Headers& headers) {
    const IpAddress& a = headers.src;
    const IpAddress& b = headers.dst;
    // Numbers, not truths: `&` and `|` of them leave no branch.
    const unsigned same_high{a.high() == b.high()};
    const unsigned same{same_high & unsigned{a.low() == b.low()}};
    return (unsigned{a.high() < b.high()} | (same_high & unsigned{a.low() < b.low()}) |
            (same & unsigned{headers.src_port <= headers.dst_port})) != 0;
}

/// The two ends in order, where an address and its port fit one word.
inline void order_v4_ends(const Headers& headers, KeyedPacket& packet) {
    const auto end = [](const IpAddress& address, std::uint16_t port) {
        return (std::uint64_t{address.v4_host_order()} << 16U) | port;
    };
    const std::uint64_t src = end(headers.src, headers.src_port);
    const std::uint64_t dst = end(headers.dst, headers.dst_port);
    const bool from_low = src <= dst;
    const std::uint64_t low = choose(from_low, src, dst);
    const std::uint64_t high = src ^ dst ^ low;
    packet.key.low = IpAddress::v4(static_cast<std::uint32_t>(low >> 16U));
    packet.key.high = IpAddress::v4(static_cast<std::uint32_t>(high >> 16U));
    packet.key.low_port = static_cast<std::uint16_t>(low);
    packet.key.high_port = static_cast<std::uint16_t>(high);
    packet.from_low = from_low;
}

}  // namespace flow_key

/// Writes key and sender of a packet. Requires: headers.has_addresses(). Ends with equal address
/// and port give from_low.
inline void key_of(const Headers& headers, KeyedPacket& packet) {
    using flow_key::choose;
    packet.key.protocol = headers.protocol;
    packet.key.ip_version = headers.ip_version;
    if (headers.ip_version == 4) [[likely]] {
        return flow_key::order_v4_ends(headers, packet);
    }
    const bool from_low = flow_key::comes_first(headers);
    packet.key.low = choose(from_low, headers.src, headers.dst);
    packet.key.high = choose(from_low, headers.dst, headers.src);
    packet.key.low_port = choose(from_low, headers.src_port, headers.dst_port);
    packet.key.high_port = choose(from_low, headers.dst_port, headers.src_port);
    packet.from_low = from_low;
}
[[nodiscard]] inline KeyedPacket flow_key_of(const Headers& headers) {
    KeyedPacket packet;
    key_of(headers, packet);
    return packet;
}

/// Number of shards into which all per-flow state is split, whatever the number of threads. Each
/// has a wheel, pools and a table of its own; of many shards these no longer stay near
/// (bench/README.md).
inline constexpr unsigned shard_count = 16;

/// Hashes of a key. `shard` is the same over runs and machines, and depends on the unordered
/// address pair only, so that all flows between two hosts meet in one shard.
struct FlowHash {
    std::uint64_t value = 0;
    std::uint32_t shard = 0;  // < shard_count
};

namespace flow_hash {

using Words = std::array<std::uint64_t, 8>;

// Odd words without a pattern: the fractional parts of the square roots of the primes 2 to 19.
inline constexpr Words word{0x6a09e667f3bcc909, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b,
                            0xa54ff53a5f1d36f1, 0x510e527fade682d1, 0x9b05688c2b3e6c1f,
                            0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};

/// Both halves of the 128-bit product, folded: every bit of the result depends on every bit of
/// both.
[[nodiscard]] constexpr std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
    __extension__ using Wide = unsigned __int128;
    const Wide product = static_cast<Wide>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

/// Of the two addresses.
[[nodiscard]] constexpr std::uint64_t pair_of(const FlowKey& key, const Words& words) {
    // Two IPv4 addresses differ in their low words only.
    return key.ip_version == 4
               ? mix(key.low.low() ^ words[0], key.high.low() ^ words[1])
               : mix(mix(key.low.high() ^ words[0], key.low.low() ^ words[1]) ^ words[4],
                     mix(key.high.high() ^ words[2], key.high.low() ^ words[3]) ^ words[5]);
}

/// Of the whole key; `pair` is pair_of() it.
[[nodiscard]] constexpr std::uint64_t value_of(const FlowKey& key, std::uint64_t pair,
                                               const Words& words) {
    const std::uint64_t rest = (std::uint64_t{key.low_port} << 32U) |
                               (std::uint64_t{key.high_port} << 16U) |
                               (std::uint64_t{key.protocol} << 8U) | key.ip_version;
    // Once more: neighbouring ports differ in few bits, and one product leaves a lattice.
    return mix(mix(pair ^ words[6], rest ^ words[7]), words[0]);
}

[[nodiscard]] constexpr std::uint32_t shard_of(std::uint64_t pair) {
    static_assert(shard_count == 16);
    return static_cast<std::uint32_t>(pair >> 60U);
}

}  // namespace flow_hash

/// No secret: whoever wants many keys of one hash can make them. For tables there is FlowHasher.
[[nodiscard]] constexpr FlowHash hash_of(const FlowKey& key) {
    const std::uint64_t pair = flow_hash::pair_of(key, flow_hash::word);
    return {.value = flow_hash::value_of(key, pair, flow_hash::word),
            .shard = flow_hash::shard_of(pair)};
}

}  // namespace cordon

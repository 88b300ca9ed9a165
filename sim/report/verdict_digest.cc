#include "sim/report/verdict_digest.hh"

#include <xxhash.h>

#include <array>
#include <new>

namespace cordon {
namespace {

struct FreeHash {
    void operator()(XXH3_state_t* hash) const { XXH3_freeState(hash); }
};
using Hash = std::unique_ptr<XXH3_state_t, FreeHash>;

template <std::size_t size>
void put(std::array<std::uint8_t, size>& record, std::size_t at, std::uint64_t value,
         std::size_t bytes) {
    for (std::size_t i = 0; i < bytes; ++i) {
        record[at + i] = static_cast<std::uint8_t>(value >> (8U * i));
    }
}

Hash new_hash() {
    Hash hash(XXH3_createState());
    if (hash == nullptr) throw std::bad_alloc();
    return hash;
}

}  // namespace

struct VerdictDigest::State {
    Hash hash = new_hash();
};

VerdictDigest::VerdictDigest() : state_(std::make_unique<State>()) {
    XXH3_128bits_reset(state_->hash.get());
}
VerdictDigest::~VerdictDigest() = default;
VerdictDigest::VerdictDigest(VerdictDigest&&) noexcept = default;
VerdictDigest& VerdictDigest::operator=(VerdictDigest&&) noexcept = default;

void VerdictDigest::add(const Arrival& packet, Act act, RuleId because) {
    std::array<std::uint8_t, 16> record{};
    put(record, 0, packet.frame, 8);
    put(record, 8, static_cast<std::uint16_t>(packet.interface), 2);
    put(record, 10, static_cast<std::uint8_t>(act), 1);
    put(record, 12, static_cast<std::uint32_t>(because), 4);
    XXH3_128bits_update(state_->hash.get(), record.data(), record.size());
}

std::string VerdictDigest::hex(std::uint64_t packets_in) const {
    const Hash copy = new_hash();
    XXH3_copyState(copy.get(), state_->hash.get());
    std::array<std::uint8_t, 8> count{};
    put(count, 0, packets_in, 8);
    XXH3_128bits_update(copy.get(), count.data(), count.size());
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(copy.get()));
    constexpr std::string_view hex_digits = "0123456789abcdef";
    std::string text;
    for (const unsigned char byte : canonical.digest) {
        text += hex_digits[byte >> 4U];
        text += hex_digits[byte & 0xfU];
    }
    return text;
}

}  // namespace cordon

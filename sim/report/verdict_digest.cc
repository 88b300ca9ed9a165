#include "sim/report/verdict_digest.hh"

#include <xxhash.h>

#include <array>
#include <new>

#include "sim/core/byte_order.hh"
#include "sim/core/hex.hh"

namespace cordon {
namespace {

struct FreeHash {
    void operator()(XXH3_state_t* hash) const { XXH3_freeState(hash); }
};
using Hash = std::unique_ptr<XXH3_state_t, FreeHash>;

Hash new_hash() {
    Hash hash(XXH3_createState());
    if (hash == nullptr) throw std::bad_alloc();
    return hash;
}

}  // namespace

struct VerdictDigest::State {
    static constexpr std::size_t record_bytes = 16;

    Hash hash = new_hash();
    std::array<std::uint8_t, 256 * record_bytes> waiting{};  // records are hashed many at a time
    std::size_t waiting_bytes = 0;

    void hash_waiting() {
        XXH3_128bits_update(hash.get(), waiting.data(), waiting_bytes);
        waiting_bytes = 0;
    }
};

VerdictDigest::VerdictDigest() : state_(std::make_unique<State>()) {
    XXH3_128bits_reset(state_->hash.get());
}
VerdictDigest::~VerdictDigest() = default;
VerdictDigest::VerdictDigest(VerdictDigest&&) noexcept = default;
VerdictDigest& VerdictDigest::operator=(VerdictDigest&&) noexcept = default;

void VerdictDigest::add(const Arrival& packet, Act act, RuleId because) {
    if (state_->waiting_bytes == state_->waiting.size()) state_->hash_waiting();
    std::uint8_t* const record = state_->waiting.data() + state_->waiting_bytes;
    store_little_endian(record, packet.frame);
    store_little_endian(record + 8, static_cast<std::uint16_t>(packet.interface));
    store_little_endian(record + 10, std::uint16_t{static_cast<std::uint8_t>(act)});
    store_little_endian(record + 12, static_cast<std::uint32_t>(because));
    state_->waiting_bytes += State::record_bytes;
}

std::string VerdictDigest::hex(std::uint64_t packets_in) const {
    state_->hash_waiting();
    const Hash copy = new_hash();
    XXH3_copyState(copy.get(), state_->hash.get());
    std::array<std::uint8_t, 8> count{};
    store_little_endian(count.data(), packets_in);
    XXH3_128bits_update(copy.get(), count.data(), count.size());
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(copy.get()));
    return to_hex(Bytes(canonical.digest));
}

}  // namespace cordon

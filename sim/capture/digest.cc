#include "sim/capture/digest.hh"

#include <openssl/evp.h>

#include <array>

#include "sim/capture/xxh3_update.hh"
#include "sim/core/hex.hh"

namespace cordon {

namespace {

struct FreeXxh3 {
    void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
};
struct FreeEvp {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Evp = std::unique_ptr<EVP_MD_CTX, FreeEvp>;

}  // namespace

struct Digest::State {
    std::unique_ptr<XXH3_state_t, FreeXxh3> xxh3{XXH3_createState()};
    Evp sha256;
};

Digest::Digest(Sha256 sha256) : state_(std::make_unique<State>()) {
    XXH3_128bits_reset(state_->xxh3.get());
    if (sha256 == Sha256::yes) {
        state_->sha256.reset(EVP_MD_CTX_new());
        EVP_DigestInit_ex(state_->sha256.get(), EVP_sha256(), nullptr);
    }
}

Digest::Digest(Digest&&) noexcept = default;
Digest& Digest::operator=(Digest&&) noexcept = default;
Digest::~Digest() = default;

void Digest::update(Bytes bytes) {
    if (bytes.empty()) return;
    xxh3_128_update(*state_->xxh3, bytes);
    if (state_->sha256) EVP_DigestUpdate(state_->sha256.get(), bytes.data(), bytes.size());
}

std::string Digest::xxh3_128() const {
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(state_->xxh3.get()));
    return to_hex(Bytes(canonical.digest));
}

std::string Digest::sha256() const {
    if (!state_->sha256) return {};
    const Evp copy(EVP_MD_CTX_new());
    EVP_MD_CTX_copy_ex(copy.get(), state_->sha256.get());
    std::array<std::uint8_t, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    EVP_DigestFinal_ex(copy.get(), digest.data(), &size);
    return to_hex(Bytes(digest).first(size));
}

}  // namespace cordon

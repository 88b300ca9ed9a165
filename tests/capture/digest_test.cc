#include "sim/capture/digest.hh"

#include <gtest/gtest.h>
#include <xxhash.h>

#include <array>
#include <cstdio>

#include "tests/capture/file_bytes.hh"

namespace cordon::testing {
namespace {

std::string one_shot(Bytes bytes) {
    const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
    std::array<char, 33> text{};
    std::snprintf(text.data(), text.size(), "%016llx%016llx",
                  static_cast<unsigned long long>(hash.high64),
                  static_cast<unsigned long long>(hash.low64));
    return text.data();
}

TEST(Digest, IsThatOfTheWholeHoweverItCame) {
    const FileBytes content = payload(1'000'003);
    for (const std::size_t piece : {std::size_t{1} << 20U, std::size_t{4'096}, std::size_t{777}}) {
        Digest digest(Digest::Sha256::no);
        for (Bytes rest = content; !rest.empty();) {
            const std::size_t size = std::min(piece, rest.size());
            digest.update(rest.first(size));
            rest = rest.subspan(size);
        }
        EXPECT_EQ(digest.xxh3_128(), one_shot(content)) << piece;
        EXPECT_EQ(digest.sha256(), "");
    }
}

TEST(Digest, OfNothingIsThePublishedOne) {
    const Digest digest(Digest::Sha256::yes);
    EXPECT_EQ(digest.xxh3_128(), "99aa06d3014798d86001c324468d497f");
    // FIPS 180-4's function of the empty message.
    EXPECT_EQ(digest.sha256(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

}  // namespace
}  // namespace cordon::testing

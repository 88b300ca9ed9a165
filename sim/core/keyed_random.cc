#include "sim/core/keyed_random.hh"

#include <xxhash.h>

namespace cordon {

KeyedRandom::KeyedRandom(std::uint64_t seed, std::string_view purpose)
    : state_(XXH3_64bits_withSeed(purpose.data(), purpose.size(), seed)) {}

KeyedRandom& KeyedRandom::mix(Bytes part) {
    return mix(XXH3_64bits_withSeed(part.data(), part.size(), state_));
}

}  // namespace cordon

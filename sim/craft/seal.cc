#include "sim/craft/seal.hh"

#include "sim/core/keyed_random.hh"

namespace cordon {

Seal Seal::between(Bytes client_random, Bytes server_random) {
    return Seal(KeyedRandom(0, "seal").mix(client_random).mix(server_random).bits());
}

void Seal::apply(Direction direction, std::uint64_t number, std::span<std::uint8_t> bytes) const {
    const KeyedRandom message =
        KeyedRandom(key_, "sealed").mix(static_cast<std::uint64_t>(direction)).mix(number);
    std::uint64_t word = 0;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        if (at % 8 == 0) word = KeyedRandom(message).mix(at / 8).bits();
        bytes[at] ^= static_cast<std::uint8_t>(word >> (8U * (at % 8)));
    }
}

std::uint32_t Seal::tag(Direction direction, std::uint64_t number, Bytes open) const {
    return static_cast<std::uint32_t>(KeyedRandom(key_, "tag")
                                          .mix(static_cast<std::uint64_t>(direction))
                                          .mix(number)
                                          .mix(open)
                                          .bits());
}

}  // namespace cordon

#include "tools/cordon/hash_key.hh"

#include <random>

namespace cordon {

std::uint64_t draw_hash_key() {
    std::random_device drawn;
    return (std::uint64_t{drawn()} << 32U) | drawn();
}

}  // namespace cordon

#include "sim/capture/xxh3_update.hh"

namespace cordon {

void xxh3_128_update(XXH3_state_t& state, Bytes bytes) {
    XXH3_128bits_update(&state, bytes.data(), bytes.size());
}

}  // namespace cordon

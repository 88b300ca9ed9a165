#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>

#include "sim/core/bytes.hh"
#include "tests/classify/scan_properties.hh"

namespace cordon::testing {

/// What a scanner once said of a stream stands whatever follows. The first byte of the input says
/// where to cut the rest.
template <typename Scanner>
void check_answers_stand(Bytes input, Scanner scan) {
    if (input.empty()) return;
    const Bytes stream = input.subspan(1);
    const std::size_t cut = stream.size() * input[0] / 255;
    const std::string before = scan(stream.first(cut));
    const std::string after = scan(stream);
    if (before != "more" && before != after) std::abort();
}

}  // namespace cordon::testing

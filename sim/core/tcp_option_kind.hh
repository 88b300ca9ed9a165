#pragma once

#include <cstdint>

namespace cordon {

/// Kinds of TCP options (IANA tcp-parameters).
namespace tcp_option_kind {
inline constexpr std::uint8_t end_of_list = 0, no_operation = 1, maximum_segment_size = 2,
                              window_scale = 3, sack_permitted = 4, sack = 5, timestamps = 8;
}

}  // namespace cordon

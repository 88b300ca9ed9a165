#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "sim/core/ip_address.hh"

namespace cordon {

/// Reads an address or a block of them; the error is a sentence that says what would fit.
[[nodiscard]] tl::expected<Cidr, std::string> read_cidr(std::string_view text);

}  // namespace cordon

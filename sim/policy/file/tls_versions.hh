#pragma once

#include <array>
#include <string_view>

namespace cordon {

/// The versions that a ClientHello can offer at most, oldest first, as conditions write them.
/// "3.0" is SSL 3.0, from before TLS 1.0.
inline constexpr std::array<std::string_view, 5> tls_versions{"3.0", "1.0", "1.1", "1.2", "1.3"};

}  // namespace cordon

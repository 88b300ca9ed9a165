#pragma once

#include <cstdint>

namespace cordon {

/// A registered number of the messenger.
enum class AccountId : std::uint32_t { none = 0 };

/// A photo, voice note or video: stands for the hash of its encrypted bytes.
enum class MediaId : std::uint64_t { none = 0 };

}  // namespace cordon

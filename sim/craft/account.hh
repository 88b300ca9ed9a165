#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cordon {

/// A registered number of the messenger.
enum class AccountId : std::uint32_t { none = 0 };

/// Choice: phones of a case are numbered from the first on, people whom no phone stands for from
/// the second; there are fewer than a billion phones.
inline constexpr AccountId first_account{100'000}, first_contact{1'000'000'000};

/// A photo, voice note or video: stands for the hash of its encrypted bytes.
enum class MediaId : std::uint64_t { none = 0 };

/// Bytes of one photo on its way up, as handed to TLS: whatsappfiles.pcap, 2018 (EVIDENCE.md B.4).
inline constexpr std::uint32_t recorded_photo_bytes = 178'544;

/// A photo that an account received long ago, and which the messenger still keeps.
[[nodiscard]] MediaId album_photo_of(AccountId account);

/// The end of a URL that names a medium: 16 hexadecimal digits.
[[nodiscard]] std::string media_token(MediaId media);
[[nodiscard]] std::optional<MediaId> media_named_by(std::string_view path);

}  // namespace cordon

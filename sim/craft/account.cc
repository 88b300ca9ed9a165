#include "sim/craft/account.hh"

#include <charconv>

#include "sim/core/hex.hh"
#include "sim/core/keyed_random.hh"

namespace cordon {

MediaId album_photo_of(AccountId account) {
    return MediaId{KeyedRandom(0, "album photo").mix(static_cast<std::uint64_t>(account)).bits()};
}

std::string media_token(MediaId media) {
    return to_hex(static_cast<std::uint64_t>(media));
}

std::optional<MediaId> media_named_by(std::string_view path) {
    constexpr std::size_t token_bytes = 16;
    if (path.size() < token_bytes) return std::nullopt;
    const std::string_view token = path.substr(path.size() - token_bytes);
    std::uint64_t value = 0;
    const auto read = std::from_chars(token.data(), token.data() + token.size(), value, 16);
    if (read.ec != std::errc() || read.ptr != token.data() + token.size()) return std::nullopt;
    return static_cast<MediaId>(value);
}

}  // namespace cordon

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "sim/core/time.hh"

namespace cordon {

/// What people do with a phone, one try each.
enum class Function : std::uint8_t {
    text,           // a line of text to a contact
    photo_send,     // a photo of their own to a contact
    photo_forward,  // a photo that they once received, sent on
    photo_receive,  // a contact sends a photo: its preview, then the picture
    voice_note,     // a voice note to a contact
    video_send,
    video_receive,
    voice_call,
    video_call,
    registration,  // a number is registered anew
    web_page,      // a page of a web site that has nothing to do with the messenger
    visit,         // one of those that a scenario describes and names: visit.hh
};

/// In the order above; without `visit`, which is no function alone.
[[nodiscard]] std::span<const Function> all_functions();
[[nodiscard]] std::string_view to_text(Function function);  // "photo-send"
[[nodiscard]] std::optional<Function> function_named(std::string_view text);

/// How long a person waits for it, at `percent` of the usual (50, 100, 200: results are also shown
/// at half and double). All are choices: text 60 s, voice note 2 min, photo 5 min, video 10 min,
/// a call 45 s until it is answered, registration 3 min, a web page 30 s. None for a visit, which
/// brings its own.
[[nodiscard]] Duration patience_for(Function function, std::uint32_t percent = 100);

/// A call counts when it is still alive this long after it was answered (a choice).
inline constexpr Duration call_alive_for = std::chrono::seconds{30};

}  // namespace cordon

#include "sim/phone/function.hh"

#include <algorithm>
#include <array>

namespace cordon {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::array functions{
    Function::text,       Function::photo_send,   Function::photo_forward, Function::photo_receive,
    Function::voice_note, Function::video_send,   Function::video_receive, Function::voice_call,
    Function::video_call, Function::registration, Function::web_page,
};

constexpr Duration usual_patience(Function function) {
    switch (function) {
        case Function::text:
            return seconds{60};
        case Function::voice_note:
            return minutes{2};
        case Function::photo_send:
        case Function::photo_forward:
        case Function::photo_receive:
            return minutes{5};
        case Function::video_send:
        case Function::video_receive:
            return minutes{10};
        case Function::voice_call:
        case Function::video_call:
            return seconds{45};
        case Function::registration:
            return minutes{3};
        case Function::web_page:
            return seconds{30};
        case Function::visit:
            return {};
    }
    return {};
}

}  // namespace

std::span<const Function> all_functions() {
    return functions;
}

std::string_view to_text(Function function) {
    switch (function) {
        case Function::text:
            return "text";
        case Function::photo_send:
            return "photo-send";
        case Function::photo_forward:
            return "photo-forward";
        case Function::photo_receive:
            return "photo-receive";
        case Function::voice_note:
            return "voice-note";
        case Function::video_send:
            return "video-send";
        case Function::video_receive:
            return "video-receive";
        case Function::voice_call:
            return "voice-call";
        case Function::video_call:
            return "video-call";
        case Function::registration:
            return "registration";
        case Function::web_page:
            return "web-page";
        case Function::visit:
            return "visit";
    }
    return "";
}

std::optional<Function> function_named(std::string_view text) {
    const auto* const found = std::ranges::find_if(
        functions, [text](Function function) { return to_text(function) == text; });
    if (found == functions.end()) return std::nullopt;
    return *found;
}

Duration patience_for(Function function, std::uint32_t percent) {
    return usual_patience(function) * percent / 100;
}

}  // namespace cordon

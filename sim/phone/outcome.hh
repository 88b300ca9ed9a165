#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sim/core/time.hh"
#include "sim/phone/function.hh"

namespace cordon {

/// Which part of a function did not work.
enum class Stage : std::uint8_t { none, chat, upload, download, call, registration, web };
[[nodiscard]] std::string_view to_text(Stage stage);  // "upload"; "" for none

/// What the phone met there last.
enum class Trouble : std::uint8_t {
    none,
    no_name,      // the name could not be resolved
    timed_out,    // nobody answered a SYN in time
    refused,      // a reset answered the SYN
    unreachable,  // there is no way to it
    reset,        // a reset ended an open connection
    closed,       // the other end closed it early
    silent,       // an open connection, and no answer over it
    garbled,      // bytes that are not of the protocol
    denied,       // the server said no
    slow,         // it went on, too slowly to end in time
    delayed,      // its packets were a long time on their way
    broken,       // a call of which more than half was not heard
    no_relay,     // no call relay answered
    unanswered,   // the contact did not take the call
};
[[nodiscard]] std::string_view to_text(Trouble trouble);  // "timed out"; "" for none

struct Why {
    Stage stage = Stage::none;
    Trouble trouble = Trouble::none;
    friend bool operator==(const Why&, const Why&) = default;
};
[[nodiscard]] std::string to_text(Why why);  // "upload: timed out"

/// What a person saw of one try.
struct Outcome {
    enum class Kind : std::uint8_t {
        waiting,       // when patience ended the phone was still trying, or nothing had come
        sent,          // one tick: the server has it; the contact's phone has not confirmed it
        delivered,     // two ticks; or the picture is there, the call lived, the page is shown
        preview_only,  // a blurred preview came, its picture did not
        gave_up,       // the phone itself said that it failed
    };
    Function function = Function::text;
    Kind kind = Kind::waiting;
    Why why{};  // the last trouble met; none when there was none
    Time began{};
    Duration took{};  // from `began` to the end of the try
    /// From `began` to what made it a success: one tick for what is sent, the picture for what is
    /// received, the answer of a call that then lived for `call_alive_for`. Empty when none was.
    std::optional<Duration> complete_after{};
    std::uint16_t visit = 0;  // which, where the function is one: into PhoneSettings::visits
    Duration visit_within{};  // and the usual patience for it

    /// How long a person waits for it.
    [[nodiscard]] Duration patience(std::uint32_t percent = 100) const {
        return function == Function::visit ? visit_within * percent / 100
                                           : patience_for(function, percent);
    }
    /// Whether it was a success within `percent` of the usual patience. A try that was made with
    /// more patience answers for less, too.
    [[nodiscard]] bool succeeded(std::uint32_t percent = 100) const {
        return complete_after && *complete_after <= patience(percent);
    }
};
[[nodiscard]] std::string_view to_text(Outcome::Kind kind);  // "preview only"

}  // namespace cordon

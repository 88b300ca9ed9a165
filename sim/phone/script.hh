#pragma once

#include "sim/phone/chat_session.hh"
#include "sim/phone/outcome.hh"
#include "sim/phone/settings.hh"
#include "sim/world/transport.hh"

namespace cordon {

/// One try as it goes on: what its user has seen so far, and what stood in its way last.
class Try {
public:
    Try(Function function, Time began) {
        outcome_.function = function;
        outcome_.began = began;
    }
    void met(Stage stage, Trouble trouble) { outcome_.why = {.stage = stage, .trouble = trouble}; }
    void one_tick(Time now) {
        outcome_.kind = Outcome::Kind::sent;
        succeed(now);
    }
    /// Two ticks, or what was to be received is there.
    void done(Time now) {
        outcome_.kind = Outcome::Kind::delivered;
        succeed(now);
    }
    /// A call that was answered at `answered` has lived.
    void call_lived(Time answered) {
        outcome_.kind = Outcome::Kind::delivered;
        succeed(answered);
    }
    void preview() { outcome_.kind = Outcome::Kind::preview_only; }
    void give_up(Stage stage, Trouble trouble) {
        met(stage, trouble);
        outcome_.kind = Outcome::Kind::gave_up;
    }
    /// For what was met last.
    void give_up_as_met() { outcome_.kind = Outcome::Kind::gave_up; }
    /// The try is the visit of that number, for which people wait so long.
    void visits(std::uint16_t visit, Duration within) {
        outcome_.visit = visit;
        outcome_.visit_within = within;
    }
    [[nodiscard]] Duration patience(std::uint32_t percent) const {
        return outcome_.patience(percent);
    }
    [[nodiscard]] bool is_complete() const { return outcome_.complete_after.has_value(); }
    [[nodiscard]] Time began() const { return outcome_.began; }
    [[nodiscard]] Outcome end(Time now) {
        outcome_.took = now - outcome_.began;
        return outcome_;
    }

private:
    void succeed(Time now) {
        outcome_.why = {};
        if (!is_complete()) outcome_.complete_after = now - outcome_.began;
    }
    Outcome outcome_;
};

/// What a script has at hand. Refers to what must outlive it.
struct Script {
    Host* host = nullptr;
    const PhoneSettings* settings = nullptr;
    ChatSession* chat = nullptr;
    AccountId account = AccountId::none;
    AccountId contact = AccountId::none;
    Try* attempt = nullptr;
    std::uint64_t seed = 0;  // of this try

    [[nodiscard]] Time now() const { return host->now(); }
    [[nodiscard]] const Timings& timings() const { return settings->timings; }
    [[nodiscard]] const ContentSizes& sizes() const { return settings->sizes; }
};

// The scripts. Each ends when its function is complete or the phone gives it up; else it goes on,
// and whoever runs it ends it when patience does. The script's record must outlive it.

[[nodiscard]] Task<void> send_text(const Script& script);
[[nodiscard]] Task<void> send_photo(const Script& script);
[[nodiscard]] Task<void> forward_photo(const Script& script);
[[nodiscard]] Task<void> send_voice_note(const Script& script);
[[nodiscard]] Task<void> send_video(const Script& script);
/// A contact sends a photo or video of `bytes`: its preview comes over chat, then it is downloaded.
[[nodiscard]] Task<void> receive_media(const Script& script, std::uint32_t bytes);
/// `media_type` is one of CallMedia's.
[[nodiscard]] Task<void> call_contact(const Script& script, std::uint8_t media_type);
[[nodiscard]] Task<void> register_number(const Script& script);
[[nodiscard]] Task<void> load_page(const Script& script);
/// Ends by itself when patience does.
[[nodiscard]] Task<void> make_visit(const Script& script, const Visit& visit);

}  // namespace cordon

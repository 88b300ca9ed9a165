#include "sim/phone/phone.hh"

#include "sim/core/keyed_random.hh"
#include "sim/core/within.hh"
#include "sim/phone/call_line.hh"
#include "sim/phone/media.hh"

namespace cordon {
namespace {

using Kind = ChatMessage::Kind;

bool needs_chat(Function function) {
    return function != Function::registration && function != Function::web_page &&
           function != Function::visit;
}

bool is_call(Function function) {
    return function == Function::voice_call || function == Function::video_call;
}

Task<void> play(Function function, std::uint16_t visit, const Script& script) {
    switch (function) {
        case Function::text:
            return send_text(script);
        case Function::photo_send:
            return send_photo(script);
        case Function::photo_forward:
            return forward_photo(script);
        case Function::photo_receive:
            return receive_media(script, script.sizes().photo_received);
        case Function::voice_note:
            return send_voice_note(script);
        case Function::video_send:
            return send_video(script);
        case Function::video_receive:
            return receive_media(script, script.sizes().video);
        case Function::voice_call:
            return call_contact(script, CallMedia::voice);
        case Function::video_call:
            return call_contact(script, CallMedia::video);
        case Function::registration:
            return register_number(script);
        case Function::web_page:
            return load_page(script);
        case Function::visit:
            return make_visit(script, script.settings->visits[visit]);
    }
    return {};
}

}  // namespace

Phone::Phone(Host& host, const PhoneSettings& settings, AccountId account, AccountId contact)
    : host_(&host),
      settings_(&settings),
      account_(account),
      contact_(contact),
      chat_(host, settings, account, *this) {}

std::uint64_t Phone::next_seed() {
    return KeyedRandom(settings_->seed, "try")
        .mix(static_cast<std::uint64_t>(account_))
        .mix(tries_++)
        .bits();
}

Task<Outcome> Phone::attempt(Function function, std::uint16_t visit) {
    Try attempt(function, host_->now());
    if (function == Function::visit) attempt.visits(visit, settings_->visits[visit].within);
    const Script script{.host = host_,
                        .settings = settings_,
                        .chat = &chat_,
                        .account = account_,
                        .contact = contact_,
                        .attempt = &attempt,
                        .seed = next_seed()};
    if (needs_chat(function)) {
        chat_.start();
        if (!chat_.is_open()) chat_.hurry();
    }
    Time end = host_->now() + attempt.patience(settings_->patience_percent);
    if (is_call(function)) end += call_alive_for + settings_->timings.call_silence;
    Task<void> played = play(function, visit, script);
    if (function == Function::visit) {
        co_await std::move(played);
        co_return attempt.end(host_->now());
    }
    const bool ended = co_await within(host_->scheduler(), end, std::move(played));
    const bool chat_failed = needs_chat(function) && !chat_.is_open();
    if (!ended && !attempt.is_complete() && chat_failed) {
        attempt.met(Stage::chat, chat_.trouble());
    }
    co_return attempt.end(host_->now());
}

void Phone::on_message(const ChatMessage& message) {
    if (message.kind == Kind::media) background_.add(fetch(message));
    if (message.kind == Kind::call) background_.add(take_call(message));
}

Task<void> Phone::fetch(ChatMessage message) {
    Try attempt(Function::photo_receive, host_->now());
    const Script script{.host = host_,
                        .settings = settings_,
                        .chat = &chat_,
                        .account = account_,
                        .contact = message.account,
                        .attempt = &attempt,
                        .seed = next_seed()};
    Task<bool> fetched = download(script, message.text);
    const Time end = host_->now() + patience_for(Function::photo_receive);
    static_cast<void>(co_await within(host_->scheduler(), end, std::move(fetched)));
}

Task<void> Phone::take_call(ChatMessage message) {
    const CallToken token{
        .caller = message.account, .call = message.id, .mine = account_, .other = message.account};
    CallLine line(*host_, settings_->timings, token, message.text, next_seed());
    const Time relay_by = host_->now() + settings_->timings.relay_answer;
    const bool reached = co_await line.reach_a_relay(relay_by);
    co_await Sleep(host_->scheduler(), host_->now() + settings_->timings.rings);
    if (!reached || !chat_.is_open()) co_return;
    ChatMessage accept;
    accept.kind = Kind::accept;
    accept.id = message.id;
    accept.account = message.account;
    chat_.send(accept, settings_->sizes.signal);
    const std::uint8_t media_type = message.bytes == 1 ? CallMedia::video : CallMedia::voice;
    const Time end = host_->now() + call_alive_for;
    static_cast<void>(co_await talk(*host_, settings_->timings, line, media_type, end));
    line.hang_up();
}

}  // namespace cordon

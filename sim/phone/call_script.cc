// Calls: rung up over chat, carried over relays.

#include "sim/phone/call_line.hh"
#include "sim/phone/chat_words.hh"
#include "sim/phone/script.hh"

namespace cordon {
namespace {

using Kind = ChatMessage::Kind;

/// Until the contact takes the call; false: patience or the contact ended it.
Task<bool> wait_for_answer(const Script& script, const Awaited& call, CallLine& line, Time until) {
    while (!call.is_accepted()) {
        if (call.is_over() || script.now() >= until) co_return false;
        line.keep_alive();
        const Time again = std::min(until, script.now() + script.timings().call_keep_alive);
        bool news = true;
        while (news && !call.is_accepted() && !call.is_over()) {
            news = co_await script.chat->news().wait(again);
        }
        line.listen();
    }
    co_return true;
}

void hang_up(const Script& script, std::uint32_t call, CallLine& line) {
    line.hang_up();
    if (!script.chat->is_open()) return;
    ChatMessage message;
    message.kind = Kind::hang_up;
    message.id = call;
    message.account = script.contact;
    script.chat->send(message, script.sizes().signal);
}

void give_up(const Script& script, std::uint32_t call, CallLine& line, Trouble met) {
    hang_up(script, call, line);
    script.attempt->give_up(Stage::call, met);
}

ChatMessage ring_up(const Script& script, std::uint8_t media_type) {
    ChatMessage ring;
    ring.kind = Kind::call;
    ring.id = script.chat->new_id();
    ring.account = script.contact;
    ring.bytes = media_type == CallMedia::video ? 1 : 0;
    return ring;
}

void tell(const Script& script, Talk talked, Time answered) {
    switch (talked) {
        case Talk::lived:
            return script.attempt->call_lived(answered);
        case Talk::dropped:
            return script.attempt->give_up(Stage::call, Trouble::silent);
        case Talk::broken:
            return script.attempt->give_up(Stage::call, Trouble::broken);
    }
}

}  // namespace

Task<void> call_contact(const Script& script, std::uint8_t media_type) {
    const Time until = script.attempt->began() +
                       patience_for(Function::voice_call, script.settings->patience_percent);
    const ChatMessage ring = ring_up(script, media_type);
    Awaited call(*script.chat, ring.id);
    const ChatMessage relays = co_await ask(script, ring, script.sizes().call);

    const CallToken token{
        .caller = script.account, .call = ring.id, .mine = script.account, .other = script.contact};
    CallLine line(*script.host, script.timings(), token, relays.text, script.seed);
    const Time relay_by = std::min(until, script.now() + script.timings().relay_answer);
    const bool reached = co_await line.reach_a_relay(relay_by);
    if (!reached) co_return give_up(script, ring.id, line, Trouble::no_relay);
    const bool taken = co_await wait_for_answer(script, call, line, until);
    if (!taken) co_return give_up(script, ring.id, line, Trouble::unanswered);

    const Time answered = script.now();
    const Talk talked =
        co_await talk(*script.host, script.timings(), line, media_type, answered + call_alive_for);
    hang_up(script, ring.id, line);
    tell(script, talked, answered);
}

}  // namespace cordon

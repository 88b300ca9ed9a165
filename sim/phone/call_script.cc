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

}  // namespace

Task<void> call_contact(const Script& script, std::uint8_t media_type) {
    const Time until = script.attempt->began() +
                       patience_for(Function::voice_call, script.settings->patience_percent);
    ChatMessage ring;
    ring.kind = Kind::call;
    ring.id = script.chat->new_id();
    ring.account = script.contact;
    ring.bytes = media_type == CallMedia::video ? 1 : 0;
    Awaited call(*script.chat, ring.id);
    const ChatMessage relays = co_await ask(script, ring, script.sizes().call);

    const CallToken token{
        .caller = script.account, .call = ring.id, .mine = script.account, .other = script.contact};
    CallLine line(*script.host, script.timings(), token, relays.text, script.seed);
    const Time relay_by = std::min(until, script.now() + script.timings().relay_answer);
    const bool reached = co_await line.reach_a_relay(relay_by);
    if (!reached) {
        hang_up(script, ring.id, line);
        script.attempt->give_up(Stage::call, Trouble::no_relay);
        co_return;
    }
    const bool taken = co_await wait_for_answer(script, call, line, until);
    if (!taken) {
        hang_up(script, ring.id, line);
        script.attempt->give_up(Stage::call, Trouble::unanswered);
        co_return;
    }
    const Time answered = script.now();
    const Talk talked =
        co_await talk(*script.host, script.timings(), line, media_type, answered + call_alive_for);
    hang_up(script, ring.id, line);
    switch (talked) {
        case Talk::lived:
            script.attempt->call_lived(answered);
            break;
        case Talk::dropped:
            script.attempt->give_up(Stage::call, Trouble::silent);
            break;
        case Talk::broken:
            script.attempt->give_up(Stage::call, Trouble::broken);
            break;
    }
}

}  // namespace cordon

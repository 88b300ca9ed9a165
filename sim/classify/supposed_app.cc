#include "sim/classify/supposed_app.hh"

#include "sim/classify/whatsapp_addresses.hh"

namespace cordon {

void suppose_app(const ClassifyState& state, const FlowState& flow, FactWriter& facts) {
    if (state.hint != App::none) {
        facts.set_app(state.hint, state.hint_why);
    } else if (is_whatsapp_chat_server(flow.server(), flow.server_port())) {
        facts.set_app(App::whatsapp_chat, AppWhy::address);
    }
    facts.absent_rest();
}

}  // namespace cordon

#include "sim/phone/chat_session.hh"

namespace cordon {

using Kind = ChatMessage::Kind;

Awaited::Awaited(ChatSession& session, std::uint32_t id, MediaId media)
    : session_(&session), next_(session.awaited_), id_(id), media_(media) {
    session.awaited_ = this;
}

Awaited::~Awaited() {
    Awaited** at = &session_->awaited_;
    while (*at != this) at = &(*at)->next_;
    *at = next_;
}

bool Awaited::wants(const ChatMessage& message) const {
    switch (message.kind) {
        case Kind::taken:
        case Kind::confirmed:
        case Kind::upload_to:
        case Kind::duplicate:
        case Kind::servers_are:
        case Kind::relays:
        case Kind::accept:
        case Kind::hang_up:
            return id_ != 0 && message.id == id_;
        case Kind::media:
            return media_ != MediaId::none && message.media == media_;
        case Kind::login:
        case Kind::welcome:
        case Kind::denied:
        case Kind::ping:
        case Kind::pong:
        case Kind::text:
        case Kind::heard:
        case Kind::may_upload:
        case Kind::media_servers:
        case Kind::send_me:
        case Kind::call:
        case Kind::housekeeping:
            return false;
    }
    return false;
}

void Awaited::take(const ChatMessage& message) {
    if (message.kind == Kind::taken) {
        taken_ = true;
    } else if (message.kind == Kind::confirmed) {
        taken_ = confirmed_ = true;
    } else if (message.kind == Kind::accept) {
        accepted_ = true;
    } else if (message.kind == Kind::hang_up) {
        over_ = true;
    } else {
        answer_ = message;
    }
}

}  // namespace cordon

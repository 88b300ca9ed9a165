#include "sim/phone/outcome.hh"

namespace cordon {

std::string_view to_text(Stage stage) {
    switch (stage) {
        case Stage::none:
            return "";
        case Stage::chat:
            return "chat";
        case Stage::upload:
            return "upload";
        case Stage::download:
            return "download";
        case Stage::call:
            return "call";
        case Stage::registration:
            return "registration";
        case Stage::web:
            return "web";
    }
    return "";
}

std::string_view to_text(Trouble trouble) {
    switch (trouble) {
        case Trouble::none:
            return "";
        case Trouble::no_name:
            return "no such name";
        case Trouble::timed_out:
            return "timed out";
        case Trouble::refused:
            return "refused";
        case Trouble::unreachable:
            return "unreachable";
        case Trouble::reset:
            return "reset";
        case Trouble::closed:
            return "closed";
        case Trouble::silent:
            return "silent";
        case Trouble::garbled:
            return "garbled";
        case Trouble::denied:
            return "denied";
        case Trouble::slow:
            return "slow";
        case Trouble::delayed:
            return "delayed";
        case Trouble::broken:
            return "broken up";
        case Trouble::no_relay:
            return "no relay";
        case Trouble::unanswered:
            return "unanswered";
    }
    return "";
}

std::string to_text(Why why) {
    std::string text(to_text(why.stage));
    if (why.stage != Stage::none && why.trouble != Trouble::none) text += ": ";
    return text += to_text(why.trouble);
}

std::string_view to_text(Outcome::Kind kind) {
    switch (kind) {
        case Outcome::Kind::waiting:
            return "waiting";
        case Outcome::Kind::sent:
            return "sent";
        case Outcome::Kind::delivered:
            return "delivered";
        case Outcome::Kind::preview_only:
            return "preview only";
        case Outcome::Kind::gave_up:
            return "gave up";
    }
    return "";
}

}  // namespace cordon

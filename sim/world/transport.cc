#include "sim/world/transport.hh"

namespace cordon {

std::string_view to_text(NetFailure failure) {
    switch (failure) {
        case NetFailure::timed_out:
            return "timed out";
        case NetFailure::refused:
            return "refused";
        case NetFailure::reset:
            return "reset";
        case NetFailure::unreachable:
            return "unreachable";
        case NetFailure::no_such_name:
            return "no such name";
        case NetFailure::server_failed:
            return "server failed";
    }
    return "";
}

}  // namespace cordon

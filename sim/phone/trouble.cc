#include "sim/phone/trouble.hh"

namespace cordon {

Trouble trouble_of(NetFailure failure) {
    switch (failure) {
        case NetFailure::timed_out:
            return Trouble::timed_out;
        case NetFailure::refused:
            return Trouble::refused;
        case NetFailure::reset:
            return Trouble::reset;
        case NetFailure::unreachable:
            return Trouble::unreachable;
        case NetFailure::no_such_name:
        case NetFailure::server_failed:
            return Trouble::no_name;
    }
    return Trouble::none;
}

Trouble trouble_of(StreamEnd end) {
    switch (end) {
        case StreamEnd::none:
            return Trouble::none;
        case StreamEnd::silent:
            return Trouble::silent;
        case StreamEnd::reset:
            return Trouble::reset;
        case StreamEnd::closed:
            return Trouble::closed;
        case StreamEnd::garbled:
            return Trouble::garbled;
    }
    return Trouble::none;
}

}  // namespace cordon

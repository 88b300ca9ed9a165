#include "sim/report/event.hh"

namespace cordon {

std::string_view to_text(Act act) {
    switch (act) {
        case Act::none:
            return "pass";
        case Act::drop:
            return "drop";
        case Act::police:
            return "police";
        case Act::queue_full:
            return "queue-full";
        case Act::delay:
            return "delay";
        case Act::lose:
            return "lose";
        case Act::inject_reset:
            return "inject-reset";
        case Act::inject_dns:
            return "inject-dns";
        case Act::inject_page:
            return "inject-page";
        case Act::after_kill:
            return "after-kill";
    }
    return "";
}

std::string_view to_text(FlowEnd end) {
    switch (end) {
        case FlowEnd::idle:
            return "idle";
        case FlowEnd::closed:
            return "closed";
        case FlowEnd::replaced:
            return "replaced";
        case FlowEnd::evicted:
            return "evicted";
        case FlowEnd::end_of_run:
            return "end-of-run";
    }
    return "";
}

}  // namespace cordon

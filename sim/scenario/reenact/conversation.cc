#include "sim/scenario/reenact/conversation.hh"

namespace cordon {

std::string_view to_text(Recorded recorded) {
    switch (recorded) {
        case Recorded::whole:
            return "whole";
        case Recorded::ended_early:
            return "ended early";
        case Recorded::with_holes:
            return "with holes";
        case Recorded::mid_flow:
            return "mid-flow";
        case Recorded::one_sided:
            return "one-sided";
        case Recorded::group:
            return "group address";
    }
    return "";
}

}  // namespace cordon

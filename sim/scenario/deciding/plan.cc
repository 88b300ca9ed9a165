#include "sim/scenario/deciding/plan.hh"

namespace cordon {

std::string_view to_text(DecidingProbe::Does does) {
    switch (does) {
        case DecidingProbe::Does::connect:
            return "connect";
        case DecidingProbe::Does::greet:
            return "greet";
        case DecidingProbe::Does::upload:
            return "upload";
        case DecidingProbe::Does::download:
            return "download";
        case DecidingProbe::Does::attempt:
            return "attempt";
    }
    return "";
}

}  // namespace cordon

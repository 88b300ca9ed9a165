#include "tools/cordon/ending.hh"

#include "tools/cordon/console.hh"

namespace cordon {

ExitStatus tell_limits(const WallLimits& limits) {
    for (const std::string& phrase : limit_phrases(limits)) complain(phrase);
    return limits.any() ? ExitStatus::ended_early : ExitStatus::done;
}

ExitStatus tell_how_it_ended(const CaptureReader& reader, const WallLimits& limits) {
    ExitStatus status = ExitStatus::done;
    for (const CaptureFacts& input : reader.facts()) {
        if (!input.ended_early) continue;
        complain(Error{.what = *input.ended_early + "; everything before it was used",
                       .where = input.path});
        status = ExitStatus::ended_early;
    }
    return tell_limits(limits) == ExitStatus::done ? status : ExitStatus::ended_early;
}

}  // namespace cordon

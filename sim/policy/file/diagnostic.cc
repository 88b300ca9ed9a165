#include "sim/policy/file/diagnostic.hh"

namespace cordon {

std::string to_text(const Diagnostic& diagnostic) {
    std::string place = diagnostic.where.empty() ? "" : diagnostic.where + ": ";
    switch (diagnostic.severity) {
        case Severity::error:
            return place + diagnostic.what;
        case Severity::warning:
            return place + "warning: " + diagnostic.what;
        case Severity::note:
            return place + "note: " + diagnostic.what;
    }
    return place;
}

}  // namespace cordon

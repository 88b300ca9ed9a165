#include "sim/policy/file/findings.hh"

#include <algorithm>
#include <utility>

namespace cordon {

void Findings::add(Severity severity, SourcePlace at, std::string what) {
    if (severity == Severity::error) ++errors_;
    if (findings_.size() >= most) {
        ++left_out_;
        return;
    }
    findings_.push_back({.severity = severity, .at = at, .what = std::move(what)});
}

void Findings::add_all(const Findings& others) {
    for (const Finding& finding : others.findings_) {
        add(finding.severity, finding.at, finding.what);
    }
    left_out_ += others.left_out_;
}

std::vector<Diagnostic> Findings::all_errors() const {
    return sorted(Which::errors);
}

std::vector<Diagnostic> Findings::all_warnings() const {
    return sorted(Which::others);
}

std::vector<Diagnostic> Findings::sorted(Which which) const {
    std::vector<Finding> chosen;
    for (const Finding& finding : findings_) {
        if ((finding.severity == Severity::error) == (which == Which::errors)) {
            chosen.push_back(finding);
        }
    }
    const auto place = [](const Finding& finding) {
        const std::size_t file = finding.at.source == nullptr ? 0 : finding.at.source->order();
        return std::pair(file, finding.at.offset);
    };
    std::stable_sort(chosen.begin(), chosen.end(),
                     [&](const Finding& a, const Finding& b) { return place(a) < place(b); });
    std::vector<Diagnostic> out;
    for (Finding& finding : chosen) {
        const Source* source = finding.at.source;
        out.push_back({.severity = finding.severity,
                       .what = std::move(finding.what),
                       .where = source == nullptr ? "" : source->where(finding.at.offset)});
    }
    if (left_out_ > 0) {
        out.push_back({.severity = which == Which::errors ? Severity::error : Severity::note,
                       .what = std::to_string(left_out_) + " further findings are not shown",
                       .where = ""});
    }
    return out;
}

}  // namespace cordon

#include "sim/report/csv.hh"

#include "sim/report/safe_text.hh"

namespace cordon {

void append_csv(std::string& out, std::string_view field) {
    if (!out.empty() && out.back() != '\n') out += ',';
    const std::string safe = safe_text(field);
    if (safe.find_first_of(",\"") == std::string::npos) {
        out += safe;
        // An empty first field would leave no trace for the comma of the next.
        if (safe.empty()) out += "\"\"";
        return;
    }
    out += '"';
    for (const char c : safe) {
        if (c == '"') out += '"';
        out += c;
    }
    out += '"';
}

}  // namespace cordon

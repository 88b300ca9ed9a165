#include "sim/report/comment.hh"

#include "sim/report/json_text.hh"

namespace cordon {

void write_comment(std::string& out, std::string_view rule, Act act, std::string_view detail) {
    out.clear();
    if (act == Act::none) return;
    append_json_escaped(out, rule);
    out += ": ";
    out += to_text(act);
    if (!detail.empty()) {
        out += ", ";
        append_json_escaped(out, detail);
    }
}

void write_comment(std::string& out, std::string_view rule, const Departure& departure) {
    write_comment(out, rule, departure.act, held_detail(departure.held));
}

std::string held_detail(Duration held) {
    if (held.count() <= 0) return {};
    std::string fraction = std::to_string(held.count() % ns_per_s);
    fraction.insert(0, 9 - fraction.size(), '0');
    std::string text = "held ";
    text += std::to_string(held.count() / ns_per_s);
    text += '.';
    text += fraction;
    text += " s";
    return text;
}

}  // namespace cordon

#include "sim/scenario/telling/told.hh"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <cmath>
#include <set>

namespace cordon {

const Observation& Told::row(const Report& report) const {
    const auto found = std::find_if(observations.rows.begin(), observations.rows.end(),
                                    [&](const Observation& each) { return each.id == report.id; });
    assert(found != observations.rows.end());
    return *found;
}

std::vector<double> Told::likely_turns(std::size_t candidate, std::size_t wave) const {
    std::vector<double> turns;
    const std::vector<ModelDial>& dials = candidates[candidate].waves[wave].dials;
    for (std::size_t i = 0; i < dials.size(); ++i) {
        if (dials[i].is == ModelDial::Is::unevenness) continue;
        turns.push_back(reckoning.likely_turns[candidate][wave][i]);
    }
    return turns;
}

std::string fixed(double value, int digits) {
    std::array<char, 64> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value,
                                   std::chars_format::fixed, digits);
    const std::string number{text.data(), end.ptr};
    const bool is_nothing = number.find_first_not_of("-0.") == number.npos;
    return is_nothing && number[0] == '-' ? number.substr(1) : number;
}

std::string percent(double share) {
    double whole = std::floor(share * 100 + 0.5);
    if (share > 0) whole = std::max(whole, 1.0);
    if (share < 1) whole = std::min(whole, 99.0);
    return fixed(whole, 0) + "%";
}

HowMany scored(const Reports& reports) {
    HowMany many;
    std::set<std::size_t> voices;
    for (const Report& row : reports.rows) {
        if (row.use != ReportUse::fit || !row.wave) continue;
        ++many.rows;
        voices.insert(row.origin);
    }
    many.voices = voices.size();
    return many;
}

}  // namespace cordon

#include "sim/scenario/candidate/candidate.hh"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "sim/scenario/reckoning/exact_math.hh"

namespace cordon {
namespace {

std::int64_t between(const Dial& dial, double turn) {
    const double from = static_cast<double>(dial.from), to = static_cast<double>(dial.to);
    if (turn <= 0) return dial.from;
    if (turn >= 1) return dial.to;
    const double value = dial.prior == Dial::Prior::even
                             ? from + (to - from) * turn
                             : from * exact_exp2(turn * exact_log2(to / from));
    return static_cast<std::int64_t>(std::floor(value + 0.5));
}

/// A whole number of `parts` parts of a unit, in that unit: 1,234,500 of 10,000 is 123.45.
std::string decimal(std::int64_t value, std::int64_t parts) {
    std::string text = std::to_string(value / parts);
    std::string rest = std::to_string(value % parts + parts).substr(1);
    rest.erase(rest.find_last_not_of('0') + 1);
    return rest.empty() ? text : text + "." + rest;
}

/// Long times in whole seconds, which is what some settings take.
std::string duration_text(std::int64_t ns) {
    constexpr std::int64_t long_ns = 10 * ns_per_s;
    if (ns < long_ns) return std::to_string(ns) + " ns";
    return std::to_string((ns + ns_per_s / 2) / ns_per_s) + " s";
}

/// The rule, or the `$` and name of the set, that a setting is of.
std::string_view whose(std::string_view setting) {
    return setting.substr(0, setting.find('.'));
}

/// Whether a setting turns its rule off, or empties its pool.
bool makes_idle(std::string_view setting) {
    const std::string_view what = setting.substr(whose(setting).size());
    return what == ".chance=0%" || what == ".covers=0%";
}

}  // namespace

bool Dial::turns_in(std::string_view wave) const {
    return waves.empty() || std::find(waves.begin(), waves.end(), wave) != waves.end();
}

bool Dial::says_when() const {
    return !moves.empty() && std::all_of(moves.begin(), moves.end(), [](const std::string& path) {
        return path.ends_with(".chance") || path == "world.servers.silent";
    });
}

std::string Dial::value_at(double turn) const {
    const std::int64_t value = between(*this, turn);
    switch (quantity) {
        case Quantity::count:
            return std::to_string(value);
        case Quantity::size:
            return std::to_string(value) + " B";
        case Quantity::duration:
            return duration_text(value);
        case Quantity::rate:
            return std::to_string(value) + " bit/s";
        case Quantity::decimal:
            return decimal(value, 1000);
        case Quantity::share:
            return decimal(value, 10'000) + "%";
    }
    return {};
}

std::vector<ModelDial> Candidate::model_dials(std::string_view wave) const {
    std::vector<ModelDial> model;
    for (const Dial& dial : dials) {
        if (dial.turns_in(wave)) model.push_back({.name = dial.name, .is = dial.is});
    }
    return model;
}

std::vector<std::string> Candidate::put_in() const {
    std::vector<std::string> ids;
    for (const auto& [part, rows] : written_from) ids.insert(ids.end(), rows.begin(), rows.end());
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

std::string setting_text(std::string_view setting, std::string_view value) {
    std::string text(setting);
    text += '=';
    text += value;
    return text;
}

Settings settings_at(const Candidate& candidate, std::string_view wave,
                     const std::vector<double>& turns) {
    Settings settings;
    std::size_t axis = 0;
    for (const Dial& dial : candidate.dials) {
        if (dial.is == ModelDial::Is::unevenness || !dial.turns_in(wave)) continue;
        assert(axis < turns.size());
        const std::string value = dial.value_at(turns[axis++]);
        for (const std::string& path : dial.moves) {
            if (path.starts_with(world_prefix)) {
                settings.world.push_back(setting_text(path.substr(world_prefix.size()), value));
            } else {
                settings.policy.push_back(setting_text(path, value));
            }
        }
    }
    return settings;
}

Settings without_idle(Settings settings) {
    std::vector<std::string> idle, kept;
    for (const std::string& setting : settings.policy) {
        if (makes_idle(setting)) idle.emplace_back(whose(setting));
    }
    for (std::string& setting : settings.policy) {
        const bool of_idle = std::find(idle.begin(), idle.end(), whose(setting)) != idle.end();
        if (!of_idle || makes_idle(setting)) kept.push_back(std::move(setting));
    }
    settings.policy = std::move(kept);
    return settings;
}

}  // namespace cordon

#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sim/policy/file/quantity.hh"
#include "sim/scenario/reckoning/candidate_model.hh"

namespace cordon {

/// A number of a candidate that no source gives, with its range and what is held likely in it
/// before the reports are heard.
struct Dial {
    enum class Prior : std::uint8_t { even, even_in_log };

    std::string name;
    ModelDial::Is is = ModelDial::Is::strength;
    /// The settings that it moves together, as `--set` names them: `RULE.SETTING`, `$SET.SETTING`;
    /// or `world.SETTING`, which is the scenario's. None of unevenness.
    std::vector<std::string> moves;
    Quantity quantity = Quantity::share;
    std::int64_t from = 0, to = 0;  // in the quantity's base unit; `to` is the larger
    Prior prior = Prior::even;
    std::vector<std::string> waves;  // in which it is turned; empty: in all

    [[nodiscard]] bool turns_in(std::string_view wave) const;
    /// It moves nothing but when, and for whom, the wall acts: the chance of rules, silent hours.
    [[nodiscard]] bool says_when() const;
    /// The value at a turn of 0 to 1, as policies write it: "35%", "64000 bit/s". Requires: not
    /// unevenness.
    [[nodiscard]] std::string value_at(double turn) const;
};

/// A candidate wall of a case: a policy, or for some null walls none, with dials.
struct Candidate {
    std::string name, about;
    std::string path;  // of its file
    /// All files that were read for it, by path, as they were then: what is played, whatever
    /// becomes of the disk meanwhile.
    std::map<std::string, std::string, std::less<>> texts;
    bool null_wall = false;  // no wall that looks at what is sent
    std::vector<Dial> dials;
    /// Rules and phases, with the ids of the rows from which they were written.
    std::map<std::string, std::vector<std::string>, std::less<>> written_from;

    /// The dials that are turned in a wave, as the reckoning sees them, in their order.
    [[nodiscard]] std::vector<ModelDial> model_dials(std::string_view wave) const;
    /// The ids of all rows from which some part was written.
    [[nodiscard]] std::vector<std::string> put_in() const;
};

/// What a candidate sets in a wave, ready for `--set` and for the scenario.
struct Settings {
    std::vector<std::string> policy;  // "RULE.SETTING=VALUE"
    std::vector<std::string> world;   // "SETTING=VALUE", without the `world.` before it

    friend bool operator==(const Settings&, const Settings&) = default;
};

/// The settings where the dials that have an axis in tables (all but unevenness) are turned so, in
/// the order of model_dials(). Requires: as many turns.
[[nodiscard]] Settings settings_at(const Candidate& candidate, std::string_view wave,
                                   const std::vector<double>& turns);

/// The settings without those that can have no effect: of a rule whose chance they make 0%, and of
/// a pool of which they have nothing covered, all others. What is left is simulated alike.
[[nodiscard]] Settings without_idle(Settings settings);

/// "SETTING=VALUE".
[[nodiscard]] std::string setting_text(std::string_view setting, std::string_view value);

/// Begins what a scenario, not a policy, is told.
inline constexpr std::string_view world_prefix = "world.";

}  // namespace cordon

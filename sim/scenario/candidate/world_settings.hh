#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/rate.hh"

namespace cordon {

/// What a dial may move in the world of a scenario, for null walls that are no policy.
struct WorldSettings {
    /// Share of packets lost on the way to the phones, on top of what the ways lose.
    Share loss_down{};
    /// Share of hours in which the messenger's servers answer nobody.
    Share servers_silent{};

    friend bool operator==(const WorldSettings&, const WorldSettings&) = default;
};

/// The names of the settings: "loss.down".
[[nodiscard]] std::vector<std::string_view> world_setting_names();

/// Reads "SETTING=VALUE" as settings_at() makes them. None when one is unknown or refuses its
/// value: a share of at most 100%.
[[nodiscard]] std::optional<WorldSettings> world_settings(const std::vector<std::string>& settings);

}  // namespace cordon

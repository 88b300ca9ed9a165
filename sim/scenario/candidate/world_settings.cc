#include "sim/scenario/candidate/world_settings.hh"

#include <algorithm>
#include <array>
#include <cstdint>

#include "sim/policy/file/quantity.hh"

namespace cordon {
namespace {

struct Known {
    std::string_view name;
    Share WorldSettings::*member;
};
constexpr std::array known{Known{"loss.down", &WorldSettings::loss_down},
                           Known{"servers.silent", &WorldSettings::servers_silent}};
constexpr std::int64_t all = 1'000'000;  // millionths

bool set(const std::string& setting, WorldSettings& settings) {
    const std::size_t equals = setting.find('=');
    if (equals == std::string::npos) return false;
    const auto* const found = std::find_if(known.begin(), known.end(), [&](const Known& each) {
        return each.name == std::string_view(setting).substr(0, equals);
    });
    const auto share = parse_quantity(setting.substr(equals + 1), Quantity::share);
    if (found == known.end() || !share || *share < 0 || *share > all) return false;
    settings.*(found->member) = Share{static_cast<std::uint32_t>(*share)};
    return true;
}

}  // namespace

std::vector<std::string_view> world_setting_names() {
    std::vector<std::string_view> names;
    names.reserve(known.size());
    for (const Known& each : known) names.push_back(each.name);
    return names;
}

std::optional<WorldSettings> world_settings(const std::vector<std::string>& settings) {
    WorldSettings read;
    for (const std::string& setting : settings) {
        if (!set(setting, read)) return std::nullopt;
    }
    return read;
}

}  // namespace cordon

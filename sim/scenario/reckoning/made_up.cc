#include "sim/scenario/reckoning/made_up.hh"

#include "sim/core/keyed_random.hh"

namespace cordon {
namespace {

/// Uniform in [0, 1), from 53 bits.
double unit(const KeyedRandom& draw) {
    return static_cast<double>(draw.bits() >> 11U) * 0x1p-53;
}

/// The index that a number in [0, 1) falls on among chances that sum to 1.
std::size_t pick(std::span<const double> chances, double at) {
    for (std::size_t i = 0; i + 1 < chances.size(); ++i) {
        at -= chances[i];
        if (at < 0) return i;
    }
    return chances.size() - 1;
}

enum class What : std::uint64_t { setting = 1, level, status };

}  // namespace

ReportMaker::ReportMaker(const CandidateFit& fit, const Reports& reports,
                         std::span<const Status> said, std::uint64_t seed)
    : fit_(&fit), reports_(&reports), seed_(seed) {
    for (const WaveFit& wave : fit.waves) weights_.push_back(wave.weights(said));
}

std::vector<Status> ReportMaker::make(std::string_view purpose, std::uint64_t k) const {
    KeyedRandom draws(seed_, purpose);
    draws.mix(as_bytes(fit_->name)).mix(k);
    const auto draw = [&draws](What what, std::uint64_t wave, std::uint64_t which) {
        KeyedRandom one = draws;
        return one.mix(static_cast<std::uint64_t>(what)).mix(wave).mix(which);
    };
    std::vector<std::size_t> settings;
    for (std::size_t wave = 0; wave < weights_.size(); ++wave) {
        settings.push_back(pick(weights_[wave], unit(draw(What::setting, wave, 0))));
    }
    std::vector<Status> said = statuses_of(*reports_);
    for (std::size_t i = 0; i < said.size(); ++i) {
        const Report& row = reports_->rows[i];
        if (!row.wave || *row.wave >= settings.size()) continue;
        // Places share a level; a report of the whole country meets some place.
        const std::uint64_t whose = row.place ? *row.place : reports_->places.size() + i;
        const std::size_t level = draw(What::level, *row.wave, whose).below(spread_levels);
        const StatusChances& chances =
            fit_->waves[*row.wave].design().chances(settings[*row.wave], level, i);
        said[i] = static_cast<Status>(pick(chances, unit(draw(What::status, *row.wave, i))));
    }
    return said;
}

}  // namespace cordon

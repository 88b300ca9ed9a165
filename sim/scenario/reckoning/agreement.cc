#include "sim/scenario/reckoning/agreement.hh"

#include <algorithm>
#include <utility>

#include "sim/scenario/reckoning/made_up.hh"

namespace cordon {
namespace {

/// What one row looks like over all settings, each with its weight.
struct Outlook {
    StatusChances chances{};
    std::vector<std::pair<double, double>> shares;  // with weights
};

Outlook outlook_of(const WaveFit& fit, const std::vector<double>& weights, std::size_t row,
                   const Report& report, std::span<const Status> said,
                   std::optional<std::size_t> left_out) {
    Outlook outlook;
    for (std::size_t point = 0; point < weights.size(); ++point) {
        const auto levels = fit.levels(point, report.place, said, left_out);
        for (std::size_t level = 0; level < spread_levels; ++level) {
            const double weight = weights[point] * levels[level];
            const StatusChances& chances = fit.design().chances(point, level, row);
            for (std::size_t i = 0; i < status_count; ++i) {
                outlook.chances[i] += weight * chances[i];
            }
            outlook.shares.emplace_back(fit.design().share(point, level, row), weight);
        }
    }
    return outlook;
}

/// The share below which this much of the weight lies.
double quantile(std::vector<std::pair<double, double>>& shares, double part) {
    std::sort(shares.begin(), shares.end());
    double sum = 0;
    for (const auto& [share, weight] : shares) {
        sum += weight;
        if (sum >= part) return share;
    }
    return shares.empty() ? 0 : shares.back().first;
}

Status likeliest(const StatusChances& chances) {
    const auto* const most = std::max_element(chances.begin(), chances.end());
    return static_cast<Status>(most - chances.begin());
}

bool names(const std::vector<std::string>& ids, const std::string& id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

/// How often made-up sets say what was reported, by row.
std::vector<double> expected_shares(const CandidateFit& fit, const Reports& reports,
                                    std::span<const Status> said, std::uint32_t sets,
                                    std::uint64_t seed) {
    const ReportMaker maker(fit, reports, said, seed);
    std::vector<double> shares(said.size());
    for (std::uint32_t k = 0; k < sets; ++k) {
        const std::vector<Status> made = maker.make("expected", k);
        for (std::size_t i = 0; i < said.size(); ++i) {
            if (made[i] == said[i]) shares[i] += 1;
        }
    }
    for (double& share : shares) share /= static_cast<double>(sets);
    return shares;
}

}  // namespace

std::string_view to_text(CameToAgree how) {
    switch (how) {
        case CameToAgree::disagrees:
            return "disagrees";
        case CameToAgree::put_in:
            return "put in";
        case CameToAgree::follows:
            return "follows";
        case CameToAgree::left_out:
            return "left out";
    }
    return "";
}

namespace {

/// The settings of each wave, weighed by the reports and by all but one origin's; each is worked
/// out once, when it is first asked for.
class Weighed {
public:
    Weighed(const CandidateFit& fit, std::span<const Status> said, std::size_t origins)
        : fit_(&fit), said_(said), without_(fit.waves.size()) {
        for (const WaveFit& wave : fit.waves) heard_.push_back(wave.weights(said));
        for (auto& wave : without_) wave.resize(origins);
    }
    [[nodiscard]] const std::vector<double>& heard(std::size_t wave) const { return heard_[wave]; }
    [[nodiscard]] const std::vector<double>& without(std::size_t wave, std::size_t origin) {
        auto& weights = without_[wave][origin];
        if (!weights) weights = fit_->waves[wave].weights(said_, origin);
        return *weights;
    }

private:
    const CandidateFit* fit_;
    std::span<const Status> said_;
    std::vector<std::vector<double>> heard_;
    std::vector<std::vector<std::optional<std::vector<double>>>> without_;
};

/// A row's outlook once all is heard, and without its origin.
struct Outlooks {
    Outlook heard, without;
};

CameToAgree way_of(const Outlooks& outlooks, const CandidateModel& model, const Report& row) {
    const bool left_out = likeliest(outlooks.without.chances) == row.said;
    if (!left_out && likeliest(outlooks.heard.chances) != row.said) return CameToAgree::disagrees;
    if (names(model.put_in, row.id)) return CameToAgree::put_in;
    return left_out ? CameToAgree::left_out : CameToAgree::follows;
}

/// Asks the candidate of each fitted or held-out row of a wave.
template <typename Told>
void ask_rows(const CandidateFit& fit, const Reports& reports, std::span<const Status> said,
              const Told& told) {
    Weighed weighed(fit, said, reports.origins.size());
    for (std::size_t i = 0; i < reports.rows.size(); ++i) {
        const Report& row = reports.rows[i];
        const bool asked = row.use == ReportUse::fit || row.use == ReportUse::held_out;
        if (!asked || !row.wave || *row.wave >= fit.waves.size()) continue;
        const WaveFit& wave = fit.waves[*row.wave];
        told(i, Outlooks{.heard = outlook_of(wave, weighed.heard(*row.wave), i, row, said, {}),
                         .without = outlook_of(wave, weighed.without(*row.wave, row.origin), i, row,
                                               said, row.origin)});
    }
}

}  // namespace

std::vector<Agreement> agreement_of(const CandidateModel& model, const CandidateFit& fit,
                                    const Reports& reports, std::uint32_t sets,
                                    std::uint64_t seed) {
    const std::vector<Status> said = statuses_of(reports);
    const std::vector<double> expected = expected_shares(fit, reports, said, sets, seed);
    std::vector<Agreement> agreements;
    ask_rows(fit, reports, said, [&](std::size_t row, Outlooks outlooks) {
        agreements.push_back({.row = row,
                              .how = way_of(outlooks, model, reports.rows[row]),
                              .low = quantile(outlooks.heard.shares, 0.05),
                              .high = quantile(outlooks.heard.shares, 0.95),
                              .left_out = outlooks.without.chances,
                              .expected = expected[row]});
    });
    return agreements;
}

std::vector<CameToAgree> ways_of_agreement(const CandidateModel& model, const CandidateFit& fit,
                                           const Reports& reports) {
    std::vector<CameToAgree> ways;
    ask_rows(fit, reports, statuses_of(reports), [&](std::size_t row, const Outlooks& outlooks) {
        ways.push_back(way_of(outlooks, model, reports.rows[row]));
    });
    return ways;
}

}  // namespace cordon

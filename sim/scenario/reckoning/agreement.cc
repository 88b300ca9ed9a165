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

std::vector<Agreement> agreement_of(const CandidateModel& model, const CandidateFit& fit,
                                    const Reports& reports, std::uint32_t sets,
                                    std::uint64_t seed) {
    const std::vector<Status> said = statuses_of(reports);
    const std::vector<double> expected = expected_shares(fit, reports, said, sets, seed);
    std::vector<std::vector<double>> weights;
    for (const WaveFit& wave : fit.waves) weights.push_back(wave.weights(said));
    std::vector<Agreement> agreements;
    for (std::size_t i = 0; i < reports.rows.size(); ++i) {
        const Report& row = reports.rows[i];
        const bool asked = row.use == ReportUse::fit || row.use == ReportUse::held_out;
        if (!asked || !row.wave || *row.wave >= fit.waves.size()) continue;
        const WaveFit& wave = fit.waves[*row.wave];
        Outlook heard = outlook_of(wave, weights[*row.wave], i, row, said, {});
        const Outlook without =
            outlook_of(wave, wave.weights(said, row.origin), i, row, said, row.origin);
        Agreement agreement{.row = i,
                            .low = quantile(heard.shares, 0.05),
                            .high = quantile(heard.shares, 0.95),
                            .left_out = without.chances,
                            .expected = expected[i]};
        if (likeliest(without.chances) == row.said) {
            agreement.how = CameToAgree::left_out;
        } else if (likeliest(heard.chances) == row.said) {
            agreement.how = CameToAgree::follows;
        }
        if (agreement.how != CameToAgree::disagrees && names(model.put_in, row.id)) {
            agreement.how = CameToAgree::put_in;
        }
        agreements.push_back(agreement);
    }
    return agreements;
}

}  // namespace cordon

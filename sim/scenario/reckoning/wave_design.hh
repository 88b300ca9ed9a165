#pragma once

#include <cstddef>
#include <vector>

#include "sim/scenario/reckoning/candidate_model.hh"
#include "sim/scenario/reckoning/chances.hh"
#include "sim/scenario/reckoning/reports.hh"
#include "sim/scenario/reckoning/spread.hh"

namespace cordon {

/// One wave of a candidate at every setting that is tried: what each report would say, at each
/// level of the spread. The settings are a fixed design, the crossings of 9 turns of each dial of
/// strength (both ends included: off and complete are real walls), 3 of unevenness and 5 of the
/// mechanism's own, all equally likely before the reports are heard. A fixed design rather than
/// draws: with at most four dials it is small, the same for every candidate, set of reports and
/// machine, and adds no noise to differences of scores.
class WaveDesign {
public:
    WaveDesign(const WaveModel& model, const Reports& reports, std::size_t wave);

    [[nodiscard]] std::size_t points() const { return turns_.size(); }
    /// How far each dial is turned there, in the order of the model's dials.
    [[nodiscard]] const std::vector<double>& turns(std::size_t point) const {
        return turns_[point];
    }
    /// The share of tries that succeed, and the chances of what report `row` says of it, error
    /// included. Requires: the row is of this wave.
    [[nodiscard]] double share(std::size_t point, std::size_t level, std::size_t row) const {
        return shares_[cell(point, level, row)];
    }
    [[nodiscard]] const StatusChances& chances(std::size_t point, std::size_t level,
                                               std::size_t row) const {
        return chances_[cell(point, level, row)];
    }

private:
    /// Rows that ask for the same probe, m and e share a slot.
    struct Slot {
        std::size_t probe = 0;
        std::uint32_t tries = 0;
        double wrong = 0;
        friend bool operator==(const Slot&, const Slot&) = default;
    };
    [[nodiscard]] std::size_t cell(std::size_t point, std::size_t level, std::size_t row) const {
        return (point * spread_levels + level) * slots_.size() + slot_of_row_[row];
    }
    void lay_out(const WaveModel& model);
    void fill(const WaveModel& model, std::size_t point);

    std::vector<std::vector<double>> turns_;
    std::vector<Slot> slots_;
    std::vector<std::size_t> slot_of_row_;  // by row of the reports
    std::vector<double> shares_;
    std::vector<StatusChances> chances_;
};

}  // namespace cordon

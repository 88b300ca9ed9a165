#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "sim/scenario/reckoning/reports.hh"

namespace cordon {

/// Rows of one wave that share a place and so its level of strength; a row of the whole country
/// stands alone, judged against the average over places. Rows are indices into Reports::rows.
struct RowGroup {
    std::optional<std::size_t> place;
    std::vector<std::size_t> rows;
    /// The origins that have a part in it, each with the rows that are left without it.
    struct Without {
        std::size_t origin = 0;
        std::vector<std::size_t> rows;
    };
    std::vector<Without> without;
};

/// The groups of the rows of one wave that are fitted.
[[nodiscard]] std::vector<RowGroup> groups_of(const Reports& reports, std::size_t wave);

}  // namespace cordon

#include "sim/policy/thresholds.hh"

#include <algorithm>

namespace cordon {
namespace {

/// The first constant above `value`; `fallback` when there is none.
std::uint64_t next_above(const std::vector<std::uint64_t>& sorted, std::uint64_t value,
                         std::uint64_t fallback) {
    const auto found = std::upper_bound(sorted.begin(), sorted.end(), value);
    return found == sorted.end() ? fallback : *found;
}

void sort_unique(std::vector<std::uint64_t>& values) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
}

}  // namespace

bool Thresholds::add(const Comparison& comparison) {
    const auto* constant = std::get_if<std::int64_t>(&comparison.operand);
    if (comparison.op == CompareOp::present) return true;
    if (constant == nullptr) return false;
    std::vector<std::uint64_t>* list = nullptr;
    if (comparison.field == Field::flow_up_bytes) list = &bytes_[0];
    if (comparison.field == Field::flow_down_bytes) list = &bytes_[1];
    if (comparison.field == Field::flow_up_packets) list = &packets_[0];
    if (comparison.field == Field::flow_down_packets) list = &packets_[1];
    if (comparison.field == Field::flow_age) list = &ages_;
    if (list == nullptr) return false;
    // Every operator turns over when the value reaches the constant or goes beyond it.
    const auto value = static_cast<std::uint64_t>(std::max<std::int64_t>(0, *constant));
    list->push_back(value);
    list->push_back(value + 1);
    return true;
}

void Thresholds::seal() {
    for (auto& list : bytes_) sort_unique(list);
    for (auto& list : packets_) sort_unique(list);
    sort_unique(ages_);
}

NextThresholds Thresholds::after(const FlowState& flow, Time now) const {
    NextThresholds next;
    for (std::size_t i = 0; i < 2; ++i) {
        next.bytes[i] = next_above(bytes_[i], flow.payload_bytes[i], NextThresholds::none);
        const std::uint64_t packets =
            next_above(packets_[i], flow.packets[i], NextThresholds::no_packets);
        next.packets[i] = static_cast<std::uint32_t>(
            std::min<std::uint64_t>(packets, NextThresholds::no_packets));
    }
    const Duration age = std::max(Duration::zero(), time_between(flow.started, now));
    const std::uint64_t age_limit =
        next_above(ages_, static_cast<std::uint64_t>(age.count()), NextThresholds::none);
    // No flow grows older than a Duration can say.
    if (age_limit <= static_cast<std::uint64_t>(Duration::max().count())) {
        next.age_at = later_by(flow.started, Duration(static_cast<std::int64_t>(age_limit)));
    }
    return next;
}

}  // namespace cordon

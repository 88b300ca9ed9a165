#include "tools/cordon/selection.hh"

#include <algorithm>

namespace cordon {
std::span<const Arrival> Selection::choose(std::span<const Arrival> batch) {
    if (batch.empty() || finished()) return {};
    if (!origin_) origin_ = batch.front().at;
    const Time moved_to = options_.at.value_or(*origin_);
    const bool as_it_is = moved_to == *origin_ && !options_.from && !options_.to;
    if (!as_it_is) {
        chosen_.clear();
        for (const Arrival& arrival : batch) {
            // The way from the origin to where it is moved may be longer than a Duration.
            const Time at = later_by(moved_to, time_between(*origin_, arrival.at));
            if (!takes(at)) continue;
            chosen_.push_back(arrival);
            chosen_.back().at = at;
        }
        batch = chosen_;
    }
    if (options_.limit) {
        batch = batch.first(static_cast<std::size_t>(
            std::min<std::uint64_t>(batch.size(), *options_.limit - chosen_count_)));
    }
    note(batch);
    return batch;
}

bool Selection::takes(Time at) const {
    return (!options_.from || at >= *options_.from) && (!options_.to || at < *options_.to);
}

void Selection::note(std::span<const Arrival> chosen) {
    if (chosen.empty()) return;
    Time first = first_.value_or(chosen.front().at);
    Time last = last_.value_or(chosen.front().at);
    for (const Arrival& arrival : chosen) {
        first = std::min(first, arrival.at);
        last = std::max(last, arrival.at);
    }
    first_ = first;
    last_ = last;
    chosen_count_ += chosen.size();
}

}  // namespace cordon

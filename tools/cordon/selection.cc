#include "tools/cordon/selection.hh"

#include <algorithm>

namespace cordon {
std::span<const Arrival> Selection::choose(std::span<const Arrival> batch) {
    if (batch.empty() || finished()) return {};
    if (!origin_) origin_ = batch.front().at;
    const Time moved_to = options_.at.value_or(*origin_);
    const bool as_it_is = moved_to == *origin_ && !options_.from && !options_.to;
    const std::size_t room = this->room(batch.size());
    const std::span<const Arrival> chosen =
        as_it_is ? batch.first(room) : choose_by_time(batch, moved_to);
    if (as_it_is) unread_ = batch.size() - room;
    note(chosen);
    return chosen;
}

std::span<const Arrival> Selection::choose_by_time(std::span<const Arrival> batch, Time moved_to) {
    const std::size_t room = this->room(batch.size());
    chosen_.clear();
    unread_ = batch.size();
    for (const Arrival& arrival : batch) {
        if (chosen_.size() == room) break;
        --unread_;
        // The way from the origin to where it is moved may be longer than a Duration.
        const Time at = later_by(moved_to, time_between(*origin_, arrival.at));
        if (!takes(at)) continue;
        chosen_.push_back(arrival);
        chosen_.back().at = at;
    }
    return chosen_;
}

std::size_t Selection::room(std::size_t most) const {
    if (!options_.limit) return most;
    return static_cast<std::size_t>(std::min<std::uint64_t>(most, *options_.limit - chosen_count_));
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

#include "sim/policy/window_set.hh"

namespace cordon {

WindowSet::WindowSet(std::span<const WindowSpec> specs) : specs_(specs) {
    counters_.reserve(specs.size());
    for (const WindowSpec& spec : specs) counters_.emplace_back(spec.width);
}

void WindowSet::add(Direction direction, Time now, std::uint32_t payload_bytes) {
    for (std::size_t i = 0; i < specs_.size(); ++i) {
        if (specs_[i].direction == direction) counters_[i].add(now, payload_bytes);
    }
}

std::uint64_t WindowSet::bytes_in(const WindowSpec& spec, Time now) const {
    for (std::size_t i = 0; i < specs_.size(); ++i) {
        if (specs_[i] == spec) return counters_[i].sum(now);
    }
    return 0;
}

}  // namespace cordon

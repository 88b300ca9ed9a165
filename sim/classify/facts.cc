#include "sim/classify/facts.hh"

#include <algorithm>

namespace cordon {

bool Names::add(std::string_view name) {
    if (std::ranges::find(seen_, name) != seen_.end()) return false;
    if (seen_.size() == limit) {
        ++left_out_;
        return true;
    }
    seen_.emplace_back(name);
    return true;
}

}  // namespace cordon

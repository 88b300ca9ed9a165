#include "sim/classify/facts.hh"

#include <algorithm>
#include <cassert>
#include <limits>

namespace cordon {

bool Names::add(std::string_view name) {
    assert(name.size() <= std::numeric_limits<std::uint16_t>::max());
    const Range known = all();
    if (std::find(known.begin(), known.end(), name) != known.end()) return false;
    if (count_ == limit) {
        if (left_out_ != std::numeric_limits<std::uint32_t>::max()) ++left_out_;
        return true;
    }
    const auto length = static_cast<std::uint16_t>(name.size());
    std::array<char, length_bytes> front{};
    std::memcpy(front.data(), &length, sizeof length);
    packed_.reserve(packed_.size() + length_bytes + name.size());
    packed_.append(front.data(), front.size()).append(name);
    ++count_;
    return true;
}

}  // namespace cordon

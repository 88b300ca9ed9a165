#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

namespace cordon {

/// Told how far a step of a reckoning is: of what, how many of them are done, of how many.
using TellStep = std::function<void(std::size_t done, std::size_t of, std::string_view what)>;

/// Tells those who want to know.
inline void tell_step(const TellStep& tell, std::size_t done, std::size_t of,
                      std::string_view what) {
    if (tell) tell(done, of, what);
}

}  // namespace cordon

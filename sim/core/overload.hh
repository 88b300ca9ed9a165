#pragma once

namespace cordon {

/// One visitor of a variant out of a lambda for each kind.
template <typename... Arms>
struct Overload : Arms... {
    using Arms::operator()...;
};
template <typename... Arms>
Overload(Arms...) -> Overload<Arms...>;

}  // namespace cordon

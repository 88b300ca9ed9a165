#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace cordon {

/// What went wrong and where, in words for the person who has to mend it. `where` is
/// `file:line:column` for text, `file: packet N, byte M` for captures, or a path.
struct Error {
    enum class Kind : unsigned char {
        unusable_input,  // arguments or input cannot be used: exit status 2
        failed,          // the run failed: disk full, interface gone: exit status 1
    };
    std::string what;
    std::string where;
    Kind kind = Kind::unusable_input;
};

/// An operation that can fail. Not for packet content: a packet never fails to decode.
template <typename T>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> fail(std::string what, std::string where = {}) {
    return tl::unexpected<Error>(Error{.what = std::move(what), .where = std::move(where)});
}
[[nodiscard]] inline tl::unexpected<Error> fail(Error error) {
    return tl::unexpected<Error>(std::move(error));
}

}  // namespace cordon

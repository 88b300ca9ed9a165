#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "sim/scenario/run/played.hh"

namespace cordon {

/// What came of the tries of phones that no wall stands before: the same under every wall, so it is
/// played once. For several threads.
class OutsidePlays {
public:
    /// The tries that were played under this key; played now where none were. `play` must depend on
    /// nothing but what the key names.
    [[nodiscard]] const std::vector<PlayedTry>& get(
        const std::string& key, const std::function<std::vector<PlayedTry>()>& play);

private:
    struct Play {
        std::once_flag once;
        std::vector<PlayedTry> tries;
    };
    std::mutex one_by_one_;
    std::map<std::string, std::unique_ptr<Play>> plays_;
};

}  // namespace cordon

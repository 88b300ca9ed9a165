#pragma once

#include <algorithm>
#include <vector>

#include "sim/core/task.hh"

namespace cordon {

/// Scripts that run beside each other and that nobody awaits: one a connection. Those that have
/// ended are cleared away now and then; destroying the crowd ends the rest where they wait.
class Crowd {
public:
    /// Starts it.
    void add(Task<void> script) {
        if (scripts_.size() >= clear_at_) clear();
        script.start();
        if (!script.done()) scripts_.push_back(std::move(script));
    }
    [[nodiscard]] std::size_t size() const { return scripts_.size(); }

private:
    void clear() {
        std::erase_if(scripts_, [](const Task<void>& script) { return script.done(); });
        clear_at_ = std::max(at_least, 2 * scripts_.size());
    }

    std::vector<Task<void>> scripts_;
    static constexpr std::size_t at_least = 4;  // small: what has ended still holds its frame
    std::size_t clear_at_ = at_least;
};

}  // namespace cordon

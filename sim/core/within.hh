#pragma once

#include <optional>
#include <utility>

#include "sim/core/notice.hh"
#include "sim/core/task.hh"

namespace cordon {

namespace within_detail {

template <typename T>
Task<void> tell_when_over(Task<T> script, std::optional<T>& result, Notice& over) {
    result.emplace(co_await std::move(script));
    over.notify();
}

inline Task<void> tell_when_over(Task<void> script, bool& is_over, Notice& over) {
    co_await std::move(script);
    is_over = true;
    over.notify();
}

}  // namespace within_detail

/// `co_await within(scheduler, deadline, script)`: what the script gave, or nothing when the
/// deadline came first; the script then ends where it waits.
template <typename T>
[[nodiscard]] Task<std::optional<T>> within(Scheduler& scheduler, Time deadline, Task<T> script) {
    std::optional<T> result;
    Notice over(scheduler);
    Task<void> running = within_detail::tell_when_over(std::move(script), result, over);
    running.start();
    if (!result) static_cast<void>(co_await over.wait(deadline));
    co_return result;
}

/// The same for a script that gives nothing: whether it ended in time.
[[nodiscard]] inline Task<bool> within(Scheduler& scheduler, Time deadline, Task<void> script) {
    bool is_over = false;
    Notice over(scheduler);
    Task<void> running = within_detail::tell_when_over(std::move(script), is_over, over);
    running.start();
    if (!is_over) static_cast<void>(co_await over.wait(deadline));
    co_return is_over;
}

}  // namespace cordon

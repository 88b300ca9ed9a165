#pragma once

#include <cassert>
#include <coroutine>
#include <exception>
#include <optional>
#include <utility>

namespace cordon {

template <typename T>
class Task;

namespace task_detail {

/// What the promises of all tasks share: who goes on once the task is over.
class PromiseBase {
public:
    struct FinalAwaiter {
        [[nodiscard]] bool await_ready() const noexcept { return false; }
        template <typename Promise>
        std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> ended) const noexcept {
            const std::coroutine_handle<> next = ended.promise().continuation_;
            return next ? next : std::noop_coroutine();
        }
        void await_resume() const noexcept {}
    };

    [[nodiscard]] std::suspend_always initial_suspend() const noexcept { return {}; }
    [[nodiscard]] FinalAwaiter final_suspend() const noexcept { return {}; }
    /// Scripts do not throw: what can fail answers with a value.
    [[noreturn]] void unhandled_exception() const noexcept { std::terminate(); }

    void continue_with(std::coroutine_handle<> next) { continuation_ = next; }

private:
    std::coroutine_handle<> continuation_;
};

template <typename T>
class Promise : public PromiseBase {
public:
    Task<T> get_return_object();
    void return_value(T value) { value_.emplace(std::move(value)); }
    [[nodiscard]] T take() { return std::move(*value_); }

private:
    std::optional<T> value_;
};

template <>
class Promise<void> : public PromiseBase {
public:
    Task<void> get_return_object();
    void return_void() const {}
    void take() const {}
};

}  // namespace task_detail

/// A script that waits: a coroutine that begins when it is awaited, or when start() is called for
/// one that nobody awaits. Owns the script: destroying a task that has not ended ends it where it
/// waits, its locals first, and with them all that it awaits. Awaited once; not thread-safe.
template <typename T = void>
class [[nodiscard]] Task {
public:
    using promise_type = task_detail::Promise<T>;

    Task() = default;
    explicit Task(std::coroutine_handle<promise_type> script) : script_(script) {}
    Task(Task&& other) noexcept : script_(std::exchange(other.script_, {})) {}
    Task& operator=(Task&& other) noexcept {
        if (this != &other) {
            if (script_) script_.destroy();
            script_ = std::exchange(other.script_, {});
        }
        return *this;
    }
    Task(const Task&) = delete;
    Task& operator=(const Task&) = delete;
    ~Task() {
        if (script_) script_.destroy();
    }

    /// Runs the script to where it first waits. Requires: not started, not awaited.
    void start() {
        assert(script_ && !script_.done());
        script_.resume();
    }
    [[nodiscard]] bool done() const { return !script_ || script_.done(); }
    /// What it gave. Requires: started and done(), taken once.
    [[nodiscard]] T result() {
        assert(script_ && script_.done());
        return script_.promise().take();
    }

    class Awaiter {
    public:
        explicit Awaiter(std::coroutine_handle<promise_type> script) : script_(script) {}
        [[nodiscard]] bool await_ready() const noexcept { return script_.done(); }
        std::coroutine_handle<> await_suspend(std::coroutine_handle<> who) const noexcept {
            script_.promise().continue_with(who);
            return script_;
        }
        T await_resume() const { return script_.promise().take(); }

    private:
        std::coroutine_handle<promise_type> script_;
    };
    [[nodiscard]] Awaiter operator co_await() && { return Awaiter(script_); }

private:
    std::coroutine_handle<promise_type> script_;
};

namespace task_detail {

template <typename T>
Task<T> Promise<T>::get_return_object() {
    return Task<T>(std::coroutine_handle<Promise>::from_promise(*this));
}

inline Task<void> Promise<void>::get_return_object() {
    return Task<void>(std::coroutine_handle<Promise>::from_promise(*this));
}

}  // namespace task_detail
}  // namespace cordon

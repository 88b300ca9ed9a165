#pragma once

#include <coroutine>
#include <cstdint>

#include "sim/core/time.hh"

namespace cordon {

/// Names one thing to be done later; 0 names none.
enum class TimerId : std::uint64_t { none = 0 };

/// Lets scripts go on at set times: in simulations an event queue in virtual time.
class Scheduler {
public:
    Scheduler() = default;
    Scheduler(const Scheduler&) = delete;
    Scheduler& operator=(const Scheduler&) = delete;
    virtual ~Scheduler() = default;

    [[nodiscard]] virtual Time now() const = 0;
    /// Resumes `who` at `at`, or at the present time when that has passed, after all that was asked
    /// for earlier for the same time; never within this call.
    [[nodiscard]] virtual TimerId resume_at(Time at, std::coroutine_handle<> who) = 0;
    /// Forgets it. Does nothing for one that has been done, or for none.
    virtual void cancel(TimerId timer) = 0;
};

/// `co_await Sleep(scheduler, until)`: waits until that time; not at all when it has passed.
class Sleep {
public:
    Sleep(Scheduler& scheduler, Time until) : scheduler_(&scheduler), until_(until) {}
    Sleep(const Sleep&) = delete;
    Sleep& operator=(const Sleep&) = delete;
    ~Sleep() { scheduler_->cancel(timer_); }

    [[nodiscard]] bool await_ready() const { return until_ <= scheduler_->now(); }
    void await_suspend(std::coroutine_handle<> who) { timer_ = scheduler_->resume_at(until_, who); }
    void await_resume() { timer_ = TimerId::none; }

private:
    Scheduler* scheduler_;
    Time until_;
    TimerId timer_ = TimerId::none;
};

}  // namespace cordon

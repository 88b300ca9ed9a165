#pragma once

#include <coroutine>
#include <optional>

#include "sim/core/scheduler.hh"

namespace cordon {

class NoticeWait;

/// Something that scripts wait for: that bytes came, that a connection opened or ended. A notice
/// says only "look again"; those who wait look, and wait again if need be. One that nobody waits
/// for is lost, so look before waiting.
class Notice {
public:
    explicit Notice(Scheduler& scheduler) : scheduler_(&scheduler) {}
    Notice(const Notice&) = delete;
    Notice& operator=(const Notice&) = delete;
    ~Notice();  // those who wait without a deadline then wait for ever

    /// All who wait go on at the present time, in the order in which they began to wait, after what
    /// is being done now.
    void notify();

    /// `co_await notice.wait(deadline)`: true when notified, false when the deadline came first
    /// (at once when it has passed). Without a deadline it waits for as long as it takes.
    [[nodiscard]] NoticeWait wait(std::optional<Time> deadline = std::nullopt);

private:
    friend class NoticeWait;
    Scheduler* scheduler_;
    NoticeWait* first_ = nullptr;  // and its before_ is the last
};

/// One script's wait for a notice. Ending the script ends the wait.
class NoticeWait {
public:
    NoticeWait(Notice& notice, std::optional<Time> deadline)
        : scheduler_(notice.scheduler_),
          notice_(&notice),
          deadline_(deadline.value_or(Time::max())) {}
    NoticeWait(const NoticeWait&) = delete;
    NoticeWait& operator=(const NoticeWait&) = delete;
    ~NoticeWait() { stop(); }

    [[nodiscard]] bool await_ready() const { return deadline_ <= scheduler_->now(); }
    void await_suspend(std::coroutine_handle<> who);
    [[nodiscard]] bool await_resume() {
        timer_ = TimerId::none;
        stop();
        return notified_;
    }

private:
    friend class Notice;
    void unlink();
    void stop() {
        unlink();
        scheduler_->cancel(timer_);
    }

    Scheduler* scheduler_;
    Notice* notice_;
    Time deadline_;  // max: none
    std::coroutine_handle<> who_;
    TimerId timer_ = TimerId::none;
    NoticeWait* before_ = nullptr;  // null: not linked; of the first: the last
    NoticeWait* after_ = nullptr;
    bool notified_ = false;
};

inline NoticeWait Notice::wait(std::optional<Time> deadline) {
    return NoticeWait(*this, deadline);
}

}  // namespace cordon

#pragma once

#include <algorithm>
#include <vector>

#include "sim/core/scheduler.hh"

namespace cordon::test {

/// A scheduler moved by hand.
class HandScheduler final : public Scheduler {
public:
    [[nodiscard]] Time now() const override { return now_; }
    [[nodiscard]] TimerId resume_at(Time at, std::coroutine_handle<> who) override {
        const auto id = static_cast<TimerId>(++last_);
        const auto place =
            std::find_if(due_.begin(), due_.end(), [&](const Due& due) { return due.at > at; });
        due_.insert(place, {.at = std::max(at, now_), .id = id, .who = who});
        return id;
    }
    void cancel(TimerId timer) override {
        std::erase_if(due_, [&](const Due& due) { return due.id == timer; });
    }

    /// Does all that is due up to `ms` milliseconds after the beginning.
    void run_to(int ms) {
        const Time end = time_from_ns(ms * std::int64_t{1'000'000});
        while (!due_.empty() && due_.front().at <= end) {
            const Due next = due_.front();
            due_.erase(due_.begin());
            now_ = std::max(now_, next.at);
            next.who.resume();
        }
        now_ = end;
    }
    [[nodiscard]] std::size_t waiting() const { return due_.size(); }

private:
    struct Due {
        Time at;
        TimerId id = TimerId::none;
        std::coroutine_handle<> who;
    };
    std::vector<Due> due_;
    Time now_ = time_from_ns(0);
    std::uint64_t last_ = 0;
};

}  // namespace cordon::test

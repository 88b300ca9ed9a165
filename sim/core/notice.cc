#include "sim/core/notice.hh"

namespace cordon {

Notice::~Notice() {
    while (first_ != nullptr) first_->unlink();
}

void Notice::notify() {
    while (first_ != nullptr) {
        NoticeWait& waiting = *first_;
        waiting.unlink();
        waiting.notified_ = true;
        scheduler_->cancel(waiting.timer_);
        waiting.timer_ = scheduler_->resume_at(scheduler_->now(), waiting.who_);
    }
}

void NoticeWait::await_suspend(std::coroutine_handle<> who) {
    who_ = who;
    before_ = notice_->last_;
    (before_ != nullptr ? before_->after_ : notice_->first_) = this;
    notice_->last_ = this;
    linked_ = true;
    if (deadline_) timer_ = scheduler_->resume_at(*deadline_, who);
}

void NoticeWait::unlink() {
    if (!linked_) return;
    linked_ = false;
    (before_ != nullptr ? before_->after_ : notice_->first_) = after_;
    (after_ != nullptr ? after_->before_ : notice_->last_) = before_;
    before_ = after_ = nullptr;
}

}  // namespace cordon

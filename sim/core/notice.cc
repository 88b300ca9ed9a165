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
    NoticeWait*& first = notice_->first_;
    before_ = first != nullptr ? first->before_ : this;
    (first != nullptr ? before_->after_ : first) = this;
    first->before_ = this;
    if (deadline_ != Time::max()) timer_ = scheduler_->resume_at(deadline_, who);
}

void NoticeWait::unlink() {
    if (before_ == nullptr) return;
    NoticeWait*& first = notice_->first_;
    (first == this ? first : before_->after_) = after_;
    if (after_ != nullptr) {
        after_->before_ = before_;
    } else if (first != nullptr) {
        first->before_ = before_;
    }
    before_ = after_ = nullptr;
}

}  // namespace cordon

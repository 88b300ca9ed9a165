#pragma once

#include <chrono>
#include <cstdint>

namespace cordon {

/// One line on stderr that says how far a long run has come; drawn only on a terminal, at most ten
/// times a second, and wiped at the end.
class ProgressLine {
public:
    enum class Show : bool { no, yes };

    explicit ProgressLine(Show show);
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;
    ~ProgressLine() { wipe(); }

    /// `bytes_total` 0: not known.
    void update(std::uint64_t bytes_read, std::uint64_t bytes_total, std::uint64_t packets);
    void wipe();

private:
    using Clock = std::chrono::steady_clock;
    bool shown_;
    bool drawn_ = false;
    Clock::time_point next_;
};

}  // namespace cordon

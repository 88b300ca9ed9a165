#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cordon {

/// What such a line shows on a terminal of so many columns: "[###   ]  50%  TEXT", the bar as wide
/// as there is room for, and cut where there is none: a line that wraps cannot be drawn over.
/// `text`: ASCII.
[[nodiscard]] std::string progress_text(std::optional<unsigned> percent, std::string_view text,
                                        std::size_t columns);

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
    /// So many of so many parts, whatever they are.
    void update_parts(std::size_t done, std::size_t all, std::string_view what);
    void wipe();

private:
    using Clock = std::chrono::steady_clock;
    [[nodiscard]] bool is_due();
    void draw(std::optional<unsigned> percent, std::string_view text);
    bool shown_;
    bool drawn_ = false;
    Clock::time_point next_;
};

}  // namespace cordon

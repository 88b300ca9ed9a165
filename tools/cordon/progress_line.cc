#include "tools/cordon/progress_line.hh"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <string>

#include "sim/report/table.hh"

namespace cordon {
namespace {

constexpr std::chrono::milliseconds between_draws{100};
constexpr std::size_t bar_width = 30;

std::string bar(std::size_t filled, std::uint64_t percent) {
    return fmt::format("[{:<{}}] {:3}%  ", std::string(filled, '#'), bar_width, percent);
}

}  // namespace

ProgressLine::ProgressLine(Show show)
    : shown_(show == Show::yes && ::isatty(STDERR_FILENO) != 0),
      next_(Clock::now() + between_draws) {}

bool ProgressLine::is_due() {
    if (!shown_ || Clock::now() < next_) return false;
    next_ = Clock::now() + between_draws;
    return true;
}

void ProgressLine::draw(const std::string& line) {
    fmt::print(stderr, "\r{}\x1b[K", line);
    drawn_ = true;
}

void ProgressLine::update(std::uint64_t bytes_read, std::uint64_t bytes_total,
                          std::uint64_t packets) {
    if (!is_due()) return;
    std::string line = fmt::format("{} packets", grouped(packets));
    if (bytes_total > 0) {
        const std::uint64_t read = std::min(bytes_read, bytes_total);
        line = bar(read / (bytes_total / bar_width + 1), read / (bytes_total / 100 + 1)) + line;
    }
    draw(line);
}

void ProgressLine::update_parts(std::size_t done, std::size_t all, std::string_view what) {
    if (!is_due() || all == 0) return;
    draw(bar(done * bar_width / all, done * 100 / all) +
         fmt::format("{} of {} {}", grouped(done), grouped(all), what));
}

void ProgressLine::wipe() {
    if (drawn_) fmt::print(stderr, "\r\x1b[K");
    drawn_ = false;
}

}  // namespace cordon

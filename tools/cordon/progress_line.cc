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

}  // namespace

ProgressLine::ProgressLine(Show show)
    : shown_(show == Show::yes && ::isatty(STDERR_FILENO) != 0),
      next_(Clock::now() + between_draws) {}

void ProgressLine::update(std::uint64_t bytes_read, std::uint64_t bytes_total,
                          std::uint64_t packets) {
    if (!shown_ || Clock::now() < next_) return;
    next_ = Clock::now() + between_draws;
    std::string line = fmt::format("{} packets", grouped(packets));
    if (bytes_total > 0) {
        const std::uint64_t read = std::min(bytes_read, bytes_total);
        const std::size_t filled = read / (bytes_total / bar_width + 1);
        line = fmt::format("[{:<{}}] {:3}%  {}", std::string(filled, '#'), bar_width,
                           read / (bytes_total / 100 + 1), line);
    }
    fmt::print(stderr, "\r{}\x1b[K", line);
    drawn_ = true;
}

void ProgressLine::wipe() {
    if (drawn_) fmt::print(stderr, "\r\x1b[K");
    drawn_ = false;
}

}  // namespace cordon

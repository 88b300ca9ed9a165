#include "tools/cordon/progress_line.hh"

#include <fmt/core.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>

#include "sim/report/table.hh"
#include "tools/cordon/console.hh"

namespace cordon {
namespace {

constexpr std::chrono::milliseconds between_draws{100};
constexpr std::size_t widest_bar = 30, narrowest_bar = 5, usual_columns = 80;

std::size_t columns() {
    winsize size{};
    const bool known = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return known ? size.ws_col : usual_columns;
}

}  // namespace

std::string progress_text(std::optional<unsigned> percent, std::string_view text,
                          std::size_t columns) {
    const std::size_t room = columns - std::min<std::size_t>(columns, 1);
    if (!percent) return std::string(text.substr(0, room));
    std::string line = fmt::format("{:3}%  {}", *percent, text);
    if (line.size() + narrowest_bar + 3 <= room) {
        const std::size_t width = std::min(widest_bar, room - line.size() - 3);
        line = fmt::format("[{:<{}}] ", std::string(width * *percent / 100, '#'), width) + line;
    }
    return line.substr(0, room);
}

ProgressLine::ProgressLine(Show show)
    : shown_(show == Show::yes && ::isatty(STDERR_FILENO) != 0),
      next_(Clock::now() + between_draws) {}

bool ProgressLine::is_due() {
    if (!shown_ || Clock::now() < next_) return false;
    next_ = Clock::now() + between_draws;
    return true;
}

void ProgressLine::draw(std::optional<unsigned> percent, std::string_view text) {
    say(fmt::format("\r{}\x1b[K", progress_text(percent, text, columns())));
    drawn_ = true;
}

void ProgressLine::update(std::uint64_t bytes_read, std::uint64_t bytes_total,
                          std::uint64_t packets) {
    if (!is_due()) return;
    const std::string text = fmt::format("{} packets", grouped(packets));
    if (bytes_total == 0) return draw(std::nullopt, text);
    const std::uint64_t read = std::min(bytes_read, bytes_total);
    draw(static_cast<unsigned>(read / (bytes_total / 100 + 1)), text);
}

void ProgressLine::update_parts(std::size_t done, std::size_t all, std::string_view what) {
    if (!is_due() || all == 0) return;
    draw(static_cast<unsigned>(done * 100 / all),
         fmt::format("{} of {} {}", grouped(done), grouped(all), what));
}

void ProgressLine::wipe() {
    if (drawn_) say("\r\x1b[K");
    drawn_ = false;
}

}  // namespace cordon

#include "tools/cordon/console.hh"

#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <string>

#include "sim/report/safe_text.hh"
#include "tools/cordon/interrupt.hh"

namespace cordon {

void hold_standard_streams() {
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(stream, F_GETFD) >= 0) continue;
        // The lowest free number is this one. Opened the wrong way round, it fails as before.
        static_cast<void>(::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY));
    }
}

void say(std::string_view text) {
    // A pipe that nobody reads any more loses the message too, and ends nothing.
    const auto before = std::signal(SIGPIPE, SIG_IGN);
    static_cast<void>(std::fwrite(text.data(), 1, text.size(), stderr));
    std::signal(SIGPIPE, before);
}

void complain(std::string_view what) {
    say(fmt::format("cordon: {}\n", safe_text(what)));
}

void complain(const Error& error) {
    if (error.where.empty()) {
        complain(error.what);
    } else {
        say(fmt::format("cordon: {}: {}\n", safe_text(error.where), safe_text(error.what)));
    }
}

void remark(std::string_view what) {
    say(fmt::format("cordon: note: {}\n", safe_text(what)));
}

ExitStatus status_of(const Error& error) {
    switch (error.kind) {
        case Error::Kind::unusable_input:
            return ExitStatus::unusable;
        case Error::Kind::failed:
            return ExitStatus::failed;
    }
    return ExitStatus::failed;
}

ExitStatus give_up(const Error& error) {
    complain(error);
    return status_of(error);
}

ExitStatus give_up_reading(const Error& error) {
    if (!interrupted()) return give_up(error);
    complain("interrupted");
    return status_of_interrupt();
}

void StandardOutput::write(std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stdout);
}

bool StandardOutput::finish() {
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return true;
    complain(fmt::format("standard output cannot be written: {}", std::strerror(errno)));
    return false;
}

}  // namespace cordon

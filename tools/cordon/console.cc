#include "tools/cordon/console.hh"

#include <fmt/core.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>

#include "sim/report/safe_text.hh"
#include "tools/cordon/interrupt.hh"

namespace cordon {

void complain(std::string_view what) {
    fmt::print(stderr, "cordon: {}\n", safe_text(what));
}

void complain(const Error& error) {
    if (error.where.empty()) {
        complain(error.what);
    } else {
        fmt::print(stderr, "cordon: {}: {}\n", safe_text(error.where), safe_text(error.what));
    }
}

void remark(std::string_view what) {
    fmt::print(stderr, "cordon: note: {}\n", safe_text(what));
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

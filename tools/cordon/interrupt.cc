#include "tools/cordon/interrupt.hh"

#include <fcntl.h>
#include <unistd.h>

#include <csignal>

namespace cordon {
namespace {

// A signal handler can reach nothing but such variables.
volatile std::sig_atomic_t seen = 0;      // the signal
volatile std::sig_atomic_t nothing = -1;  // /dev/null

void on_interrupt(int signal) {
    seen = signal;
    // A read of stdin would be taken up again and wait for ever: let it find the end.
    if (nothing >= 0) ::dup2(nothing, STDIN_FILENO);
    std::signal(signal, SIG_DFL);
}

}  // namespace

void prepare_signals() {
    nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    struct sigaction action {};
    action.sa_handler = on_interrupt;  // without SA_RESTART: a blocked read returns
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
    std::signal(SIGXFSZ, SIG_IGN);
}

bool interrupted() {
    return seen != 0;
}

ExitStatus status_of_interrupt() {
    return seen == SIGTERM ? ExitStatus::terminated : ExitStatus::interrupted;
}

}  // namespace cordon

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <thread>

#include "tests/cordon/program.hh"
#include "tests/cordon/sample_capture.hh"

namespace cordon::testing {
namespace {

/// Runs the program on a capture that never ends.
class Interrupt : public ProgramTest {
protected:
    /// Starts `cordon replay -` with a pipe as its input and gives its process; the pipe's other
    /// end is `other_end`.
    pid_t start(const std::string& policy_file) {
        int ends[2];
        EXPECT_EQ(::pipe(ends), 0);
        const std::string out = path("out"), err = path("said");
        const pid_t child = ::fork();
        if (child == 0) {
            ::dup2(ends[0], STDIN_FILENO);
            ::close(ends[0]);
            ::close(ends[1]);
            const int file = ::open(err.c_str(), O_WRONLY | O_CREAT, 0600);
            ::dup2(file, STDERR_FILENO);
            ::execl(CORDON_PROGRAM, "cordon", "replay", "-", "--policy", policy_file.c_str(),
                    "--out", out.c_str(), static_cast<char*>(nullptr));
            ::_exit(127);
        }
        ::close(ends[0]);
        other_end = ends[1];
        return child;
    }
    void send(const std::string& bytes) const {
        EXPECT_EQ(::write(other_end, bytes.data(), bytes.size()),
                  static_cast<ssize_t>(bytes.size()));
    }
    /// Waits until the program has opened its files: then it has read the beginning of its input.
    void wait_for_files() const {
        for (int i = 0; i < 1000 && files_in("out").size() < 4; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
    }
    static int status_of(pid_t child) {
        int status = 0;
        ::waitpid(child, &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
    int other_end = -1;
};

TEST_F(Interrupt, FinishesItsFilesAsPartial) {
    const pid_t child = start(no_rules());
    send(long_capture(300));
    wait_for_files();
    ::kill(child, SIGINT);
    EXPECT_EQ(status_of(child), 130) << content_of(path("said"));
    ::close(other_end);
    EXPECT_EQ(files_in("out"),
              (std::vector<std::string>{"events.jsonl.partial", "passed.pcapng.partial",
                                        "removed.pcapng.partial", "summary.json.partial"}));
    EXPECT_EQ(cordon("inspect " + path("out/passed.pcapng.partial")).status, 0);
    EXPECT_NE(content_of(path("said")).find("interrupted"), std::string::npos);
}

}  // namespace
}  // namespace cordon::testing

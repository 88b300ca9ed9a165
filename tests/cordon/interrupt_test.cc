#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <thread>

#include <nlohmann/json.hpp>

#include "tests/cordon/program.hh"
#include "tests/cordon/sample_capture.hh"
#include "tests/support/json_schema.hh"

namespace cordon::testing {
namespace {

using nlohmann::json;

/// Runs the program on a capture that never ends.
class Interrupt : public ProgramTest {
protected:
    /// Starts `cordon ARGUMENTS` with a pipe as its input and gives its process; the pipe's other
    /// end is `other_end`.
    pid_t start(const std::string& arguments) {
        int ends[2];
        EXPECT_EQ(::pipe(ends), 0);
        const std::string out = path("printed"), err = path("said");
        const std::string command = "exec " CORDON_PROGRAM " " + arguments;
        const pid_t child = ::fork();
        if (child == 0) {
            ::dup2(ends[0], STDIN_FILENO);
            ::close(ends[0]);
            ::close(ends[1]);
            ::dup2(::open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDOUT_FILENO);
            ::dup2(::open(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDERR_FILENO);
            ::execl("/bin/sh", "sh", "-c", command.c_str(), static_cast<char*>(nullptr));
            ::_exit(127);
        }
        ::close(ends[0]);
        other_end = ends[1];
        return child;
    }
    pid_t start_replay() {
        return start("replay - --policy " + no_rules() + " --out " + path("out"));
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
    /// Waits until the program has taken all that was sent.
    void wait_for_reading() const {
        int waiting = 1;
        for (int i = 0; i < 1000 && waiting > 0; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
            ::ioctl(other_end, FIONREAD, &waiting);
        }
    }
    int status_of_interrupted(pid_t child) const {
        ::kill(child, SIGINT);
        const int status = status_of(child);
        ::close(other_end);
        return status;
    }
    static int status_of(pid_t child) {
        int status = 0;
        ::waitpid(child, &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
    int other_end = -1;
};

TEST_F(Interrupt, FinishesItsFilesAsPartial) {
    const pid_t child = start_replay();
    send(long_capture(300));
    wait_for_files();
    EXPECT_EQ(status_of_interrupted(child), 130) << content_of(path("said"));
    EXPECT_EQ(files_in("out"),
              (std::vector<std::string>{"events.jsonl.partial", "passed.pcapng.partial",
                                        "removed.pcapng.partial", "summary.json.partial"}));
    EXPECT_EQ(cordon("inspect " + path("out/passed.pcapng.partial")).status, 0);
    EXPECT_NE(content_of(path("said")).find("interrupted"), std::string::npos);
}

TEST_F(Interrupt, IsToldInASummaryWhoseCountsAgree) {
    const pid_t child = start_replay();
    const std::string capture = long_capture(300);
    send(capture.substr(0, capture.size() - 5));
    wait_for_files();
    wait_for_reading();
    EXPECT_EQ(status_of_interrupted(child), 130);
    const json summary = json::parse(content_of(path("out/summary.json.partial")));
    EXPECT_EQ(summary["ended_early"], "interrupted");
    EXPECT_EQ(summary["inputs"][0]["ended_early"], "interrupted");
    EXPECT_EQ(summary["inputs"][0]["packets"], summary["totals"]["packets_in"]);
    EXPECT_EQ(JsonSchema::load("summary").complaints(summary), std::vector<std::string>());
}

TEST_F(Interrupt, LeavesNothingOfAReenactment) {
    const pid_t child = start("reenact - --policy " + no_rules() + " --out " + path("out"));
    send(long_capture(300));
    wait_for_reading();
    EXPECT_EQ(status_of_interrupted(child), 130);
    EXPECT_EQ(files_in("out"), std::vector<std::string>());
}

TEST_F(Interrupt, IsNoFaultOfAnInputThatHasNotBegun) {
    const std::string wall = " --policy " + no_rules();
    for (const std::string& command : {"replay -" + wall, std::string("inspect -"),
                                       "explain - --frame 1" + wall, "reenact -" + wall}) {
        const pid_t child = start(command);
        send(long_capture(1).substr(0, 10));  // of the 24 bytes of a header
        wait_for_reading();
        EXPECT_EQ(status_of_interrupted(child), 130) << command;
        EXPECT_EQ(content_of(path("said")), "cordon: interrupted\n") << command;
    }
}

TEST_F(Interrupt, TellsHowMuchATableIsMadeOf) {
    const pid_t child = start("inspect -");
    send(long_capture(300));
    wait_for_reading();
    EXPECT_EQ(status_of_interrupted(child), 130);
    EXPECT_NE(content_of(path("printed")).find("media.example"), std::string::npos);
    const std::string said = content_of(path("said"));
    EXPECT_TRUE(said.starts_with("cordon: interrupted; what is listed is what the first ")) << said;
    EXPECT_EQ(said.find("first 0"), std::string::npos) << said;
}

}  // namespace
}  // namespace cordon::testing

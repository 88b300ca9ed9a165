#include "tests/cordon/program.hh"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/cordon/sample_capture.hh"

namespace cordon::testing {
namespace {

namespace fs = std::filesystem;

/// Exit status as a shell reports it: 128 + N for death by signal N.
int status_of(int wait_status) {
    if (WIFEXITED(wait_status)) return WEXITSTATUS(wait_status);
    return WIFSIGNALED(wait_status) ? 128 + WTERMSIG(wait_status) : -1;
}

}  // namespace

ProgramTest::ProgramTest() {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = ::testing::TempDir() + "cordon-" + std::to_string(::getpid()) + "-" + test->name();
    fs::create_directories(folder_);
}

ProgramTest::~ProgramTest() {
    std::error_code error;
    fs::remove_all(folder_, error);
}

std::string ProgramTest::path(std::string_view name) const {
    return (fs::path(folder_) / name).string();
}

std::string ProgramTest::file(std::string_view name, std::string_view content) const {
    std::ofstream(path(name), std::ios::binary) << content;
    return path(name);
}

std::string ProgramTest::content_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream content;
    content << in.rdbuf();
    return content.str();
}

std::vector<std::string> ProgramTest::files_in(std::string_view folder) const {
    std::vector<std::string> names;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(path(folder), error)) {
        names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

Outcome ProgramTest::cordon(const std::string& arguments, const std::string& before) const {
    const std::string out = path("stdout"), err = path("stderr");
    const std::string command = before + " " + CORDON_PROGRAM + " " + arguments;
    // In a group of its own, so that redirections among the arguments win over ours.
    const int status = std::system(("{ " + command + "; } >'" + out + "' 2>'" + err + "'").c_str());
    return {.status = status_of(status), .out = content_of(out), .err = content_of(err)};
}

std::string ProgramTest::policy(std::string_view rules) const {
    std::string text = "policy: test\nposition: in-path\n";
    text += rules.empty() ? "rules: []\n" : "rules:\n";
    text += rules;
    return file("policy.yaml", text);
}

std::string ProgramTest::no_rules() const {
    return policy("");
}

std::string ProgramTest::capture() const {
    return file("sample.pcap", sample_capture());
}

}  // namespace cordon::testing

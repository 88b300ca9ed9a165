#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace cordon::testing {

/// How a run of the program ended, and what it said.
struct Outcome {
    int status = -1;
    std::string out, err;
};

/// A test with a folder of its own, and verbs to run the program in it.
class ProgramTest : public ::testing::Test {
protected:
    ProgramTest();
    ~ProgramTest() override;

    /// Runs `cordon ARGUMENTS` under a shell, which reads them (quotes, redirections). Relative
    /// paths are those of the project. `before` stands in front: settings of the environment.
    [[nodiscard]] Outcome cordon(const std::string& arguments,
                                 const std::string& before = "") const;

    /// A path in the folder of this test.
    [[nodiscard]] std::string path(std::string_view name) const;
    /// Writes a file there and gives its path.
    std::string file(std::string_view name, std::string_view content) const;
    [[nodiscard]] static std::string content_of(const std::string& path);
    /// Names of the files in a folder of this test, sorted; empty when it is not there.
    [[nodiscard]] std::vector<std::string> files_in(std::string_view folder) const;

    /// A policy file with these rules below `rules:`, in-path.
    std::string policy(std::string_view rules) const;
    /// A policy without rules.
    [[nodiscard]] std::string no_rules() const;
    /// A capture of a little traffic: see sample_capture.hh.
    [[nodiscard]] std::string capture() const;

private:
    std::string folder_;
};

}  // namespace cordon::testing

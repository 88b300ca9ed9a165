#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "sim/scenario/candidate/file/load_candidate.hh"
#include "sim/scenario/observations/file/load_observations.hh"

namespace cordon::testing {

/// The reports and candidates of a case in policies/, in order of their files; what cannot be read
/// fails the test.
struct CaseFolder {
    explicit CaseFolder(const std::string& folder) {
        auto read = load_observations(folder + "/observations.yaml");
        EXPECT_TRUE(read);
        if (read) rows = std::move(read->observations);
        std::vector<std::filesystem::path> files;
        for (const auto& entry : std::filesystem::directory_iterator(folder + "/candidates")) {
            files.push_back(entry.path());
        }
        std::sort(files.begin(), files.end());
        for (const std::filesystem::path& file : files) {
            auto candidate = load_candidate(file.string(), &rows);
            EXPECT_TRUE(candidate) << to_text(candidate.error().front());
            if (candidate) candidates.push_back(std::move(*candidate));
        }
    }

    Observations rows;
    std::vector<LoadedCandidate> candidates;
};

}  // namespace cordon::testing

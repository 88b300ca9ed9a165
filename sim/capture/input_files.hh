#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "sim/core/result.hh"

namespace cordon {

/// The files that a run reads, so that none of its outputs replaces one. A file is known by its
/// device and inode: another spelling of its path, a link to it and a redirected stdin are the same
/// file.
class InputFiles {
public:
    /// `-` is stdin. A path that leads nowhere is left out: reading it will say so.
    void add(const std::string& path);

    /// Whether a file stands under that name and is one of them.
    [[nodiscard]] bool holds(const std::string& path) const;
    /// An error when holds(path). For programs whose outputs are named by `--out`.
    [[nodiscard]] Result<void> spare(const std::string& path) const;

private:
    std::vector<std::pair<std::uint64_t, std::uint64_t>> files_;  // device, inode
};

}  // namespace cordon

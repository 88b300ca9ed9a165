#pragma once

#include <cstdint>

namespace cordon {

/// Memory that the stream heads of many flows hold together, in bytes: what each may hold is
/// little, what millions hold is not. Beyond the bound there is no room, which is counted.
class HeadBudget {
public:
    explicit HeadBudget(std::uint64_t most_bytes) : most_bytes_(most_bytes) {}
    HeadBudget(const HeadBudget&) = delete;
    HeadBudget& operator=(const HeadBudget&) = delete;

    /// One that held `before` holds `now`. False, and nothing changed, when that does not fit.
    [[nodiscard]] bool change(std::uint64_t before, std::uint64_t now) {
        if (now > before && now - before > most_bytes_ - held_bytes_) {
            ++refused_;
            return false;
        }
        held_bytes_ += now - before;
        return true;
    }
    void give_back(std::uint64_t bytes) { held_bytes_ -= bytes; }

    [[nodiscard]] std::uint64_t held_bytes() const { return held_bytes_; }
    [[nodiscard]] std::uint64_t refused() const { return refused_; }

private:
    std::uint64_t most_bytes_;
    std::uint64_t held_bytes_ = 0;
    std::uint64_t refused_ = 0;
};

}  // namespace cordon

#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>

#include "sim/craft/account.hh"

namespace cordon {

/// The photos, voice notes and videos that the messenger keeps, by the hash of their bytes: how
/// many are expected, how many have come.
class MediaStore {
public:
    struct Stored {
        std::uint64_t expected = 0;
        std::uint64_t received = 0;
        [[nodiscard]] bool complete() const { return received >= expected; }
    };
    /// Someone will upload it; what has come of it before stays.
    void expect(MediaId media, std::uint64_t bytes);
    /// It is there, whoever uploaded it.
    void put(MediaId media, std::uint64_t bytes);
    /// What came before counts no more.
    void begin_anew(MediaId media);
    /// Its first `bytes` are there.
    void receive_up_to(MediaId media, std::uint64_t bytes);
    [[nodiscard]] std::optional<Stored> find(MediaId media) const;

private:
    std::unordered_map<MediaId, Stored> stored_;  // looked up only, never walked
};

}  // namespace cordon

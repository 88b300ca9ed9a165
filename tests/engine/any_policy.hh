#pragma once

#include <cstdint>
#include <random>
#include <span>
#include <string>

#include "tests/engine/scene.hh"

namespace cordon::test {

/// Policies drawn from a grammar of rules that stand in each other's way.
class AnyPolicy {
public:
    /// What its rules may do: all that a wall in the path can, or only what decides and touches
    /// nothing else (pass, drop, note).
    enum class Acts : std::uint8_t { all, plain };

    explicit AnyPolicy(std::uint32_t seed, Acts acts = Acts::all) : random_(seed), acts_(acts) {}

    [[nodiscard]] std::string text();

private:
    std::size_t below(std::size_t bound) { return random_() % bound; }
    std::string one_of(std::span<const char* const> choices) {
        return choices[below(choices.size())];
    }
    std::string rule(const std::string& name);
    std::string residual();
    std::string condition();

    std::mt19937 random_;
    Acts acts_;
};

/// Thirty conversations of several kinds, to and fro over three minutes.
[[nodiscard]] Scene any_talk(std::uint32_t seed);

}  // namespace cordon::test

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/core/result.hh"

namespace cordon {

/// One option of a command.
struct Option {
    enum class Takes : std::uint8_t { nothing, a_word, words };
    std::string names;  // "quiet,q": long name, then its letter
    std::string value;  // what it takes, as the help names it: "DIR"; empty for nothing
    std::string about;
    Takes takes = Takes::a_word;  // words: may be given several times
};

/// What a command takes, for its help and for reading its arguments.
struct Usage {
    std::string command;   // "replay"
    std::string synopsis;  // "cordon replay CAPTURE... --policy P [options]"
    std::string about;     // a few lines
    std::string examples;  // lines, each with its two spaces
    std::vector<Option> options;
    std::string positional{};  // name under which words without a dash are kept; empty: none taken
    int most_positional = -1;  // -1: any number
};

/// A command's arguments, read.
class Arguments {
public:
    [[nodiscard]] bool has(const std::string& option) const { return words_.contains(option); }
    /// The word of an option, if it was given.
    [[nodiscard]] std::optional<std::string> text(const std::string& option) const;
    /// The words of an option that may be given several times, or of the positional ones.
    [[nodiscard]] std::vector<std::string> words(const std::string& option) const;
    /// A whole number; an error says what stands there instead.
    [[nodiscard]] Result<std::optional<std::uint64_t>> number(const std::string& option) const;

    void keep(const std::string& option, std::vector<std::string> words) {
        words_[option] = std::move(words);
    }

private:
    std::map<std::string, std::vector<std::string>> words_;
};

/// Reads `words` (what stands behind the command's name). Prints the help and gives nullopt for
/// `--help`. An error names the word that is wrong and says where the help is.
[[nodiscard]] Result<std::optional<Arguments>> read_arguments(
    const Usage& usage, const std::vector<std::string>& words);

}  // namespace cordon

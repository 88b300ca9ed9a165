#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace cordon {

/// Domain patterns, compared as ASCII lower case (DESIGN.md section 4). A `*` inside a label stands
/// for any run of characters of that label; a leading `*.` for any depth below, not the name
/// itself. A trailing dot is significant. A name costs one hash lookup for each of its suffixes
/// that could be in the set, however many patterns there are; patterns with a `*` inside a label
/// cost one comparison each where their literal tail fits.
class DomainSet {
public:
    /// Takes a pattern as written; whether it can ever match is the checker's business.
    void add(std::string_view pattern);

    /// Whether a name as sent on the wire, of any length, is in the set. Allocates nothing for
    /// names of up to 255 bytes, the longest that DNS knows (RFC 1035 section 2.3.4).
    [[nodiscard]] bool contains(std::string_view name) const;

    /// Whether every name that a pattern stands for is in the set, by one pattern of its own. "No"
    /// may be wrong, where several together hold them all; "yes" never is.
    [[nodiscard]] bool contains_all_of(std::string_view pattern) const;

    /// Whether `holds` says yes to every pattern, each in lower case; asks no further after a no.
    template <typename Holds>
    [[nodiscard]] bool all_patterns(Holds holds) const;

    /// Calls `visit` with the literal tail, in lower case, of each pattern that has one: a name
    /// that is in the set ends in one of them, at a label's beginning.
    template <typename Visit>
    void for_each_key(Visit visit) const {
        for (const auto& [key, entry] : entries_) visit(std::string_view(key));
    }
    /// Whether a pattern has a `*` in its last label.
    [[nodiscard]] bool has_patterns_without_tail() const { return !without_tail_.empty(); }

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }

private:
    /// A pattern before its literal tail: `media.*` of `media.*.fna.whatsapp.net`.
    struct Glob {
        std::string head;        // ends before the dot that joins it to its tail
        bool any_depth = false;  // a leading `*.` was taken off
    };
    struct Entry {
        bool itself = false;  // the key is in the set
        bool below = false;   // all below the key are
        std::vector<Glob> globs;
    };
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>{}(text);
        }
    };

    /// Which patterns a name is looked for in: all, or those for any depth below.
    enum class Among : std::uint8_t { all, any_depth };

    template <Among among>
    [[nodiscard]] bool contains_lower(std::string_view name) const;
    [[nodiscard]] static bool matches(const Glob& glob, std::string_view head);
    template <Among among>
    [[nodiscard]] static bool holds_below(const Entry& entry, std::string_view head);
    template <Among among>
    [[nodiscard]] static bool any_matches(const std::vector<Glob>& globs, std::string_view head);
    [[nodiscard]] static std::string text_of(const Glob& glob);

    std::unordered_map<std::string, Entry, Hash, std::equal_to<>> entries_;
    std::vector<Glob> without_tail_;  // patterns whose last label has a `*`
    std::size_t size_ = 0;
    std::size_t longest_key_ = 0;
};

template <typename Holds>
bool DomainSet::all_patterns(Holds holds) const {
    for (const Glob& glob : without_tail_) {
        if (!holds(text_of(glob))) return false;
    }
    for (const auto& [key, entry] : entries_) {
        if (entry.itself && !holds(key)) return false;
        if (entry.below && !holds("*." + key)) return false;
        for (const Glob& glob : entry.globs) {
            if (!holds(text_of(glob) + '.' + key)) return false;
        }
    }
    return true;
}

}  // namespace cordon

#include "sim/policy/sets/domain_set.hh"

#include <algorithm>
#include <array>

#include "sim/core/ascii.hh"

namespace cordon {
namespace {

/// Whether one label fits a pattern with `*`s: greedy, going back to the last `*` only, so that it
/// takes at most pattern times label steps.
bool label_matches(std::string_view pattern, std::string_view label) {
    std::size_t p = 0;
    std::size_t at = 0;
    std::size_t star = pattern.npos;
    std::size_t resume = 0;
    while (at < label.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            resume = at;
        } else if (p < pattern.size() && pattern[p] == label[at]) {
            ++p;
            ++at;
        } else if (star != pattern.npos) {
            p = star + 1;
            at = ++resume;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', p) == pattern.npos;
}

/// Takes the last label off `rest`; false when there is none left. An empty text is one label.
class LabelsFromTheEnd {
public:
    explicit LabelsFromTheEnd(std::string_view text) : rest_(text) {}

    bool next(std::string_view& label) {
        if (done_) return false;
        const std::size_t dot = rest_.rfind('.');
        done_ = dot == rest_.npos;
        label = done_ ? rest_ : rest_.substr(dot + 1);
        rest_ = done_ ? std::string_view{} : rest_.substr(0, dot);
        return true;
    }
    [[nodiscard]] bool done() const { return done_; }

private:
    std::string_view rest_;
    bool done_ = false;
};

/// Where the labels without a `*` begin: npos when the last label has one, 0 when none has.
std::size_t tail_start(std::string_view pattern) {
    const std::size_t star = pattern.rfind('*');
    if (star == pattern.npos) return 0;
    const std::size_t dot = pattern.find('.', star);
    return dot == pattern.npos ? pattern.npos : dot + 1;
}

}  // namespace

void DomainSet::add(std::string_view pattern) {
    const std::string lower = to_lower(pattern);
    std::string_view rest = lower;
    const bool any_depth = rest.starts_with("*.");
    if (any_depth) rest.remove_prefix(2);
    ++size_;
    const std::size_t tail = tail_start(rest);
    if (tail == rest.npos) {
        without_tail_.push_back({.head = std::string(rest), .any_depth = any_depth});
        return;
    }
    const std::string_view key = rest.substr(tail);
    Entry& entry = entries_[std::string(key)];
    longest_key_ = std::max(longest_key_, key.size());
    if (tail > 0) {
        const std::string_view head = rest.substr(0, tail - 1);
        entry.globs.push_back({.head = std::string(head), .any_depth = any_depth});
    } else {
        (any_depth ? entry.below : entry.itself) = true;
    }
}

bool DomainSet::contains(std::string_view name) const {
    if (empty()) return false;
    std::array<char, 255> small{};
    if (name.size() > small.size()) return contains_lower<Among::all>(to_lower(name));
    std::transform(name.begin(), name.end(), small.begin(), [](char c) { return to_lower(c); });
    return contains_lower<Among::all>({small.data(), name.size()});
}

/// A `*` is looked for as a run that no pattern has in it but by a `*` of its own, and as none:
/// what holds both holds every run. A `*.` in front is looked for as one such label; a pattern for
/// any depth that holds this one holds those further down as well.
bool DomainSet::contains_all_of(std::string_view pattern) const {
    constexpr char no_letter = '\x01';
    std::string lower = to_lower(pattern);
    const bool any_depth = lower.starts_with("*.");
    std::string without(lower, any_depth ? 2 : 0);
    std::erase(without, '*');
    std::replace(lower.begin(), lower.end(), '*', no_letter);
    if (!any_depth) {
        return contains_lower<Among::all>(lower) && contains_lower<Among::all>(without);
    }
    without.insert(0, {no_letter, '.'});
    return contains_lower<Among::any_depth>(lower) && contains_lower<Among::any_depth>(without);
}

std::string DomainSet::text_of(const Glob& glob) {
    return glob.any_depth ? "*." + glob.head : glob.head;
}

template <DomainSet::Among among>
bool DomainSet::contains_lower(std::string_view name) const {
    if (any_matches<among>(without_tail_, name)) return true;
    if (among == Among::all && name.size() <= longest_key_) {
        const auto whole = entries_.find(name);
        if (whole != entries_.end() && whole->second.itself) return true;
    }
    // From the shortest suffix on. Those longer than the longest key cannot be in the table, so a
    // hostile name of many dots costs no more than a long pattern.
    for (std::size_t dot = name.rfind('.'); dot != name.npos; dot = name.rfind('.', dot - 1)) {
        if (name.size() - dot - 1 > longest_key_) return false;
        const auto found = entries_.find(name.substr(dot + 1));
        if (found != entries_.end() && holds_below<among>(found->second, name.substr(0, dot)))
            return true;
        if (dot == 0) return false;
    }
    return false;
}

template <DomainSet::Among among>
bool DomainSet::holds_below(const Entry& entry, std::string_view head) {
    return (entry.below && !head.empty()) || any_matches<among>(entry.globs, head);
}

template <DomainSet::Among among>
bool DomainSet::any_matches(const std::vector<Glob>& globs, std::string_view head) {
    return std::any_of(globs.begin(), globs.end(), [&](const Glob& glob) {
        return (among == Among::all || glob.any_depth) && matches(glob, head);
    });
}

bool DomainSet::matches(const Glob& glob, std::string_view head) {
    LabelsFromTheEnd patterns{glob.head};
    LabelsFromTheEnd labels{head};
    std::string_view pattern;
    std::string_view label;
    while (patterns.next(pattern)) {
        if (!labels.next(label) || !label_matches(pattern, label)) return false;
    }
    return labels.done() != glob.any_depth;
}

}  // namespace cordon

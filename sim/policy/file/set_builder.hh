#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sim/policy/file/draft.hh"

namespace cordon {

/// Fills one set from members as they are written, in the policy or in a list file.
class SetBuilder {
public:
    SetBuilder(SetKind kind, Findings& findings);

    /// Adds one member; what is wrong with it is told at its place.
    void add(std::string_view member, SourcePlace at);

    /// Adds every line of a list: one member a line, `#` begins a comment, blank lines are skipped.
    void add_lines(const Source& list);

    /// Whether a member was added at all, right or wrong.
    [[nodiscard]] bool has_members() const { return has_members_; }

    [[nodiscard]] Set take();

private:
    void add_domain(std::string_view member, SourcePlace at);
    void add_cidr(std::string_view member, SourcePlace at);
    void add_ports(std::string_view member, SourcePlace at);
    void add_bytes(std::string_view member, SourcePlace at);
    [[nodiscard]] std::optional<std::int64_t> port(std::string_view text, SourcePlace at);

    SetKind kind_;
    Findings* findings_;
    Set set_;
    bool has_members_ = false;
};

}  // namespace cordon

#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "sim/core/arrival.hh"
#include "sim/core/result.hh"

namespace cordon {

/// A BPF filter in libpcap's language over packets that our own readers read: compiled once a link
/// type, when its first interface or packet comes. Names of hosts and networks are an error: they
/// are looked up nowhere.
class PacketFilter {
public:
    /// `capture` is what messages call the file whose packets it is for.
    PacketFilter(std::string expression, std::string capture);
    PacketFilter(PacketFilter&&) noexcept;
    PacketFilter& operator=(PacketFilter&&) noexcept;
    ~PacketFilter();

    /// An error holds libpcap's message on an expression it cannot compile for this link type, and
    /// what to do.
    [[nodiscard]] Result<void> compile_for(LinkType link);

    /// What passes, in order; valid until the next call, and as long as the packets are.
    [[nodiscard]] Result<std::span<const Arrival>> apply(std::span<const Arrival> batch);

private:
    struct Program;
    [[nodiscard]] Result<const Program*> program_for(LinkType link);
    [[nodiscard]] Error refused(LinkType link, const std::string& reason) const;

    std::string expression_, capture_;
    std::vector<std::unique_ptr<Program>> programs_;  // a handful: one a link type
    std::vector<Arrival> passed_;
};

}  // namespace cordon

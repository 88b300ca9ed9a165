#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "sim/report/emit.hh"
#include "sim/report/eve_writer.hh"
#include "sim/report/tally.hh"
#include "tools/cordon/output_folder.hh"

namespace cordon {

/// Hands what the engine tells to the captures, the events and the counts of a run.
class ReplayOutput final : public Emit {
public:
    struct Options {
        bool packet_events = false;
        bool injects = false;      // the wall may send packets of its own
        bool before_1970 = false;  // the packets are moved to a time before 1970
    };

    /// Borrows all but the options; `folder` may be null: then there are counts only.
    ReplayOutput(const RuleNames& rules, Tally& tally, OutputFolder* folder,
                 const Options& options);

    /// Interfaces of the input so far; call before packets of a new one. They are written as they
    /// are, but for this: what the wall sends keeps to no snap length, so where it may send the
    /// interfaces of passed.pcapng state none. Readers refuse a packet that is longer. And where
    /// packets are moved to before 1970, all interfaces count time from as early as can be.
    void declare(std::span<const CaptureInterface> interfaces);

    /// Packets written as of 1970-01-01 because their time lies before the zero of their interface.
    [[nodiscard]] std::uint64_t times_lost() const;

    void passed(std::span<const Arrival> run) override;
    void left(const Departure& departure) override;
    void removed(const Removal& removal) override;
    void flow_ended(const FlowEnded& event) override;
    void protocol_seen(const ProtocolSeen& event) override;
    void rule_decided(const RuleDecided& event) override;
    void flow_dropped(const FlowDropped& event) override;

private:
    [[nodiscard]] std::string_view name_of(RuleId rule) const;
    void write_packet(PcapngWriter& writer, const Arrival& arrival);  // with comment_
    [[nodiscard]] const FlowEnds* ends_of_flow(std::uint64_t flow_id) const;

    const RuleNames* rules_;
    Tally* tally_;
    PcapngWriter* passed_ = nullptr;
    PcapngWriter* removed_ = nullptr;
    std::optional<EveWriter> events_;
    bool packet_events_ = false;
    bool injects_;
    bool before_1970_;
    std::vector<CaptureInterface> in_passed_, in_removed_;  // as they are declared there
    std::unordered_map<std::uint64_t, FlowEnds> ends_;  // of decided live flows, for packet events
    std::string comment_;
};

}  // namespace cordon

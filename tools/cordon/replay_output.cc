#include "tools/cordon/replay_output.hh"

#include "sim/report/comment.hh"

namespace cordon {

ReplayOutput::ReplayOutput(const RuleNames& rules, Tally& tally, OutputFolder* folder,
                           const Options& options)
    : rules_(&rules), tally_(&tally), injects_(options.injects), before_1970_(options.before_1970) {
    if (folder == nullptr) return;
    passed_ = folder->passed();
    removed_ = folder->removed();
    if (FileSink* sink = folder->events()) {
        events_.emplace(*sink, rules);
        packet_events_ = options.packet_events;
    }
}

void ReplayOutput::declare(std::span<const CaptureInterface> interfaces) {
    for (std::size_t i = in_passed_.size(); i < interfaces.size(); ++i) {
        CaptureInterface declared = interfaces[i];
        if (before_1970_) declared.time_offset_seconds = PcapngWriter::earliest_zero_seconds;
        in_removed_.push_back(declared);
        if (injects_) declared.snap_length = 0;
        in_passed_.push_back(std::move(declared));
    }
    if (passed_ != nullptr) passed_->declare(in_passed_);
    if (removed_ != nullptr) removed_->declare(in_removed_);
}

std::uint64_t ReplayOutput::times_lost() const {
    std::uint64_t lost = 0;
    for (const PcapngWriter* writer : {passed_, removed_}) {
        if (writer != nullptr) lost += writer->times_before_zero();
    }
    return lost;
}

void ReplayOutput::passed(std::span<const Arrival> run) {
    tally_->passed(run);
    if (passed_ != nullptr) passed_->write(run);
}

void ReplayOutput::left(const Departure& departure) {
    tally_->left(departure);
    if (passed_ == nullptr) return;
    write_comment(comment_, name_of(departure.because), departure);
    write_packet(*passed_, departure.arrival);
}

void ReplayOutput::removed(const Removal& removal) {
    tally_->removed(removal);
    if (packet_events_) events_->packet_removed(removal, ends_of_flow(removal.flow_id));
    if (removed_ == nullptr) return;
    write_comment(comment_, name_of(removal.because), removal.act);
    write_packet(*removed_, removal.arrival);
}

std::string_view ReplayOutput::name_of(RuleId rule) const {
    const auto index = static_cast<std::size_t>(rule);
    return index < rules_->size() ? (*rules_)[index] : std::string_view();
}

void ReplayOutput::write_packet(PcapngWriter& writer, const Arrival& arrival) {
    writer.write(PacketToWrite{.bytes = arrival.bytes,
                               .at = arrival.at,
                               .wire_length = arrival.wire_length,
                               .interface = arrival.interface,
                               .frame = arrival.frame,
                               .note = arrival.note,
                               .comment = comment_});
}

const FlowEnds* ReplayOutput::ends_of_flow(std::uint64_t flow_id) const {
    const auto found = ends_.find(flow_id);
    return found == ends_.end() ? nullptr : &found->second;
}

void ReplayOutput::flow_ended(const FlowEnded& event) {
    tally_->flow_ended(event);
    if (events_) events_->flow_ended(event);
    if (packet_events_) ends_.erase(event.flow.state->id);
}

void ReplayOutput::protocol_seen(const ProtocolSeen& event) {
    if (events_) events_->protocol_seen(event);
}

void ReplayOutput::rule_decided(const RuleDecided& event) {
    tally_->rule_decided(event);
    if (events_) events_->rule_decided(event);
    if (packet_events_) ends_.insert_or_assign(event.flow.state->id, ends_of(event.flow));
}

void ReplayOutput::flow_dropped(const FlowDropped& event) {
    // With an event for each packet, the first of them says this already.
    if (events_ && !packet_events_) events_->flow_dropped(event);
}

}  // namespace cordon

#pragma once

#include <cstddef>
#include <span>

#include "sim/report/emit.hh"

namespace cordon {

/// Tells of plain passes together: stands before an Emit and collects the packets of one span that
/// leave as they came, until something else happens to a packet.
class PassRun final : public Emit {
public:
    PassRun(std::span<const Arrival> arrivals, Emit& out) : arrivals_(arrivals), out_(&out) {}

    /// The packet after those told of so far passes plainly.
    void pass() { ++end_; }
    /// It does not: Emit has been told what became of it, or will be.
    void skip() {
        flush();
        begin_ = ++end_;
    }
    /// Tells of what has been collected.
    void flush() {
        if (begin_ < end_) out_->passed(arrivals_.subspan(begin_, end_ - begin_));
        begin_ = end_;
    }

    void passed(std::span<const Arrival> run) override {
        flush();
        out_->passed(run);
    }
    void left(const Departure& departure) override {
        flush();
        out_->left(departure);
    }
    void removed(const Removal& removal) override {
        flush();
        out_->removed(removal);
    }
    void flow_ended(const FlowEnded& event) override { out_->flow_ended(event); }
    void protocol_seen(const ProtocolSeen& event) override { out_->protocol_seen(event); }
    void rule_decided(const RuleDecided& event) override { out_->rule_decided(event); }
    void flow_dropped(const FlowDropped& event) override { out_->flow_dropped(event); }

private:
    std::span<const Arrival> arrivals_;
    Emit* out_;
    std::size_t begin_ = 0, end_ = 0;  // collected: [begin_, end_)
};

}  // namespace cordon

#pragma once

#include "sim/report/emit.hh"
#include "sim/report/eve_writer.hh"
#include "sim/report/text_sink.hh"

namespace cordon {

/// Listens to the ends of flows only.
class FlowListing : public Emit {
public:
    virtual void write_head() = 0;

    void passed(std::span<const Arrival> /*run*/) override {}
    void left(const Departure& /*departure*/) override {}
    void removed(const Removal& /*removal*/) override {}
    void protocol_seen(const ProtocolSeen& /*event*/) override {}
    void rule_decided(const RuleDecided& /*event*/) override {}
    void flow_dropped(const FlowDropped& /*event*/) override {}
};

/// Lists flows with a writer of sim/report/: InspectTable, InspectCsv or EveWriter.
template <typename Writer>
class ListingAs final : public FlowListing {
public:
    explicit ListingAs(TextSink& sink) : writer_(make(sink)) {}

    void write_head() override {
        if constexpr (requires { writer_.write_head(); }) writer_.write_head();
    }
    void flow_ended(const FlowEnded& event) override { writer_.flow_ended(event); }

private:
    Writer make(TextSink& sink) {
        if constexpr (std::is_constructible_v<Writer, TextSink&, const RuleNames&>) {
            return Writer(sink, no_rules_);
        } else {
            return Writer(sink);
        }
    }

    RuleNames no_rules_;  // before writer_, which borrows it
    Writer writer_;
};

}  // namespace cordon

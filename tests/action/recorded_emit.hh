#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/report/emit.hh"

namespace cordon::test {

/// What Emit was told of one packet, kept.
struct Told {
    enum class What : std::uint8_t { passed, left, removed };
    What what = What::passed;
    std::uint64_t frame = 0;
    Act act = Act::none;
    RuleId because = no_rule;
    std::uint64_t flow_id = 0;
    Time at;
    Duration held{};
    std::vector<std::uint8_t> bytes;
    std::vector<std::string> comments;
    std::uint32_t wire_length = 0;
    InterfaceId interface {};
    LinkType link{};
};

/// Keeps all that it is told of packets, in order.
class RecordedEmit : public Emit {
public:
    std::vector<Told> told;

    void passed(std::span<const Arrival> run) override {
        for (const Arrival& arrival : run) keep(Told::What::passed, arrival);
    }
    void left(const Departure& departure) override {
        Told& entry = keep(Told::What::left, departure.arrival);
        entry.act = departure.act;
        entry.because = departure.because;
        entry.flow_id = departure.flow_id;
        entry.held = departure.held;
    }
    void removed(const Removal& removal) override {
        Told& entry = keep(Told::What::removed, removal.arrival);
        entry.act = removal.act;
        entry.because = removal.because;
        entry.flow_id = removal.flow_id;
    }
    void flow_ended(const FlowEnded&) override {}
    void protocol_seen(const ProtocolSeen&) override {}
    void rule_decided(const RuleDecided&) override {}
    void flow_dropped(const FlowDropped&) override {}

private:
    Told& keep(Told::What what, const Arrival& arrival) {
        Told entry;
        entry.what = what;
        entry.frame = arrival.frame;
        entry.at = arrival.at;
        entry.bytes.assign(arrival.bytes.begin(), arrival.bytes.end());
        if (arrival.note != nullptr) entry.comments = arrival.note->comments;
        entry.wire_length = arrival.wire_length;
        entry.interface = arrival.interface;
        entry.link = arrival.link;
        told.push_back(std::move(entry));
        return told.back();
    }
};

}  // namespace cordon::test

#pragma once

#include <string>

#include "sim/report/event.hh"
#include "sim/report/text_sink.hh"

namespace cordon {

/// What a wall can see of each flow, one line a flow, as the flows end: columns of fixed width for
/// people. Names that hold anything but printable ASCII are escaped.
class InspectTable {
public:
    explicit InspectTable(TextSink& sink) : sink_(&sink) {}
    void write_head();
    void flow_ended(const FlowEnded& event);

private:
    TextSink* sink_;
    std::string line_;
};

/// The same for programs: CSV with a header line.
class InspectCsv {
public:
    explicit InspectCsv(TextSink& sink) : sink_(&sink) {}
    void write_head();
    void flow_ended(const FlowEnded& event);

private:
    TextSink* sink_;
    std::string line_;
};

}  // namespace cordon

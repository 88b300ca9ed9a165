#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sim/classify/classifier.hh"
#include "sim/flow/flow_state.hh"
#include "sim/flow/observe.hh"

namespace cordon::testing {

/// One flow of a capture after its end.
struct CapturedFlow {
    FlowState state;
    TcpTrack track;
    ClassifyState classify;
    bool open = true;  // not replaced by a new conversation on the same ports

    /// `tcp 10.0.0.1:443 10.0.0.2:5000`, the lesser end (as text) first.
    [[nodiscard]] std::string key() const;
};

/// The key as above, of ends in any order.
[[nodiscard]] std::string flow_key_text(const std::string& protocol, std::string end_1,
                                        std::string end_2);

/// Runs a capture through decode, flow and classify. Packets that are no IP make no flow. Empty
/// when the file cannot be opened.
[[nodiscard]] std::vector<CapturedFlow> flows_of(const std::filesystem::path& capture,
                                                 Wanted wanted);

}  // namespace cordon::testing

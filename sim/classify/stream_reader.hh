#pragma once

#include <cstdint>
#include <optional>

#include "sim/classify/classifier.hh"
#include "sim/classify/fact_writer.hh"

namespace cordon {

/// Reads the in-order bytes of one direction of a TCP flow: finds out from the first of them which
/// protocol it is, then follows that protocol as far as names are wanted. Made for one segment;
/// what it must remember stands in the direction's StreamScan.
class StreamReader {
public:
    StreamReader(const Wanted& wanted, ClassifyState& state, const FlowState& flow,
                 Direction direction, FactWriter& facts);

    /// Reads on in `bytes`, which begin where the last call was done: `held` of them it saw
    /// already, and more have come. Gives how many are done with; more than there are when some to
    /// come are to be passed over. Whatever begins and does not end within the limit of segments
    /// stops the reading.
    [[nodiscard]] std::uint64_t read(Bytes bytes, std::size_t held);

    /// Continues behind a hole, if the protocol lets one find a beginning again; else stops.
    void skip_hole();

private:
    using Reading = StreamScan::Reading;

    /// What a step did with the bytes it saw.
    struct Step {
        std::uint64_t done = 0;  // may exceed them
        bool more = false;       // another step follows
    };
    /// Nothing done: the protocol fits so far.
    [[nodiscard]] static Step need_more() { return {}; }

    [[nodiscard]] bool is_spread_too_far(std::uint64_t done, std::uint64_t of);
    [[nodiscard]] Step step(Bytes bytes);
    [[nodiscard]] Step read_opening(Bytes bytes);
    [[nodiscard]] Step read_tls(Bytes bytes);
    [[nodiscard]] Step read_http(Bytes bytes);
    [[nodiscard]] Step read_dns(Bytes bytes);
    [[nodiscard]] Step read_text(Bytes bytes);

    // Each nullopt when the bytes are no opening of its protocol.
    [[nodiscard]] std::optional<Step> open_tls(Bytes bytes);
    [[nodiscard]] std::optional<Step> open_tls_midway(Bytes bytes);
    [[nodiscard]] std::optional<Step> open_chat(Bytes bytes);
    [[nodiscard]] std::optional<Step> open_socks(Bytes bytes);
    [[nodiscard]] std::optional<Step> open_dns(Bytes bytes);
    [[nodiscard]] std::optional<Step> open_ssh(Bytes bytes);
    [[nodiscard]] std::optional<Step> open_http(Bytes bytes);
    [[nodiscard]] bool may_start_tls(Bytes bytes) const;
    [[nodiscard]] Step take_unknown(Bytes bytes);

    [[nodiscard]] bool hello_begins_behind_held(Bytes bytes) const;
    void take_answer(Bytes bytes);
    [[nodiscard]] Step take_hello(const ClientHello& hello);
    [[nodiscard]] Step take_http(const HttpStep& taken, Bytes bytes);
    void take_dns(const DnsMessage& message);

    void hint(App app, AppWhy why);
    [[nodiscard]] Step enter_tunnel(std::uint64_t done);
    [[nodiscard]] Step follow(Reading reading, std::uint64_t done);
    [[nodiscard]] Step stop(std::uint64_t done);
    [[nodiscard]] bool has_dns_port() const;

    const Wanted* wanted_;
    ClassifyState* state_;
    const FlowState* flow_;
    FactWriter* facts_;
    StreamScan* stream_;
    Direction direction_;
    std::size_t held_ = 0;  // of a step's bytes: how many an earlier segment brought
};

}  // namespace cordon

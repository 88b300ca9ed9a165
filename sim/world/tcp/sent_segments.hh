#pragma once

#include <cstdint>
#include <optional>

#include "sim/core/time.hh"
#include "sim/world/ring_queue.hh"

namespace cordon {

/// Places in the sequence space of one direction, 64 bits wide so that they never wrap: 0 is the
/// SYN, 1 the first byte, and the FIN follows the last byte.
using TcpPosition = std::uint64_t;

/// What has been sent and not yet acknowledged, segment by segment, with what SACK says of it
/// (RFC 2018), and which of it is taken for lost (RFC 8985). `pipe()` is RFC 6675's: bytes thought
/// to be on their way.
class SentSegments {
public:
    struct Segment {
        TcpPosition begin = 0;
        Time sent_at;  // the last time
        std::uint32_t length = 0;
        std::uint8_t retransmissions = 0;
        bool sacked = false;
        bool lost = false;  // and not sent again since
        [[nodiscard]] TcpPosition end() const { return begin + length; }
    };
    /// What an acknowledgement showed of round trips.
    struct Delivered {
        std::uint64_t bytes = 0;               // acknowledged or SACKed for the first time
        std::optional<Time> newest_sent_at{};  // of those sent once only: RFC 6298's sample
    };

    /// All before `acknowledged` has arrived; `reordering` is what an earlier one had seen.
    SentSegments(TcpPosition acknowledged, bool reordering)
        : highest_(acknowledged), reordering_seen_(reordering) {}

    void sent(TcpPosition begin, TcpPosition end, Time now);
    void retransmitted(Segment& segment, Time now);

    /// All before `ack` has arrived. Updates `delivered` and what is known of the newest delivery.
    void acknowledge(TcpPosition ack, Time now, Duration least_rtt, Delivered& delivered);
    /// What lies in [begin, end) has arrived.
    void sack(TcpPosition begin, TcpPosition end, Time now, Duration least_rtt,
              Delivered& delivered);

    /// Marks lost what was sent enough before the newest segment known to have arrived (RFC 8985
    /// section 6.2); `tolerance` is reo_wnd. Says when to look again, if at all.
    struct Verdict {
        bool found = false;  // something was newly marked
        std::optional<Time> again_at{};
    };
    [[nodiscard]] Verdict find_lost(Time now, Duration tolerance);
    /// Marks lost what was sent once and has `enough` SACKed segments beyond it (RFC 6675 section
    /// 2, DupThresh). Whether something was newly marked.
    [[nodiscard]] bool find_lost_by_count(std::uint32_t enough);
    /// Marks the oldest segment lost (three duplicate acknowledgements without SACK: RFC 6582).
    void mark_first_lost();
    /// Marks lost all that is not SACKed: the retransmission timer fired.
    void mark_all_lost();
    /// Forgets what SACK said (the receiver may take it back: RFC 2018 section 8).
    void forget_sacks();

    [[nodiscard]] bool empty() const { return segments_.empty(); }
    [[nodiscard]] std::size_t size() const { return segments_.size(); }
    [[nodiscard]] Segment& front() { return segments_.front(); }
    [[nodiscard]] Segment& back() { return segments_.back(); }
    /// The oldest segment marked lost; null when none is.
    [[nodiscard]] Segment* first_lost();

    [[nodiscard]] std::uint64_t outstanding() const { return outstanding_; }  // bytes
    [[nodiscard]] std::uint64_t pipe() const { return outstanding_ - sacked_ - lost_; }
    [[nodiscard]] std::uint64_t sacked() const { return sacked_; }
    [[nodiscard]] std::uint32_t sacked_segments() const { return sacked_segments_; }
    [[nodiscard]] std::uint64_t lost() const { return lost_; }
    [[nodiscard]] bool reordering_seen() const { return reordering_seen_; }

private:
    void delivered(const Segment& segment, Time now, Duration least_rtt, Delivered& out);
    void mark_lost(Segment& segment);

    /// The segment sent last of those known to have arrived: RACK.xmit_ts, end_seq, rtt.
    struct Newest {
        Time sent_at = Time::min();
        TcpPosition end = 0;
        Duration rtt{};
    };

    RingQueue<Segment> segments_;
    std::uint64_t outstanding_ = 0;
    std::uint64_t sacked_ = 0;
    std::uint64_t lost_ = 0;
    TcpPosition highest_;  // end of the furthest segment known to have arrived: RACK.fack
    Newest newest_;
    std::uint32_t sacked_segments_ = 0;
    bool reordering_seen_;
};

}  // namespace cordon

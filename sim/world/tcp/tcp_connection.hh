#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

#include "sim/core/endpoint.hh"
#include "sim/core/notice.hh"
#include "sim/world/event_queue.hh"
#include "sim/world/sent_stream.hh"
#include "sim/world/tcp/congestion.hh"
#include "sim/world/tcp/receive_buffer.hh"
#include "sim/world/tcp/rtt_estimator.hh"
#include "sim/world/tcp/segment.hh"
#include "sim/world/tcp/sent_segments.hh"
#include "sim/world/tcp/tcp_profile.hh"
#include "sim/world/transport.hh"

namespace cordon {

class TcpStack;

/// States of RFC 9293 section 3.3.2; LISTEN is the stack's.
enum class TcpState : std::uint8_t {
    syn_sent,
    syn_received,
    established,
    fin_wait_1,
    fin_wait_2,
    close_wait,
    closing,
    last_ack,
    time_wait,
    closed,
};

/// One end of a TCP connection. Acts on three things only: a segment that came, a time that has
/// come, a wish of the program. What it follows: RFC 9293 (section 3.10.7 on segments), RFC 5961
/// (resets, SYNs and acknowledgements from off path), RFC 7323 (scaling, time stamps, PAWS), RFC
/// 2018 and 2883 (SACK), RFC 6298 (timer), RFC 8985 (RACK-TLP) with the sending rule of RFC 6675,
/// RFC 6582 without SACK, RFC 5681 and 9438 (windows), RFC 3042 (limited transmit, as pipe() has
/// it), Nagle's algorithm where the profile has it; constants by profile. Not modelled: urgent
/// data, ECN, undoing of needless reductions (RFC 4015, 5682), growth of the receive buffer, path
/// MTU discovery.
///
/// What an idle connection does not need it does not hold: see Flight, Rare, Congestion and
/// ReceiveBuffer. What is left is 336 bytes.
///
/// Split by what it acts on: tcp_input.cc, tcp_ack.cc, tcp_output.cc, tcp_timers.cc,
/// tcp_program.cc.
class TcpConnection final : public EventTarget {
public:
    /// Begins by sending a SYN, or, on `syn`, by answering it.
    TcpConnection(TcpStack& stack, const Endpoint& local, const Endpoint& remote);
    TcpConnection(TcpStack& stack, const Endpoint& local, const Endpoint& remote,
                  const TcpSegment& syn);
    ~TcpConnection();

    void on_segment(const TcpSegment& segment);
    void on_event() override;  // the earliest of its times

    // For the program: see TcpSocket.
    void send(Content content);
    void close();
    void abort();
    [[nodiscard]] std::vector<std::uint8_t> take(std::uint64_t count);
    void skip(std::uint64_t count);
    /// Nobody asks any more: closes, and the stack forgets it once it is over.
    void let_go();

    [[nodiscard]] TcpSocket::State state() const;
    [[nodiscard]] TcpState tcp_state() const { return state_; }
    [[nodiscard]] std::optional<NetFailure> failure() const { return failure_; }
    [[nodiscard]] Endpoint local() const { return {.address = local_, .port = local_port_}; }
    [[nodiscard]] Endpoint remote() const { return {.address = remote_, .port = remote_port_}; }
    [[nodiscard]] bool is_between(const Endpoint& local, const Endpoint& remote) const {
        return remote_ == remote.address && remote_port_ == remote.port &&
               local_ == local.address && local_port_ == local.port;
    }
    [[nodiscard]] std::uint64_t unacknowledged() const;
    [[nodiscard]] std::uint64_t available() const { return received_.available(); }
    [[nodiscard]] bool remote_closed() const { return fin_received_; }
    [[nodiscard]] Notice& changed() { return changed_; }
    [[nodiscard]] bool is_over() const { return state_ == TcpState::closed; }
    /// Whether no program holds it: it was let go of, or never handed over.
    [[nodiscard]] bool is_nobodys() const { return let_go_ || (passive_ && !handed_over_); }
    /// Whether a new SYN with the same ends may take its place (RFC 9293 section 3.10.7.4: from
    /// TIME-WAIT, if its numbers are newer).
    [[nodiscard]] bool gives_way_to(const TcpSegment& syn) const;
    /// Whether it answered a SYN, is open now, and was not asked before.
    [[nodiscard]] bool is_newly_accepted() {
        return passive_ && is_synchronized() && !is_over() && !std::exchange(handed_over_, true);
    }

    // For those who watch.
    [[nodiscard]] std::uint32_t next_raw() const { return seq_at(next_).raw(); }  // SND.NXT
    [[nodiscard]] std::uint64_t window() const { return congestion_.window(); }
    [[nodiscard]] const RttEstimator& rtt() const { return rtt_; }

private:
    /// The first three run only while there is a Flight.
    enum class Clock : std::uint8_t { retransmit, probe_tail, reorder, delayed_ack, linger };
    static constexpr std::size_t flight_clocks = 3, own_clocks = 2;
    /// How the sender stands to loss.
    enum class Mode : std::uint8_t { open, recovery, loss };

    /// What the sender remembers while something is on its way or a closed window is probed.
    struct Flight {
        Flight(TcpPosition acknowledged, bool reordering) : sent(acknowledged, reordering) {
            due.fill(Time::max());
        }
        SentSegments sent;
        std::array<Time, flight_clocks> due{};
        TcpPosition recover = 0;            // where recovery ends
        TcpPosition probed_tail = 0;        // TLP.end_seq; 0: no probe waits for its answer
        TcpPosition small_end = 0;          // of the last segment that was not full
        std::uint64_t duplicate_bytes = 0;  // without SACK: those that duplicates stand for
        Time first_timeout = Time::min();   // since the last progress
        bool probe_repeats = false;         // TLP.is_retrans
    };
    /// What few connections ever need.
    struct Rare {
        Time last_challenge = Time::min();
        ReceiveBuffer::Block duplicate{};  // to be reported first (RFC 2883); empty: none
    };

    [[nodiscard]] Time now() const;
    [[nodiscard]] const TcpProfile& profile() const;

    // tcp_input.cc: a segment came
    void on_segment_while_connecting(const TcpSegment& segment);
    void on_segment_while_open(const TcpSegment& segment);
    [[nodiscard]] bool passes_first_checks(const TcpSegment& segment, TcpPosition begin);
    void accept_options(const TcpOptions& options);
    [[nodiscard]] bool fails_paws(const TcpSegment& segment) const;
    [[nodiscard]] bool is_acceptable(TcpPosition begin, TcpPosition end) const;
    void answer_unacceptable(const TcpSegment& segment, TcpPosition begin, TcpPosition end);
    [[nodiscard]] bool passes_reset_and_syn(const TcpSegment& segment, TcpPosition begin);
    void note_timestamp(const TcpSegment& segment, TcpPosition begin);
    void accept_payload(const TcpSegment& segment, TcpPosition begin);
    void accept_fin(TcpPosition at);
    void plan_ack(ReceiveBuffer::Came came, std::uint32_t length);
    [[nodiscard]] TcpPosition unwrap_received(Seq32 seq) const;

    // tcp_ack.cc: what its acknowledgement says
    [[nodiscard]] bool accept_ack(const TcpSegment& segment);
    void take_ack(const TcpSegment& segment, TcpPosition ack);
    void forget_acknowledged(TcpPosition before);
    void grow_window(std::uint64_t acked, std::uint64_t was_out);
    void take_sacks(const TcpOptions& options, SentSegments::Delivered& delivered);
    void take_window(const TcpSegment& segment, TcpPosition ack);
    void count_duplicate(const TcpSegment& segment, TcpPosition ack);
    void sample_rtt(const TcpSegment& segment, const SentSegments::Delivered& delivered);
    void judge_losses(bool advanced);
    void enter_recovery();
    void detect_losses();
    void judge_tail_probe(const TcpOptions& options);
    void on_own_fin_acknowledged();
    void establish();

    // tcp_output.cc: sending
    void output();
    [[nodiscard]] bool send_next();
    [[nodiscard]] bool retransmit_first_lost();
    void retransmit(SentSegments::Segment& segment);
    [[nodiscard]] std::uint64_t sendable() const;
    [[nodiscard]] bool waits_for_more(std::uint64_t length) const;
    void rest_window();
    void send_new(std::uint64_t length);
    void transmit(TcpPosition begin, TcpPosition end, std::uint8_t extra_flags);
    void send_syn();
    void send_ack();
    void send_challenge();
    void send_reset();
    [[nodiscard]] OutgoingSegment header(TcpPosition seq);
    void acknowledge_in(OutgoingSegment& segment);
    void add_sacks(OutgoingSegment& segment);
    [[nodiscard]] std::uint16_t advertise();
    [[nodiscard]] std::uint64_t free_space() const;
    void maybe_update_window();
    [[nodiscard]] std::uint32_t timestamp() const;

    // tcp_timers.cc: time
    void set(Clock clock, Time at);
    void stop(Clock clock);
    [[nodiscard]] Time due(Clock clock) const;
    [[nodiscard]] Flight& flight();  // made when there is none
    [[nodiscard]] bool nothing_out() const { return !flight_ || flight_->sent.empty(); }
    void land();
    [[nodiscard]] Rare& rare();
    void arm();
    void restart_retransmit();
    void plan_tail_probe();
    [[nodiscard]] Duration timeout() const;
    void on_retransmit();
    void on_connect_timeout();
    void on_tail_probe();
    void on_window_probe();
    void on_linger();
    void keep_alive();
    [[nodiscard]] bool gives_up();
    [[nodiscard]] bool waits_for_window() const;

    void end(std::optional<NetFailure> why);
    void enter_time_wait();
    void notify() { changed_.notify(); }

    // Positions of the sending side; the stream's first byte is at 1.
    [[nodiscard]] Seq32 seq_at(TcpPosition position) const {
        return initial_seq_ + static_cast<std::uint32_t>(position);
    }
    [[nodiscard]] Seq32 received_seq_at(TcpPosition position) const {
        return remote_initial_seq_ + static_cast<std::uint32_t>(position);
    }
    [[nodiscard]] TcpPosition stream_end() const { return 1 + stream_->end(); }
    [[nodiscard]] bool is_synchronized() const {
        return state_ != TcpState::syn_sent && state_ != TcpState::syn_received;
    }
    [[nodiscard]] TcpPosition receive_next() const {
        return received_.next() + (fin_received_ ? 1 : 0);
    }

    TcpStack* stack_;
    IpAddress local_;
    IpAddress remote_;
    std::uint16_t local_port_;
    std::uint16_t remote_port_;

    TcpState state_ = TcpState::syn_sent;
    Mode mode_ = Mode::open;
    bool let_go_ = false;
    bool passive_ = false;  // answered a SYN
    bool fin_queued_ = false;
    bool fin_received_ = false;
    bool handed_over_ = false;  // to whoever listens
    bool ack_now_ = false;
    bool answers_quickly_ = true;  // the program does: acknowledgements can ride on its answers
    bool window_limited_ = false;  // the congestion window stopped the sender
    bool reordering_seen_ = false;

    // Agreed upon in the handshake.
    bool sack_ = false;
    bool timestamps_ = false;
    std::uint8_t send_scale_ = 0;     // of windows that come
    std::uint8_t receive_scale_ = 0;  // of windows that go
    std::uint8_t duplicates_ = 0;
    std::uint8_t timeouts_ = 0;  // in a row: back-off
    std::uint8_t probes_ = 0;    // of a closed window, or keep-alive, unanswered
    std::uint8_t quick_acks_ = 0;
    std::optional<NetFailure> failure_;
    std::uint16_t segment_size_ = 536;  // payload of a full segment, bytes
    std::uint16_t largest_received_ = 536;
    std::uint16_t ip_id_ = 0;

    // Sending.
    Seq32 initial_seq_;
    Seq32 window_taken_seq_, window_taken_ack_;  // SND.WL1, WL2, counted from the initial ones
    std::uint32_t send_window_ = 0;
    std::uint32_t most_send_window_ = 0;
    TcpPosition unacknowledged_ = 0;  // SND.UNA
    TcpPosition next_ = 0;            // SND.NXT
    StreamRef stream_;
    std::unique_ptr<Flight> flight_;
    Congestion congestion_;
    RttEstimator rtt_;
    Time last_sent_ = Time::min();
    Route route_;

    // Receiving.
    Seq32 remote_initial_seq_;
    std::uint32_t recent_timestamp_ = 0;
    ReceiveBuffer received_;
    TcpPosition window_edge_ = 0;   // RCV.NXT + RCV.WND as last advertised
    TcpPosition acknowledged_ = 0;  // RCV.NXT as last sent
    Time last_received_ = Time::min();

    std::unique_ptr<Rare> rare_;
    Notice changed_;
    std::array<Time, own_clocks> due_{};
    TimerId event_ = TimerId::none;
    Time event_at_ = Time::max();
};

}  // namespace cordon

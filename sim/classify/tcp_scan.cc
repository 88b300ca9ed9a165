#include "sim/classify/tcp_scan.hh"

#include <algorithm>
#include <limits>

#include "sim/classify/payload_shape.hh"
#include "sim/classify/stream_reader.hh"
#include "sim/classify/supposed_app.hh"
#include "sim/classify/whatsapp_chat.hh"
#include "sim/core/well_known_port.hh"

namespace cordon {
namespace {

Seq32 first_payload_byte(const Headers& headers) {
    return headers.tcp_flags.syn() ? headers.seq + 1 : headers.seq;
}

/// Another SYN before any data moves the beginning.
void begin_stream(ClassifyState& state, const FlowPacket& packet) {
    StreamScan& stream = state.streams[index(packet.direction)];
    if (stream.reading != StreamScan::Reading::opening) return;
    if (state.segments[index(packet.direction)] > 0) return;
    if (stream.head.begun()) stream.head = StreamHead{};
    stream.head.begin(packet.headers->seq + 1);
}

/// payload.*: of a flow whose opening was seen, the first segment that arrives.
void measure(const Wanted& wanted, ClassifyState& state, const FlowState& flow,
             const FlowPacket& packet, FactWriter& facts) {
    if (!facts.is_unknown(FactGroup::payload)) return;
    if (!wanted.payload_shape || flow.picked_up) {
        facts.absent({FactGroup::payload});
    } else if (packet.direction == Direction::up) {
        state.facts.payload.made() = shape_of(packet.payload, packet.headers->payload_length);
        facts.become_value(FactGroup::payload);
    }
}

void end_stream_up(ClassifyState& state, FactWriter& facts) {
    state.stream_up.reset();
    if (state.facts.stream_up->empty()) {
        facts.absent({FactGroup::stream});
    } else {
        facts.become_value(FactGroup::stream);
    }
}

/// stream.up: unknown while it grows, though what is there can be read.
void collect_stream_up(const Wanted& wanted, ClassifyState& state, const FlowPacket& packet,
                       const StreamHead::Limits& limits, FactWriter& facts) {
    if (!facts.is_unknown(FactGroup::stream)) return;
    if (!wanted.stream_up) {
        facts.absent({FactGroup::stream});
        return;
    }
    if (packet.direction != Direction::up) return;
    const Headers& headers = *packet.headers;
    if (!state.stream_up) state.stream_up = std::make_unique<StreamHead>();
    if (headers.tcp_flags.syn()) state.stream_up->begin(headers.seq + 1);
    const Bytes bytes = state.stream_up->add(first_payload_byte(headers), packet.payload,
                                             headers.payload_length, limits);
    std::string& text = state.facts.stream_up.made();
    text += as_text(
        bytes.first(std::min(bytes.size(), classify_limits::stream_up_bytes - text.size())));
    if (!bytes.empty()) facts.changed(FactGroup::stream);
    state.stream_up->consume(bytes.size(), limits);
    const bool full = text.size() == classify_limits::stream_up_bytes;
    const bool over = state.segments[index(Direction::up)] >= classify_limits::stream_up_segments;
    if (full || over || state.stream_up->stuck() || headers.tcp_flags.fin()) {
        end_stream_up(state, facts);
    }
}

/// Chat frames in a flow whose opening was not recorded. Enough of them must fill their segments;
/// one that does not (the middle of a long frame) needs another that does.
void count_frames(ClassifyState& state, const FlowState& flow, const FlowPacket& packet,
                  FactWriter& facts) {
    const std::uint16_t port = flow.server_port();
    const bool on_chat_port = port == well_known_port::chat;
    if (!flow.picked_up || (!on_chat_port && port != well_known_port::https)) return;
    // One byte, which a keep-alive may carry (RFC 1122 section 4.2.3.6), says nothing either way.
    if (packet.payload.size() < 2 || packet.payload.size() < packet.headers->payload_length) return;
    Seq32& counted = state.streams[index(packet.direction)].counted;
    const bool repeated = packet.headers->seq == counted && state.framed + state.unframed > 0;
    if (repeated) return;
    counted = packet.headers->seq;
    ++(is_whatsapp_framed(packet.payload) ? state.framed : state.unframed);
    // Segments more with frames than without. Choices: of random bytes a segment looks framed once
    // in 8 million (flags 2 in 256, length 1 in 65,536), but not all bytes are random; and where
    // all sorts of protocols run it takes one more.
    const unsigned needed = on_chat_port ? 2 : 3;
    if (state.framed < needed + state.unframed) return;
    facts.set_app(App::whatsapp_chat, AppWhy::framing);
    facts.absent_rest();
}

/// What a reader waits for was cut from its segment by the recording, as it would be from a
/// repeated one; and the conversation has gone on.
void pass_over_cut(const Wanted& wanted, ClassifyState& state, const FlowState& flow,
                   Direction direction, FactWriter& facts) {
    StreamScan& stream = state.streams[index(direction)];
    if (!stream.waits_for_cut) return;
    stream.waits_for_cut = false;
    StreamReader(wanted, state, flow, direction, facts).skip_hole();
    if (stream.reading == StreamScan::Reading::off) stream.head.release();
}

void read_segment(const Wanted& wanted, ClassifyState& state, const FlowState& flow,
                  const FlowPacket& packet, const StreamHead::Limits& limits, FactWriter& facts) {
    StreamScan& stream = state.streams[index(packet.direction)];
    if (stream.reading == StreamScan::Reading::off) return;
    StreamReader reader(wanted, state, flow, packet.direction, facts);
    std::size_t seen = stream.head.kept().size();
    Bytes bytes = stream.head.add(first_payload_byte(*packet.headers), packet.payload,
                                  packet.headers->payload_length, limits);
    const bool has_news = bytes.size() > seen;
    // Segments that repeat, or wait behind a hole, tell nothing new of what is kept.
    while (bytes.size() > seen) {
        const std::uint64_t done = reader.read(bytes, seen);
        const bool skips = done > bytes.size();
        stream.head.consume(done, limits);
        // Behind what was skipped, bytes may have been waiting.
        if (!skips || stream.reading == StreamScan::Reading::off) break;
        bytes = stream.head.kept();
        seen = 0;
    }
    if (stream.head.stuck()) reader.skip_hole();
    if (!has_news) {
        pass_over_cut(wanted, state, flow, packet.direction, facts);
    } else {
        const bool is_cut = packet.payload.size() < packet.headers->payload_length;
        stream.waits_for_cut = is_cut && !stream.head.kept().empty();
    }
    if (stream.reading == StreamScan::Reading::off) stream.head.release();
}

bool is_everything_known(const FactWriter& facts) {
    return !facts.is_unknown(FactGroup::tls) && !facts.is_unknown(FactGroup::http) &&
           !facts.is_unknown(FactGroup::dns) && !facts.is_unknown(FactGroup::app);
}

/// Whether one of the directions is read for more names.
bool is_following(const ClassifyState& state) {
    return std::ranges::any_of(state.streams, [](const StreamScan& stream) {
        return stream.reading != StreamScan::Reading::off &&
               (stream.reading != StreamScan::Reading::opening || stream.inner);
    });
}

/// Whether what is unknown has to stay so.
bool is_hopeless(const ClassifyState& state, const FlowState& flow) {
    using Reading = StreamScan::Reading;
    const auto is_off = [&](Direction direction) {
        return state.streams[index(direction)].reading == Reading::off;
    };
    if (is_off(Direction::up) && (is_off(Direction::down) || !flow.picked_up)) return true;
    const bool client_unheard = state.segments[index(Direction::up)] == 0;
    if (client_unheard && state.hint == App::tls &&
        state.segments[index(Direction::down)] >= classify_limits::answers) {
        return true;
    }
    for (const Direction direction : {Direction::up, Direction::down}) {
        if (state.segments[index(direction)] >= classify_limits::segments ||
            flow.payload_bytes[index(direction)] >= classify_limits::bytes) {
            return true;
        }
    }
    return false;
}

void settle_when_done(const Wanted& wanted, ClassifyState& state, const FlowState& flow,
                      FactWriter& facts) {
    if (!is_everything_known(facts)) {
        if (!is_hopeless(state, flow)) return;
        give_up_tcp(state, flow, facts);
    }
    if (facts.is_unknown(FactGroup::stream) || facts.is_unknown(FactGroup::payload)) return;
    for (std::size_t i = 0; i < state.streams.size(); ++i) {
        state.heard_out[i] = state.streams[i].reading == StreamScan::Reading::off;
    }
    if (wanted.later_names && is_following(state)) return;
    for (StreamScan& stream : state.streams) stream.head.release();
    state.settled = true;
}

}  // namespace

void give_up_tcp(ClassifyState& state, const FlowState& flow, FactWriter& facts) {
    suppose_app(state, flow, facts);
    for (StreamScan& stream : state.streams) stream.reading = StreamScan::Reading::off;
}

void scan_tcp(const Wanted& wanted, ClassifyState& state, const FlowState& flow,
              const FlowPacket& packet, const StreamHead::Limits& limits, FactWriter& facts) {
    const Headers& headers = *packet.headers;
    if (headers.tcp_flags.syn()) begin_stream(state, packet);
    if (headers.payload_length == 0) {
        if (headers.tcp_flags.fin() || headers.tcp_flags.syn()) {
            collect_stream_up(wanted, state, packet, limits, facts);
        }
        return;
    }
    auto& segments = state.segments[index(packet.direction)];
    if (segments < std::numeric_limits<std::uint8_t>::max()) ++segments;
    facts.absent({FactGroup::quic});
    measure(wanted, state, flow, packet, facts);
    collect_stream_up(wanted, state, packet, limits, facts);
    read_segment(wanted, state, flow, packet, limits, facts);
    pass_over_cut(wanted, state, flow, opposite(packet.direction), facts);
    if (facts.is_unknown(FactGroup::app)) count_frames(state, flow, packet, facts);
    settle_when_done(wanted, state, flow, facts);
}

}  // namespace cordon

#include "sim/classify/stream_reader.hh"

#include <algorithm>

#include "sim/classify/starttls.hh"
#include "sim/classify/tls_record.hh"
#include "sim/core/well_known_port.hh"

namespace cordon {

StreamReader::StreamReader(const Wanted& wanted, ClassifyState& state, const FlowState& flow,
                           Direction direction, FactWriter& facts)
    : wanted_(&wanted),
      state_(&state),
      flow_(&flow),
      facts_(&facts),
      stream_(&state.streams[index(direction)]),
      direction_(direction) {}

std::uint64_t StreamReader::read(Bytes bytes, std::size_t held) {
    std::uint64_t done = 0;
    while (done < bytes.size()) {
        held_ = held - std::min<std::uint64_t>(held, done);
        const Step taken = step(bytes.subspan(done));
        done += taken.done;
        if (!taken.more) break;
    }
    return is_spread_too_far(done, bytes.size()) ? stop(bytes.size()).done : done;
}

/// Counts the segments that held but a part of the head at hand.
bool StreamReader::is_spread_too_far(std::uint64_t done, std::uint64_t of) {
    if (done > 0) stream_->head_segments = 0;
    return done < of && ++stream_->head_segments >= classify_limits::head_segments;
}

StreamReader::Step StreamReader::step(Bytes bytes) {
    switch (stream_->reading) {
        case Reading::opening:
            return read_opening(bytes);
        case Reading::tls:
            return read_tls(bytes);
        case Reading::http:
            return read_http(bytes);
        case Reading::dns:
            return read_dns(bytes);
        case Reading::text:
            return read_text(bytes);
        case Reading::off:
            break;
    }
    return {.done = bytes.size(), .more = false};
}

/// Further hellos come in clear: after a retry request, or in a renegotiation that nothing hides.
StreamReader::Step StreamReader::read_tls(Bytes bytes) {
    const Scan<TlsRecord> scan = scan_tls_record(bytes);
    if (std::holds_alternative<NeedMore>(scan)) return need_more();
    const auto* record = std::get_if<TlsRecord>(&scan);
    if (record == nullptr || record->type == TlsRecord::application_data ||
        ++stream_->records > classify_limits::tls_records) {
        return stop(bytes.size());
    }
    const Step skipped{.done = TlsRecord::header_length + std::uint64_t{record->length},
                       .more = true};
    if (record->type == TlsRecord::change_cipher_spec) stream_->after_cipher_change = true;
    if (record->type != TlsRecord::handshake) return skipped;
    std::vector<std::uint8_t> joined;
    const Scan<ClientHello> hello = scan_client_hello(bytes, joined);
    if (const auto* found = std::get_if<ClientHello>(&hello)) return take_hello(*found);
    if (std::holds_alternative<NeedMore>(hello)) {
        --stream_->records;  // the same record comes again
        return need_more();
    }
    return stream_->after_cipher_change ? stop(bytes.size()) : skipped;
}

StreamReader::Step StreamReader::read_http(Bytes bytes) {
    return take_http(stream_->http.next(bytes), bytes);
}

StreamReader::Step StreamReader::take_http(const HttpStep& taken, Bytes bytes) {
    if (taken.request) {
        facts_->add(*taken.request);
        if (!wanted_->later_names) return stop(bytes.size());
    }
    switch (stream_->http.at()) {
        case HttpStream::At::tunnel:
            return enter_tunnel(taken.done);
        case HttpStream::At::lost:
            stream_->http.find_again();  // at the next segment
            return {.done = bytes.size(), .more = false};
        case HttpStream::At::ended:
            return stop(bytes.size());
        case HttpStream::At::head:
        case HttpStream::At::upgrade_offer:
        case HttpStream::At::chunk_size:
        case HttpStream::At::trailer:
            break;
    }
    return {.done = taken.done, .more = taken.more};
}

StreamReader::Step StreamReader::read_dns(Bytes bytes) {
    const Scan<DnsOverTcp> scan = scan_dns_stream(bytes);
    if (std::holds_alternative<NeedMore>(scan)) return need_more();
    const auto* message = std::get_if<DnsOverTcp>(&scan);
    if (message == nullptr) return stop(bytes.size());
    take_dns(message->dns);
    return {.done = message->length, .more = true};
}

StreamReader::Step StreamReader::read_text(Bytes bytes) {
    const Scan<StarttlsCommand> scan = scan_starttls(bytes);
    if (std::holds_alternative<NeedMore>(scan)) return need_more();
    const auto* command = std::get_if<StarttlsCommand>(&scan);
    if (command == nullptr) return stop(bytes.size());
    return enter_tunnel(command->length);
}

StreamReader::Step StreamReader::take_hello(const ClientHello& hello) {
    if (stream_->inner) {
        facts_->add_inner(hello);
        return stop(hello.length);
    }
    facts_->add(hello);
    return follow(Reading::tls, hello.length);
}

void StreamReader::take_dns(const DnsMessage& message) {
    facts_->add(message);
    facts_->absent({FactGroup::tls, FactGroup::http});
}

void StreamReader::skip_hole() {
    const bool may_begin_again =
        stream_->reading == Reading::http ||
        (stream_->reading == Reading::opening && flow_->picked_up && !stream_->inner);
    if (!may_begin_again) {
        stream_->reading = Reading::off;
        return;
    }
    stream_->head.resume();
    stream_->http.find_again();
}

StreamReader::Step StreamReader::enter_tunnel(std::uint64_t done) {
    stream_->inner = true;
    stream_->reading = Reading::opening;
    stream_->http.find_again();
    return {.done = done, .more = true};
}

StreamReader::Step StreamReader::follow(Reading reading, std::uint64_t done) {
    stream_->reading = wanted_->later_names ? reading : Reading::off;
    return {.done = done, .more = true};
}

StreamReader::Step StreamReader::stop(std::uint64_t done) {
    stream_->reading = Reading::off;
    return {.done = done, .more = false};
}

bool StreamReader::has_dns_port() const {
    using well_known_port::dns;
    // mDNS has its port over UDP only (RFC 6762 section 11); over TCP it is a private resolver's.
    const std::uint16_t port = flow_->server_port();
    return port == dns || port == well_known_port::mdns || flow_->client_port() == dns;
}

void StreamReader::hint(App app, AppWhy why) {
    if (state_->hint != App::none) return;
    state_->hint = app;
    state_->hint_why = why;
}

}  // namespace cordon

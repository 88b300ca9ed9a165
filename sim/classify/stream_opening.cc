#include <algorithm>

#include "sim/classify/openvpn.hh"
#include "sim/classify/socks.hh"
#include "sim/classify/ssh_banner.hh"
#include "sim/classify/starttls.hh"
#include "sim/classify/stream_reader.hh"
#include "sim/classify/supposed_app.hh"
#include "sim/classify/tls_record.hh"
#include "sim/classify/whatsapp_chat.hh"

// The part of StreamReader that finds out what a stream is from its first bytes.

namespace cordon {
namespace {

constexpr std::size_t tls_telling = 6;  // a record header and the type of its message

bool begins_hello(Bytes bytes) {
    std::vector<std::uint8_t> joined;
    return bytes.size() >= tls_telling &&
           !std::holds_alternative<Rejected>(scan_client_hello(bytes, joined));
}

}  // namespace

StreamReader::Step StreamReader::read_opening(Bytes bytes) {
    if (stream_->inner) {
        if (auto step = open_tls(bytes)) return *step;
        if (auto step = open_http(bytes)) return *step;
        return stop(bytes.size());
    }
    if (flow_->picked_up && hello_begins_behind_held(bytes)) return {.done = held_, .more = true};
    if (auto step = open_tls(bytes)) return *step;
    if (auto step = open_chat(bytes)) return *step;
    if (auto step = open_socks(bytes)) return *step;
    if (auto step = open_dns(bytes)) return *step;
    if (auto step = open_ssh(bytes)) return *step;
    if (auto step = open_http(bytes)) return *step;
    return take_unknown(bytes);
}

std::optional<StreamReader::Step> StreamReader::open_tls(Bytes bytes) {
    std::vector<std::uint8_t> joined;
    const Scan<ClientHello> scan = scan_client_hello(bytes, joined);
    if (const auto* hello = std::get_if<ClientHello>(&scan)) return take_hello(*hello);
    if (std::holds_alternative<NeedMore>(scan)) {
        if (bytes.size() >= tls_telling && !stream_->inner) {
            hint(App::tls, AppWhy::signature);
            facts_->absent({FactGroup::http, FactGroup::dns});
        }
        return need_more();
    }
    if (std::get<Rejected>(scan).why == Rejected::Why::other_protocol) {
        return open_tls_midway(bytes);
    }
    if (stream_->inner) return std::nullopt;
    facts_->set_app(App::tls, AppWhy::signature);
    facts_->absent_rest();
    return stop(bytes.size());
}

/// Records other than a hello: before it (some clients try a wall with an alert or a change of
/// cipher first), or in a flow whose opening was not recorded.
std::optional<StreamReader::Step> StreamReader::open_tls_midway(Bytes bytes) {
    const Scan<TlsRecord> scan = scan_tls_record(bytes);
    const auto* record = std::get_if<TlsRecord>(&scan);
    if (record == nullptr || stream_->inner || record->length == 0) return std::nullopt;
    const bool hello_may_follow =
        record->type == TlsRecord::change_cipher_spec || record->type == TlsRecord::alert;
    if (!flow_->picked_up) {
        if (!hello_may_follow || direction_ == Direction::down) return std::nullopt;
        hint(App::tls, AppWhy::signature);
        return Step{.done = TlsRecord::header_length + std::uint64_t{record->length}, .more = true};
    }
    if (record->type == TlsRecord::handshake) return std::nullopt;
    facts_->set_app(App::tls, AppWhy::framing);
    facts_->absent_rest();
    return stop(bytes.size());
}

std::optional<StreamReader::Step> StreamReader::open_chat(Bytes bytes) {
    const Scan<WhatsappHello> scan = scan_whatsapp_hello(bytes);
    if (std::holds_alternative<NeedMore>(scan)) {
        if (has_whatsapp_prefix(bytes)) hint(App::whatsapp_chat, AppWhy::signature);
        return need_more();
    }
    if (std::holds_alternative<Rejected>(scan)) return std::nullopt;
    facts_->set_app(App::whatsapp_chat, AppWhy::signature);
    facts_->absent_rest();
    return stop(bytes.size());
}

std::optional<StreamReader::Step> StreamReader::open_socks(Bytes bytes) {
    if (flow_->picked_up || direction_ == Direction::down) return std::nullopt;
    const Scan<SocksRequest> scan = scan_socks(bytes);
    if (std::holds_alternative<NeedMore>(scan)) return need_more();
    if (std::holds_alternative<Rejected>(scan)) return std::nullopt;
    facts_->set_app(App::socks, AppWhy::signature);
    facts_->absent({FactGroup::tls, FactGroup::dns});
    return enter_tunnel(std::get<SocksRequest>(scan).length);
}

std::optional<StreamReader::Step> StreamReader::open_dns(Bytes bytes) {
    if (!has_dns_port()) return std::nullopt;
    const Scan<DnsOverTcp> scan = scan_dns_stream(bytes);
    if (std::holds_alternative<NeedMore>(scan)) return need_more();
    if (std::holds_alternative<Rejected>(scan)) return std::nullopt;
    const auto& message = std::get<DnsOverTcp>(scan);
    take_dns(message.dns);
    return follow(Reading::dns, message.length);
}

std::optional<StreamReader::Step> StreamReader::open_ssh(Bytes bytes) {
    const Scan<SshBanner> scan = scan_ssh_banner(bytes);
    if (std::holds_alternative<NeedMore>(scan)) return need_more();
    if (std::holds_alternative<Rejected>(scan)) return std::nullopt;
    facts_->set_app(App::ssh, AppWhy::signature);
    facts_->absent_rest();
    return stop(bytes.size());
}

std::optional<StreamReader::Step> StreamReader::open_http(Bytes bytes) {
    const HttpStep taken = stream_->http.next(bytes);
    if (stream_->http.at() == HttpStream::At::lost) {
        stream_->http.find_again();
        return std::nullopt;
    }
    if (!taken.request) return need_more();
    stream_->reading = Reading::http;
    return take_http(taken, bytes);
}

/// Whether names may follow within STARTTLS, which are all that is read of such text.
bool StreamReader::may_start_tls(Bytes bytes) const {
    return wanted_->later_names && !flow_->picked_up && direction_ == Direction::up &&
           !std::holds_alternative<Rejected>(scan_starttls(bytes));
}

StreamReader::Step StreamReader::take_unknown(Bytes bytes) {
    if (is_openvpn_stream(bytes)) {
        facts_->set_app(App::openvpn, AppWhy::signature);
        facts_->absent_rest();
        return stop(bytes.size());
    }
    take_answer(bytes);
    if (may_start_tls(bytes)) {
        suppose_app(*state_, *flow_, *facts_);
        stream_->reading = Reading::text;
        return {.done = 0, .more = true};
    }
    if (!flow_->picked_up) return stop(bytes.size());
    if (held_ > 0) return {.done = held_, .more = true};  // this segment may begin one
    return {.done = bytes.size(), .more = false};         // the next may
}

/// In a flow whose opening was not recorded, bytes that wait to become a message may be the middle
/// of anything: a segment that begins as a hello is believed before them, unless they do so too.
bool StreamReader::hello_begins_behind_held(Bytes bytes) const {
    return held_ > 0 && begins_hello(bytes.subspan(held_)) && !begins_hello(bytes.first(held_));
}

/// What a server's first bytes say where the client's are missing.
void StreamReader::take_answer(Bytes bytes) {
    constexpr std::uint8_t server_hello = 2;
    if (is_whatsapp_answer(bytes)) {
        facts_->set_app(App::whatsapp_chat, AppWhy::signature);
        facts_->absent_rest();
    } else if (is_http_response(bytes)) {
        hint(App::http, AppWhy::signature);
    } else if (bytes.size() > TlsRecord::header_length && bytes[0] == TlsRecord::handshake &&
               std::holds_alternative<TlsRecord>(scan_tls_record(bytes)) &&
               bytes[TlsRecord::header_length] == server_hello) {
        hint(App::tls, AppWhy::signature);
    }
}

}  // namespace cordon

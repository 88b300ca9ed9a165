#include "sim/scenario/reenact/reduction.hh"

#include <algorithm>

#include "sim/decode/decode.hh"

namespace cordon {
namespace {

Endpoint client_of(const FlowState& flow) {
    return {.address = flow.client(), .port = flow.client_port()};
}

Endpoint server_of(const FlowState& flow) {
    return {.address = flow.server(), .port = flow.server_port()};
}

}  // namespace

void Reduction::add(std::span<const Arrival> arrivals) {
    for (const Arrival& arrival : arrivals) add(arrival);
}

void Reduction::add(const Arrival& arrival) {
    const Decoded packet = decode(arrival.bytes, arrival.link, arrival.wire_length);
    const Headers& headers = packet.headers;
    if (!headers.is_tcp() && !headers.is_udp()) {
        ++left_out_;
        return;
    }
    const KeyedPacket keyed = flow_key_of(headers);
    Open* const found = conversation_of(keyed.key, headers, arrival);
    if (found == nullptr) {
        ++beyond_limit_;
        return;
    }
    Open& conversation = *found;
    const Direction from = conversation.flow.direction_from(keyed.from_low);
    observe_packet(conversation.flow, conversation.track,
                   FlowPacket{.headers = &headers,
                              .payload = packet.payload,
                              .direction = from,
                              .now = arrival.at,
                              .frame_length = arrival.wire_length});
    if (conversation.udp) return conversation.udp->add(from, packet, arrival.at);
    const TcpOptions options =
        headers.tcp_flags.syn() ? read_tcp_options(arrival.bytes, headers) : TcpOptions{};
    conversation.tcp->add(from, packet, options, arrival.at);
}

Reduction::Open* Reduction::conversation_of(const FlowKey& key, const Headers& headers,
                                            const Arrival& arrival) {
    const bool is_full = open_.size() + done_.size() >= most_;
    const auto place = places_.find(key);
    if (place == places_.end()) {
        if (is_full) return nullptr;
        places_.emplace(key, open_.size());
        open(open_.emplace_back(), key, headers, arrival);
        return &open_.back();
    }
    Open& conversation = open_[place->second];
    if (!starts_new_flow(conversation.flow, conversation.track, headers)) return &conversation;
    if (is_full) return nullptr;
    close(conversation);
    open(conversation, key, headers, arrival);
    return &conversation;
}

void Reduction::open(Open& conversation, const FlowKey& key, const Headers& headers,
                     const Arrival& arrival) {
    conversation = Open{};
    conversation.flow.key = key;
    begin_flow(conversation.flow, headers, arrival.at, arrival.frame);
    const Endpoint client = client_of(conversation.flow);
    const Endpoint server = server_of(conversation.flow);
    if (headers.is_tcp()) {
        conversation.tcp =
            std::make_unique<TcpRecording>(client, server, arrival.at, arrival.frame);
    } else {
        conversation.udp =
            std::make_unique<UdpRecording>(client, server, arrival.at, arrival.frame);
    }
}

void Reduction::close(Open& conversation) {
    done_.push_back(conversation.tcp ? conversation.tcp->take() : conversation.udp->take());
}

std::vector<Conversation> Reduction::take() {
    for (Open& conversation : open_) close(conversation);
    open_.clear();
    places_.clear();
    // Frame numbers alone do not tell packets of several inputs apart.
    std::stable_sort(done_.begin(), done_.end(), [](const Conversation& a, const Conversation& b) {
        return a.started != b.started ? a.started < b.started : a.frame < b.frame;
    });
    return std::move(done_);
}

}  // namespace cordon

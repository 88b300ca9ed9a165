// Finding out what a flow is about: whole flows of one kind, from their first packet to the last.

#include <string_view>
#include <vector>

#include "bench/mix/source_capture.hh"
#include "bench/stages/sample.hh"
#include "sim/classify/classifier.hh"
#include "sim/decode/decode.hh"
#include "sim/flow/flow_key.hh"
#include "sim/flow/observe.hh"

namespace cordon::bench {
namespace {

/// The packets of one flow, decoded, with the flow's state as it was when each came.
struct FlowSample {
    struct Packet {
        std::vector<std::uint8_t> frame;
        Headers headers;
        Bytes payload;
        FlowState state;
        Direction direction = Direction::up;
    };
    std::vector<Packet> packets;
};

/// The first flow of a capture with that server port. Requires: it has one.
FlowSample flow_of(const char* capture, std::uint16_t server_port) {
    FlowSample sample;
    const auto source = read_source(capture, {});
    if (!source) return sample;
    FlowState state;
    TcpTrack track;
    std::optional<FlowKey> wanted;
    for (const SourcePacket& packet : source->packets) {
        FlowSample::Packet kept;
        kept.frame = packet.frame;
        const Decoded decoded = decode(kept.frame, LinkType::ethernet, packet.wire_length);
        const KeyedPacket keyed = flow_key_of(decoded.headers);
        if (!wanted && decoded.headers.dst_port != server_port) continue;
        if (!wanted) {
            wanted = state.key = keyed.key;
            begin_flow(state, decoded.headers, Time{}, 1);
        }
        if (keyed.key != *wanted) continue;
        kept.headers = decoded.headers;
        kept.payload = decoded.payload;
        kept.direction = state.direction_from(keyed.from_low);
        observe_packet(state, track,
                       {.headers = &kept.headers,
                        .payload = kept.payload,
                        .direction = kept.direction,
                        .now = Time{},
                        .frame_length = packet.wire_length});
        kept.state = state;
        sample.packets.push_back(std::move(kept));
    }
    return sample;
}

struct Answer {
    ClassifyState state;
    std::int64_t packets = 0;  // looked at until the flow was settled
};

Answer classified(const FlowSample& flow, const Classifier& classifier) {
    Answer answer;
    for (const FlowSample::Packet& packet : flow.packets) {
        if (answer.state.settled) break;
        ++answer.packets;
        classifier.on_packet(answer.state, packet.state,
                             {.headers = &packet.headers,
                              .payload = packet.payload,
                              .direction = packet.direction,
                              .now = Time{},
                              .frame_length = 0});
    }
    return answer;
}

void classify(benchmark::State& state, const char* capture, std::uint16_t port, App app,
              std::string_view name) {
    const FlowSample flow = flow_of(capture, port);
    const Classifier classifier(Wanted{});
    const Answer answer = classified(flow, classifier);
    const Facts& facts = answer.state.facts;
    const bool named = name.empty() || (!facts.tls.sni.empty() && facts.tls.sni.first() == name) ||
                       (!facts.http.hosts.empty() && facts.http.hosts.first() == name) ||
                       (!facts.dns.names.empty() && facts.dns.names.first() == name);
    if (facts.app != app || !named) {
        state.SkipWithError("the flow was taken for something else");
        return;
    }
    for (auto _ : state) benchmark::DoNotOptimize(classified(flow, classifier).packets);
    state.SetItemsProcessed(state.iterations() * answer.packets);
    state.counters["flows"] =
        benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

void classify_tls(benchmark::State& state) {
    classify(state, "pcaps/web.pcap", 443, App::tls, "www.example.com");
}
BENCHMARK(classify_tls);

void classify_http(benchmark::State& state) {
    classify(state, "pcaps/web.pcap", 80, App::http, "news.example.net");
}
BENCHMARK(classify_http);

void classify_dns(benchmark::State& state) {
    classify(state, "pcaps/web.pcap", 53, App::dns, "www.example.com");
}
BENCHMARK(classify_dns);

void classify_chat(benchmark::State& state) {
    classify(state, "pcaps/chat.pcap", 5222, App::whatsapp_chat, {});
}
BENCHMARK(classify_chat);

void classify_call(benchmark::State& state) {
    classify(state, "pcaps/call.pcap", 3478, App::whatsapp_call, {});
}
BENCHMARK(classify_call);

void classify_tunnel(benchmark::State& state) {
    classify(state, "pcaps/phone-2017-vpn.pcap", 51820, App::wireguard, {});
}
BENCHMARK(classify_tunnel);

}  // namespace
}  // namespace cordon::bench

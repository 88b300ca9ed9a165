#include "sim/scenario/reenact/reenactment.hh"

#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <tuple>

#include "sim/scenario/engine_wall.hh"
#include "sim/scenario/reenact/tap.hh"
#include "sim/scenario/reenact/tcp_end.hh"
#include "sim/scenario/reenact/udp_end.hh"
#include "sim/world/world.hh"

namespace cordon {
namespace {

/// Choice: so long is played between two looks whether all is over, or somebody says stop.
constexpr Duration slice = std::chrono::seconds{10};
/// A play begins so long before the recording.
constexpr Duration before = std::chrono::seconds{10};
/// No clock of a host is set further ahead than this.
constexpr Duration longest_wait = std::chrono::hours{24};

bool is_tcp(const Conversation& said) {
    return said.protocol == Conversation::Protocol::tcp;
}

/// Both ends of one conversation.
struct Play {
    const Conversation* said = nullptr;
    std::size_t number = 0;
    std::unique_ptr<TcpEnd> tcp_client, tcp_server;
    std::unique_ptr<UdpEnd> udp_client, udp_server;
    Endpoint client{};  // as it was played: its port may be another
};

/// All hosts and ends of a play.
class Stage {
public:
    Stage(World& world, const RecordedPaths& paths, const ReenactOptions& options)
        : world_(&world), options_(&options) {
        for (const auto& [address, recorded] : paths.hosts) add_host(address, recorded);
    }

    void add(const Conversation& said, std::size_t number) {
        Play& play = plays_.emplace_back();
        play.said = &said;
        play.number = number;
        Scheduler& scheduler = world_->queue();
        if (is_tcp(said)) {
            play.tcp_client = std::make_unique<TcpEnd>(scheduler, said, Direction::up);
            play.tcp_server = std::make_unique<TcpEnd>(scheduler, said, Direction::down);
            if (!said.refused) listen(said.server);
        } else {
            play.udp_client = std::make_unique<UdpEnd>(scheduler, said, Direction::up);
            play.udp_server = std::make_unique<UdpEnd>(scheduler, said, Direction::down);
        }
        starting_.push_back(start(play));
        starting_.back().start();
    }

    [[nodiscard]] bool is_over() const {
        return std::all_of(plays_.begin(), plays_.end(), [](const Play& play) {
            if (!is_tcp(*play.said)) {
                return play.udp_client->is_through() && play.udp_server->is_through();
            }
            const TcpSocket* socket = play.tcp_client->socket();
            return socket != nullptr && socket->state() == TcpSocket::State::ended;
        });
    }
    [[nodiscard]] std::deque<Play>& plays() { return plays_; }

private:
    void add_host(const IpAddress& address, const RecordedHost& recorded) {
        HostConfig config;
        config.name = to_text(address);
        config.addresses = {address};
        config.side = recorded.inside ? Side::inside : Side::outside;
        config.access_up.delay = recorded.delay;
        config.access_up.rate = recorded.rate;
        config.access_down.delay = recorded.delay;
        if (options_->with_losses) config.access_down.loss.independent = recorded.loss;
        config.mtu = recorded.mtu;
        hosts_.emplace(address, &world_->add_host(config));
        delays_.emplace(address, recorded.delay);
    }

    void listen(const Endpoint& server) {
        if (std::find(listening_.begin(), listening_.end(), server) != listening_.end()) return;
        listening_.push_back(server);
        hosts_.at(server.address)->listen(server.port, [this](std::unique_ptr<TcpSocket> socket) {
            accept(std::move(socket));
        });
    }

    void accept(std::unique_ptr<TcpSocket> socket) {
        const auto found = dialling_.find({socket->remote(), socket->local()});
        if (found == dialling_.end()) return;
        found->second->tcp_server->start(std::move(socket));
        dialling_.erase(found);
    }

    Task<void> start(Play& play) {
        // Its first packet is at the wall when it was recorded there.
        const Time at = later_by(play.said->started, options_->shift);
        co_await Sleep(world_->queue(), later_by(at, -delays_.at(play.said->client.address)));
        play.client = play.said->client;
        if (!is_tcp(*play.said)) {
            attach(play);
            co_return;
        }
        WorldHost& host = *hosts_.at(play.said->client.address);
        auto socket = host.connect(play.said->server);
        play.client = socket->local();
        dialling_.insert_or_assign({play.client, play.said->server}, &play);
        play.tcp_client->start(std::move(socket));
    }

    void attach(Play& play) {
        SharedPort& client = port_of(play.said->client);
        SharedPort& server = port_of(play.said->server);
        client.attach(play.said->server, *play.udp_client);
        server.attach(play.said->client, *play.udp_server);
        play.udp_client->start(client);
        play.udp_server->start(server);
    }

    SharedPort& port_of(const Endpoint& end) {
        std::unique_ptr<SharedPort>& port = ports_[end];
        if (!port) port = std::make_unique<SharedPort>(*hosts_.at(end.address), end.port);
        return *port;
    }

    World* world_;
    const ReenactOptions* options_;
    std::map<IpAddress, WorldHost*> hosts_;
    std::map<IpAddress, Duration> delays_;
    std::vector<Endpoint> listening_;
    std::map<std::pair<Endpoint, Endpoint>, Play*> dialling_;  // client, server
    std::map<Endpoint, std::unique_ptr<SharedPort>> ports_;
    std::deque<Play> plays_;
    std::vector<Task<void>> starting_;
};

bool heard_all(const Conversation& said, const Reenacted& out) {
    return out.heard[0] == said.sides[0].bytes && out.heard[1] == said.sides[1].bytes;
}

/// Of a connection that never opened.
Ended how_dial_ended(const Conversation& said, const TcpSocket& client) {
    if (client.state() == TcpSocket::State::connecting) return Ended::stalled;
    if (client.failure() != NetFailure::refused) return Ended::not_opened;
    return said.refused ? Ended::complete : Ended::refused;
}

Ended how_tcp_ended(const Play& play, const Reenacted& out) {
    const TcpSocket* client = play.tcp_client->socket();
    if (client == nullptr) return Ended::stalled;
    if (!play.tcp_client->was_open()) return how_dial_ended(*play.said, *client);
    if (heard_all(*play.said, out)) return Ended::complete;
    for (const TcpEnd* end : {play.tcp_client.get(), play.tcp_server.get()}) {
        const auto failure = end->started() ? end->socket()->failure() : std::nullopt;
        if (failure == NetFailure::reset || failure == NetFailure::refused) return Ended::reset;
        if (failure) return Ended::timed_out;
    }
    return Ended::stalled;
}

Ended how_udp_ended(const Play& play, const Reenacted& out) {
    if (heard_all(*play.said, out)) return Ended::complete;
    return out.heard[0] == 0 || out.heard[1] == 0 ? Ended::unheard : Ended::partly_heard;
}

Reenacted result_of(const Play& play) {
    Reenacted out;
    if (is_tcp(*play.said)) {
        out.heard = {play.tcp_server->received(), play.tcp_client->received()};
        out.ended = how_tcp_ended(play, out);
    } else {
        out.heard = {play.udp_server->received(), play.udp_client->received()};
        out.ended = how_udp_ended(play, out);
    }
    return out;
}

/// How long each lasted, by what left the wall.
void measure(const std::vector<Conversation>& seen, const std::deque<Play>& plays,
             std::vector<Reenacted>& results) {
    std::map<std::tuple<Conversation::Protocol, Endpoint, Endpoint>, Duration> lasted;
    for (const Conversation& each : seen) {
        lasted.emplace(std::tuple(each.protocol, each.client, each.server), each.lasted);
        // Who opened it is not always told from the middle.
        lasted.emplace(std::tuple(each.protocol, each.server, each.client), each.lasted);
    }
    for (const Play& play : plays) {
        const auto found = lasted.find({play.said->protocol, play.client, play.said->server});
        if (found != lasted.end()) results[play.number].lasted = found->second;
    }
}

Time latest_end(std::span<const Conversation> conversations) {
    Time end = Time::min();
    for (const Conversation& said : conversations)
        end = std::max(end, later_by(said.started, said.lasted));
    return end;
}

Time earliest_start(std::span<const Conversation> conversations) {
    Time start = Time::max();
    for (const Conversation& said : conversations) start = std::min(start, said.started);
    return start;
}

/// The end of the slice in which the next thing happens: empty ones are passed over together.
Time next_stop(World& world, Time latest) {
    const Time next = std::min(latest, world.queue().next().value_or(latest));
    const Duration until = std::max(next - world.now(), Duration{1});
    const std::int64_t slices = (until - Duration{1}) / slice + 1;
    return std::min(latest, world.now() + slices * slice);
}

}  // namespace

std::string_view to_text(Ended ended) {
    switch (ended) {
        case Ended::complete:
            return "complete";
        case Ended::reset:
            return "reset";
        case Ended::refused:
            return "refused";
        case Ended::not_opened:
            return "not opened";
        case Ended::timed_out:
            return "timed out";
        case Ended::stalled:
            return "stalled";
        case Ended::partly_heard:
            return "partly heard";
        case Ended::unheard:
            return "unheard";
        case Ended::not_played:
            return "not played";
    }
    return "";
}

bool has_time(std::span<const Conversation> conversations, const ReenactOptions& options) {
    if (conversations.empty()) return true;
    return later_by(earliest_start(conversations), options.shift) >= Time::min() + before &&
           later_by(latest_end(conversations), options.shift) <=
               Time::max() - options.patience - longest_wait;
}

Reenactment reenact(std::span<const Conversation> conversations, const RecordedPaths& paths,
                    const ReenactOptions& options) {
    Reenactment played;
    std::vector<Reenacted>& results = played.conversations;
    results.resize(conversations.size());
    if (conversations.empty()) return played;
    std::unique_ptr<EngineWall> wall;
    if (options.policy != nullptr) {
        Engine::Options engine;
        engine.seed = options.seed;
        engine.room = options.room;
        engine.hash_key = options.hash_key;
        wall = std::make_unique<EngineWall>(*options.policy, engine);
    }
    Tap tap(wall.get());
    World world({.seed = options.seed,
                 .start = later_by(earliest_start(conversations), options.shift) - before});
    world.set_wall(&tap);
    Stage stage(world, paths, options);
    for (std::size_t at = 0; at < conversations.size(); ++at) {
        if (!can_be_modelled(conversations[at].recorded) || paths.on_one_side[at]) continue;
        stage.add(conversations[at], at);
    }
    const Time recorded = later_by(latest_end(conversations), options.shift);
    const Time latest = recorded + options.patience;
    while (world.now() < latest && (world.now() < recorded || !stage.is_over())) {
        if (options.stop && options.stop()) return {};
        world.run_until(next_stop(world, latest));
    }
    for (const Play& play : stage.plays()) results[play.number] = result_of(play);
    measure(tap.take(), stage.plays(), results);
    played.limits = limits_of(world);
    if (wall) played.limits.wall = wall->limits();
    return played;
}

}  // namespace cordon

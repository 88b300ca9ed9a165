#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "sim/core/arrival.hh"
#include "sim/world/address_hash.hh"
#include "sim/world/event_queue.hh"
#include "sim/world/host_config.hh"
#include "sim/world/packet.hh"
#include "sim/world/wall.hh"
#include "sim/world/wall_gate.hh"
#include "sim/world/world_host.hh"

namespace cordon {

/// Told of one host's packets as they pass the wall (of a roaming host: where the wall would be).
/// Views; valid during the call. Payload is whole.
class WorldRecorder {
public:
    WorldRecorder() = default;
    WorldRecorder(const WorldRecorder&) = delete;
    WorldRecorder& operator=(const WorldRecorder&) = delete;
    virtual ~WorldRecorder() = default;
    virtual void arrived(const Arrival& packet) = 0;  // before the wall has judged it
    virtual void left(const Arrival& packet) = 0;     // `frame` 0: the wall made it
};

/// Hosts and the links between them, in virtual time.
///
///     World world({.seed = 1, .start = time_from_ns(0)});
///     WorldHost& server = world.add_host({.name = "chat", .addresses = {...}});
///     HostConfig config{.name = "phone", .addresses = {...}, .side = Side::inside};
///     config.access_up = {.rate = BitRate{5'000'000}, ...};
///     WorldHost& phone = world.add_host(config);
///     world.set_wall(&wall);              // or none: everything passes
///     server.listen(5222, ...);           // programs: coroutines over Host (transport.hh)
///     Task<> script = text(phone, ...);
///     script.start();
///     world.run_until(end);
///
/// Everything happens in order of time; what is due at the same time, in the order in which it was
/// asked for. The same world with the same seed sends the same packets. Draws (loss, jitter, port
/// numbers, sequence numbers) are keyed by the host's name and the ordinal on its link or host, so
/// that one host, or one link's loss, never shifts another's.
///
/// Packets are raw IP (link type raw_ip). Headers are always there; TCP payload only for the first
/// `stored_bytes` of each direction of a stream, or whole for a host that is recorded: behind that
/// packets are cut (Arrival::bytes shorter than wire_length), and the receiver gets the content
/// from the sender's stream. What a wall makes up is believed from its bytes. UDP is always whole.
///
/// Destroy scripts and sockets before the world. Not modelled: ICMP, IP fragments (a datagram
/// larger than the MTU is lost), routing inside a network, time that a host needs for its own work.
class World final : public PacketCarrier {
public:
    struct Options {
        std::uint64_t seed = 1;
        Time start{};
    };
    /// Payload of each direction of a stream that is put into packets: more than any wall reads.
    static constexpr std::uint64_t stored_bytes = 16 * 1024;
    /// Arrival::interface of packets from inside and from outside.
    static constexpr InterfaceId inside_interface{0}, outside_interface{1};

    explicit World(const Options& options) : options_(options), queue_(options.start) {}
    ~World();

    /// Requires: a name and addresses that no other host has. Belongs to the world.
    WorldHost& add_host(const HostConfig& config);
    /// The host with this address, whatever it does with packets; null for nobody's.
    [[nodiscard]] WorldHost* host_at(const IpAddress& address) const;
    /// Puts a wall between inside and outside; null: none. Must outlive the world.
    void set_wall(Wall* wall) { gate_.set_wall(wall); }
    /// Tells `recorder` of that host's packets; null for nobody.
    void record(WorldHost& host, WorldRecorder* recorder) { host.set_recorder(recorder); }

    /// Sends all that `host` sends through a tunnel to another host, from now on. Requires: it has
    /// none yet, a host at the server's address, an address for the tunnel that nobody has. Where
    /// it has no address of the server's kind, nothing comes out of the tunnel. Open it before
    /// sockets; those that are open go on outside it.
    void open_tunnel(WorldHost& host, const TunnelConfig& config);

    [[nodiscard]] EventQueue& queue() { return queue_; }
    [[nodiscard]] Time now() const { return queue_.now(); }
    void run_until(Time end) { queue_.run_until(end); }

    struct Counts {
        std::uint64_t sent = 0;       // packets that hosts sent
        std::uint64_t delivered = 0;  // packets that hosts received
        std::uint64_t nowhere = 0;    // to addresses of nobody, or with none to come from
        std::uint64_t too_big = 0;    // for the sender's MTU
        std::uint64_t unread = 0;     // datagrams to sockets where as many waited as they hold
    };
    [[nodiscard]] const Counts& counts() const { return counts_; }
    [[nodiscard]] const WallGate::Counts& wall_counts() const { return gate_.counts(); }
    [[nodiscard]] const std::deque<std::unique_ptr<WorldHost>>& hosts() const { return hosts_; }

    // For its parts.
    [[nodiscard]] std::uint64_t seed() const { return options_.seed; }
    [[nodiscard]] PacketPool& packets() { return packets_; }
    void send(WorldHost& from, PacketPtr packet, WorldHost* to);
    [[nodiscard]] WorldHost* follow(Route& route, const IpAddress& dst) const {
        if (route.version != routes_version_) route = {host_at(dst), routes_version_};
        return route.to;
    }
    void carry(Packet& packet) override;
    void note_unread() { ++counts_.unread; }
    void note_nowhere() { ++counts_.nowhere; }
    void go_on_from_wall(PacketPtr packet, Time at);
    /// A packet that the wall made.
    [[nodiscard]] PacketPtr adopt(const Arrival& arrival);
    /// The packet as the wall, or who watches, is shown it.
    [[nodiscard]] static Arrival arrival_of(const Packet& packet, Time at);
    static void tell_arrived(const Packet& packet, const Arrival& arrival);
    static void tell_left(const Packet& packet, const Arrival& arrival);

private:
    [[nodiscard]] const LinkConfig& keep(const LinkConfig& config);
    [[nodiscard]] Link make_link(const std::string& host, std::string_view which,
                                 const LinkConfig& config);
    void go_on(PacketPtr packet, Time at);
    [[nodiscard]] static Link* next_link(const Packet& packet);
    [[nodiscard]] static InterfaceId interface_of(const Packet& packet);
    [[nodiscard]] bool stops_at_wall(const Packet& packet) const;
    void wait(PacketPtr packet, Time at);
    void note_lookahead(const WorldHost& host);

    Options options_;
    EventQueue queue_;
    PacketPool packets_{*this};
    std::deque<LinkConfig> link_configs_;
    std::deque<std::unique_ptr<WorldHost>> hosts_;
    std::unordered_map<IpAddress, WorldHost*, AddressHash> by_address_;  // never walked
    std::uint32_t routes_version_ = 1;
    WallGate gate_{*this};
    Duration lookahead_ = Duration::max();
    Counts counts_;
};

}  // namespace cordon

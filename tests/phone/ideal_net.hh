#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>

#include "sim/world/transport.hh"

namespace cordon::test {

class IdealHost;
struct IdealConnection;

/// What an ideal network does to bytes on their way to one server, by address and port (0: any).
struct Hindrance {
    enum class Syn : std::uint8_t { passes, refused, swallowed };
    Syn syn = Syn::passes;
    bool cuts = false;                    // bytes of open connections vanish, both ways
    std::uint64_t reset_after = 0;        // bytes up, then both ends are reset; 0: never
    std::uint64_t up_bytes_a_second = 0;  // 0: at once
    std::uint64_t down_bytes_a_second = 0;
    std::string says;  // this instead of what the server sends: a page of the wall
};

/// A network without loss: every way takes 50 ms, names resolve, and nothing happens to anybody
/// whom no hindrance is set for. Time is virtual and moved by run().
class IdealNet final : public Scheduler {
public:
    static constexpr Duration one_way = std::chrono::milliseconds{50};
    static constexpr Duration gives_up_after = std::chrono::seconds{127};  // on a SYN, as Linux

    [[nodiscard]] Time now() const override { return now_; }
    [[nodiscard]] TimerId resume_at(Time at, std::coroutine_handle<> who) override;
    void cancel(TimerId timer) override;

    void run_until(Time end);
    void run_for(Duration span) { run_until(now_ + span); }
    /// Until the task has ended. Requires: it ends within a virtual day.
    template <typename T>
    T run(Task<T> task) {
        task.start();
        const Time latest = now_ + std::chrono::hours{24};
        while (!task.done() && step(latest)) {
        }
        return task.result();
    }

    void name(const std::string& name, const IpAddress& address) {
        names_[name].push_back(address);
    }
    void rename(const std::string& name, const IpAddress& address) { names_[name] = {address}; }
    /// Names that contain `part` do not exist, or are never answered.
    void forbid_names(const std::string& part) { forbidden_.insert(part); }
    void swallow_names(const std::string& part) { swallowed_.insert(part); }
    Hindrance& hinder(const IpAddress& address, std::uint16_t port = 0) {
        return hindrances_[{address, port}];
    }
    void clear_hindrances() { hindrances_.clear(); }

    /// What each connection carried, in the order in which they were begun.
    struct Carried {
        Endpoint server{};
        std::uint64_t up = 0, down = 0;
        std::vector<std::size_t> up_segments;  // the first sixteen
        std::vector<std::uint8_t> opening;     // the first 64 bytes up
    };
    std::vector<Carried> carried;
    std::vector<std::string> asked;  // names looked up

private:
    friend class IdealHost;
    friend class IdealSocket;
    friend class IdealUdp;
    void at(Time when, std::function<void()> action);
    bool step(Time end);
    [[nodiscard]] const Hindrance* hindrance(const Endpoint& server) const;
    Task<LookUp> look_up(std::string name);

    using Key = std::pair<Time, std::uint64_t>;
    struct Event {
        std::coroutine_handle<> who;
        std::function<void()> action;
    };
    std::map<Key, Event> events_;
    std::map<std::uint64_t, Time> timers_;
    std::uint64_t last_ = 0;
    Time now_ = time_from_ns(0);
    std::map<IpAddress, IdealHost*> hosts_;
    std::map<std::string, std::vector<IpAddress>> names_;
    std::set<std::string> forbidden_, swallowed_;
    std::map<std::pair<IpAddress, std::uint16_t>, Hindrance> hindrances_;
};

class IdealUdp;

class IdealHost final : public Host {
public:
    IdealHost(IdealNet& net, const std::string& address);
    ~IdealHost() override { net_->hosts_.erase(address_); }
    IdealHost(const IdealHost&) = delete;
    IdealHost& operator=(const IdealHost&) = delete;

    [[nodiscard]] Scheduler& scheduler() override { return *net_; }
    [[nodiscard]] IpAddress address() const override { return address_; }
    [[nodiscard]] std::unique_ptr<TcpSocket> connect(const Endpoint& server) override;
    void listen(std::uint16_t port, Accept accept) override { accepts_[port] = std::move(accept); }
    [[nodiscard]] std::unique_ptr<UdpSocket> open_udp(std::uint16_t port) override;
    [[nodiscard]] Task<LookUp> look_up(std::string name) override {
        return net_->look_up(std::move(name));
    }

private:
    friend class IdealSocket;
    friend class IdealUdp;
    using Connection = std::shared_ptr<IdealConnection>;
    /// The SYN meets what stands in its way, then whoever listens.
    static void arrive(IdealNet& net, const Connection& connection);
    static void accept(IdealNet& net, const Connection& connection, const IdealHost& listener);
    static void fail(IdealNet& net, const Connection& connection, Duration after,
                     NetFailure failure);

    IdealNet* net_;
    IpAddress address_;
    std::uint16_t next_port_ = 49'152;
    std::map<std::uint16_t, Accept> accepts_;
    std::map<std::uint16_t, IdealUdp*> udp_;
};

}  // namespace cordon::test

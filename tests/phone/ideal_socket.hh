#pragma once

#include <array>
#include <deque>

#include "tests/phone/ideal_net.hh"

namespace cordon::test {

class IdealSocket;

/// A connection as the network sees it: what outlives either socket.
struct IdealConnection {
    std::array<IdealSocket*, 2> sockets{};  // client, server; null once destroyed
    std::array<Time, 2> link_free{};        // by direction of what is sent
    Endpoint client{}, server{};
    std::size_t number = 0;     // in IdealNet::carried
    bool is_condemned = false;  // a reset is on its way: nothing more passes
    bool reset = false;
    bool has_spoken = false;  // the wall, in the server's place
};

class IdealSocket final : public TcpSocket {
public:
    IdealSocket(IdealNet& net, std::shared_ptr<IdealConnection> connection, std::size_t side);
    ~IdealSocket() override;

    [[nodiscard]] State state() const override { return state_; }
    [[nodiscard]] std::optional<NetFailure> failure() const override { return failure_; }
    [[nodiscard]] Endpoint local() const override;
    [[nodiscard]] Endpoint remote() const override;
    void send(Content content) override;
    [[nodiscard]] std::uint64_t unacknowledged() const override { return unacknowledged_; }
    [[nodiscard]] std::uint64_t available() const override { return inbox_.size(); }
    [[nodiscard]] std::vector<std::uint8_t> take(std::uint64_t count) override;
    void skip(std::uint64_t count) override { static_cast<void>(take(count)); }
    [[nodiscard]] bool remote_closed() const override { return remote_closed_; }
    void close() override;
    void abort() override;
    [[nodiscard]] Notice& changed() override { return changed_; }

    void open();
    void fail(NetFailure failure);

private:
    /// What was sent at one time goes out together.
    void flush();
    void transmit(std::vector<std::uint8_t> segment);
    void record(const std::vector<std::uint8_t>& segment);
    /// When the last of these bytes has left, behind those sent before them.
    Time leaves(std::uint64_t size, const Hindrance& here);
    void deliver(std::vector<std::uint8_t> segment, Time sent);
    void receive(const std::vector<std::uint8_t>& bytes);
    void receive_fin();
    void end_if_both_closed();
    static void tell_reset(const std::shared_ptr<IdealConnection>& connection, std::size_t side);

    IdealNet* net_;
    std::shared_ptr<IdealConnection> connection_;
    std::size_t side_;
    State state_ = State::connecting;
    std::optional<NetFailure> failure_;
    std::vector<std::uint8_t> outbox_;
    std::deque<std::uint8_t> inbox_;
    std::uint64_t unacknowledged_ = 0;
    bool flush_planned_ = false, closing_ = false, remote_closed_ = false;
    Notice changed_;
};

class IdealUdp final : public UdpSocket {
public:
    IdealUdp(IdealHost& host, std::uint16_t port)
        : host_(&host), port_(port), changed_(host.scheduler()) {}
    ~IdealUdp() override { host_->udp_.erase(port_); }
    IdealUdp(const IdealUdp&) = delete;
    IdealUdp& operator=(const IdealUdp&) = delete;

    [[nodiscard]] std::uint16_t port() const override { return port_; }
    void send(const Endpoint& to, const Content& content) override;
    [[nodiscard]] std::optional<Datagram> receive() override;
    [[nodiscard]] Notice& changed() override { return changed_; }

private:
    IdealHost* host_;
    std::uint16_t port_;
    std::deque<Datagram> inbox_;
    Notice changed_;
};

}  // namespace cordon::test

#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "sim/craft/seal.hh"
#include "sim/craft/tls_record.hh"
#include "sim/world/stream.hh"

namespace cordon {

/// A connection under TLS 1.2 as both ends of the model speak it: real flights and records; texts
/// inside them sealed, so that the other end reads what arrived; bulk only counted. Each wait ends
/// at its deadline or with the stream; end() then says how.
class TlsLink {
public:
    /// `seed` is what this end's flights are drawn from.
    TlsLink(std::unique_ptr<TcpSocket> socket, std::uint64_t seed)
        : socket_(std::move(socket)), filler_(seed, "tls") {}

    /// Sends a ClientHello with `name` and goes on to the server's Finished. False: it ended.
    [[nodiscard]] Task<bool> greet_as_client(std::string name, Time deadline);
    /// The same from the other side: the name asked for (empty: none), or nullopt.
    [[nodiscard]] Task<std::optional<std::string>> greet_as_server(Time now, Time deadline);

    void send_text(std::string_view text);
    /// `count` bytes of a program in records of 8 KiB.
    void send_bulk(std::uint64_t count, std::uint64_t seed);

    /// The text in the next record.
    [[nodiscard]] Task<std::optional<std::string>> receive_text(std::optional<Time> deadline);
    /// Passes over the next record: the bytes of a program in it, 0 when there is none.
    [[nodiscard]] Task<std::uint64_t> pass_bulk(std::optional<Time> deadline);

    [[nodiscard]] StreamEnd end() const { return end_; }
    [[nodiscard]] TcpSocket& socket() { return *socket_; }

private:
    using Type = TlsRecordHeader::Type;
    [[nodiscard]] Task<std::optional<TlsRecordHeader>> next_header(std::optional<Time> deadline);
    /// The payload of the next record, which has to be of `type`.
    [[nodiscard]] Task<std::optional<Octets>> next_payload(Type type, std::optional<Time> deadline);
    /// Passes over a change of cipher and the Finished behind it.
    [[nodiscard]] Task<bool> pass_finish(Time deadline);
    void send_octets(Octets octets) { socket_->send(Content::literal(std::move(octets))); }
    [[nodiscard]] Seal::Direction theirs() const {
        return mine_ == Seal::Direction::up ? Seal::Direction::down : Seal::Direction::up;
    }

    std::unique_ptr<TcpSocket> socket_;
    Filler filler_;
    Seal seal_;
    Seal::Direction mine_ = Seal::Direction::up;
    std::uint64_t sequence_ = 1;  // of my next record; Finished was 0
    StreamEnd end_ = StreamEnd::none;
};

}  // namespace cordon

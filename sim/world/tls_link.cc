#include "sim/world/tls_link.hh"

#include "sim/craft/tls_flights.hh"

namespace cordon {
namespace {

/// The random of a hello that this end made: a record with a handshake message in it.
Octets random_in(const Octets& flight) {
    const auto hello = read_tls_hello(Bytes(flight).subspan(TlsRecordHeader::size));
    return hello ? Octets(hello->random.begin(), hello->random.end()) : Octets();
}

}  // namespace

Task<std::optional<TlsRecordHeader>> TlsLink::next_header(std::optional<Time> deadline) {
    end_ = co_await await_bytes(*socket_, TlsRecordHeader::size, deadline);
    if (end_ != StreamEnd::none) co_return std::nullopt;
    const Octets bytes = socket_->take(TlsRecordHeader::size);
    const auto header = read_tls_record_header(bytes);
    if (!header) {
        end_ = StreamEnd::garbled;
        co_return std::nullopt;
    }
    end_ = co_await await_bytes(*socket_, header->payload, deadline);
    if (end_ != StreamEnd::none) co_return std::nullopt;
    co_return header;
}

Task<std::optional<Octets>> TlsLink::next_payload(Type type, std::optional<Time> deadline) {
    const auto header = co_await next_header(deadline);
    if (!header) co_return std::nullopt;
    if (header->type != type) {
        end_ = header->type == Type::alert ? StreamEnd::closed : StreamEnd::garbled;
        co_return std::nullopt;
    }
    co_return socket_->take(header->payload);
}

Task<bool> TlsLink::pass_finish(Time deadline) {
    const auto change = co_await next_payload(Type::change_cipher, deadline);
    if (!change) co_return false;
    const auto finished = co_await next_payload(Type::handshake, deadline);
    co_return finished.has_value();
}

Task<bool> TlsLink::greet_as_client(std::string name, Time deadline) {
    mine_ = Seal::Direction::up;
    Octets hello = tls_client_hello(name, filler_);
    const Octets my_random = random_in(hello);
    send_octets(std::move(hello));
    bool is_over = false;
    while (!is_over) {
        const auto payload = co_await next_payload(Type::handshake, deadline);
        if (!payload) co_return false;
        is_over = begins_with(TlsMessage::server_hello_done, *payload);
        if (const auto answer = read_tls_hello(*payload)) {
            seal_ = Seal::between(my_random, answer->random);
        }
    }
    send_octets(tls_client_finish(filler_));
    const auto ticket = co_await next_payload(Type::handshake, deadline);
    if (!ticket) co_return false;
    co_return co_await pass_finish(deadline);
}

Task<std::optional<std::string>> TlsLink::greet_as_server(Time now, Time deadline) {
    mine_ = Seal::Direction::down;
    const auto payload = co_await next_payload(Type::handshake, deadline);
    if (!payload) co_return std::nullopt;
    const auto hello = read_tls_hello(*payload);
    if (!hello) {
        end_ = StreamEnd::garbled;
        co_return std::nullopt;
    }
    Octets flight = tls_server_flight(hello->name, now, filler_);
    const Octets my_random = random_in(flight);
    seal_ = Seal::between(hello->random, my_random);
    send_octets(std::move(flight));
    const auto key_exchange = co_await next_payload(Type::handshake, deadline);
    if (!key_exchange) co_return std::nullopt;
    const bool finished = co_await pass_finish(deadline);
    if (!finished) co_return std::nullopt;
    send_octets(tls_server_finish(filler_));
    co_return hello->name;
}

void TlsLink::send_text(std::string_view text) {
    send_octets(seal_tls_text(text, seal_, mine_, sequence_));
    ++sequence_;
}

void TlsLink::send_bulk(std::uint64_t count, std::uint64_t seed) {
    socket_->send(Content::tls_data(count, sequence_, seed));
    sequence_ += Content::tls_records(count);
}

Task<std::optional<std::string>> TlsLink::receive_text(std::optional<Time> deadline) {
    const auto payload = co_await next_payload(Type::application, deadline);
    if (!payload) co_return std::nullopt;
    std::optional<std::string> text = open_tls_text(*payload, seal_, theirs());
    if (!text) end_ = StreamEnd::garbled;
    co_return text;
}

Task<std::uint64_t> TlsLink::pass_bulk(std::optional<Time> deadline) {
    const auto header = co_await next_header(deadline);
    if (!header) co_return 0;
    socket_->skip(header->payload);
    if (header->type == Type::application) co_return tls_text_bytes(header->payload);
    end_ = header->type == Type::alert ? StreamEnd::closed : StreamEnd::garbled;
    co_return 0;
}

}  // namespace cordon

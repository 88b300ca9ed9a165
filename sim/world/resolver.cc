// A host's stub resolver: one server, asked over UDP.
#include "sim/core/ascii.hh"
#include "sim/craft/dns_message.hh"
#include "sim/world/world_host.hh"

namespace cordon {
namespace {

/// RES_TIMEOUT and RES_DFLRETRY of glibc (resolv.conf(5): timeout 5, attempts 2) and of Android's
/// bionic (libc/dns/include/resolv_private.h).
constexpr Duration patience = std::chrono::seconds(5);
constexpr int tries = 2;

LookUp outcome(DnsReply reply) {
    if (reply.code == dns_code::no_such_name) return tl::unexpected(NetFailure::no_such_name);
    if (reply.code != dns_code::no_error) return tl::unexpected(NetFailure::server_failed);
    if (reply.addresses.empty()) return tl::unexpected(NetFailure::no_such_name);
    return std::move(reply.addresses);
}

/// The reply among those that have come; others are thrown away. Whoever answers first is believed:
/// the server's address, the number and the question are all that is checked (RFC 5452 section 9).
std::optional<DnsReply> matching(UdpSocket& socket, const Endpoint& server, const DnsQuery& query) {
    while (std::optional<Datagram> datagram = socket.receive()) {
        if (datagram->from != server) continue;
        std::optional<DnsReply> reply = read_dns_reply(datagram->bytes);
        if (reply && reply->query.id == query.id && reply->query.type == query.type &&
            same_dns_name(reply->query.name, query.name)) {
            return reply;
        }
    }
    return std::nullopt;
}

}  // namespace

const WorldHost::KeptName* WorldHost::kept_name(const std::string& lower_case) {
    if (!kept_names_) return nullptr;
    const auto found = kept_names_->find(lower_case);
    return found != kept_names_->end() && now() < found->second.until ? &found->second : nullptr;
}

void WorldHost::keep_name(std::string lower_case, std::vector<IpAddress> addresses, Duration ttl) {
    if (ttl == Duration::zero()) return;
    if (!kept_names_) kept_names_ = std::make_unique<std::map<std::string, KeptName>>();
    (*kept_names_)[std::move(lower_case)] = {.addresses = std::move(addresses),
                                             .until = now() + ttl};
}

/// An answer is kept as long as it says, as Android's and iOS's own resolvers do (bionic's
/// libc/dns/resolv/res_cache.c; mDNSResponder), a forged one like any other.
Task<LookUp> WorldHost::look_up(std::string name) {
    if (resolver_.port == 0) co_return tl::unexpected(NetFailure::unreachable);
    const std::string lower_case = to_lower(name);
    if (const KeptName* kept = kept_name(lower_case)) co_return LookUp(kept->addresses);
    const Endpoint server = resolver_;
    DnsQuery query;
    query.id = static_cast<std::uint16_t>(draws("dns-id").mix(++looked_up_).bits());
    query.name = std::move(name);
    query.type = address_.is_v4() ? DnsRecord::a : DnsRecord::aaaa;
    const std::optional<std::vector<std::uint8_t>> bytes = dns_query_bytes(query);
    if (!bytes) co_return tl::unexpected(NetFailure::no_such_name);
    const std::unique_ptr<UdpSocket> socket = open_udp(0);
    for (int i = 0; i < tries; ++i) {
        socket->send(server, Content::literal(*bytes));
        const Time deadline = now() + patience;
        for (bool came = true; came; came = co_await socket->changed().wait(deadline)) {
            std::optional<DnsReply> reply = matching(*socket, server, query);
            if (!reply) continue;
            const Duration ttl = std::chrono::seconds(reply->ttl);
            LookUp answer = outcome(std::move(*reply));
            if (answer) keep_name(lower_case, *answer, ttl);
            co_return answer;
        }
    }
    co_return tl::unexpected(NetFailure::timed_out);
}

}  // namespace cordon

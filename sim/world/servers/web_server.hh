#pragma once

#include "sim/core/crowd.hh"
#include "sim/world/servers/site.hh"
#include "sim/world/tls_link.hh"
#include "sim/world/transport.hh"

namespace cordon {

/// Serves a site over HTTPS or HTTP: one request after another on each connection. What is not of
/// the protocol it cuts with a reset; who says nothing for `idle` it lets go.
class WebServer {
public:
    static constexpr Duration idle = std::chrono::seconds{120};  // choice; whatsappfiles.pcap,
                                                                 // 2018: open for 110 s
    enum class Scheme : std::uint8_t { https, http };

    /// `host` and `site` must outlive it; it must outlive what the host does.
    WebServer(Host& host, Scheme scheme, std::uint16_t port, Site& site, std::uint64_t seed);

    [[nodiscard]] std::size_t connections() const { return crowd_.size(); }

private:
    Task<void> serve_secure(std::unique_ptr<TcpSocket> socket, std::uint64_t number);
    Task<void> serve_plain(std::unique_ptr<TcpSocket> socket);
    /// All of the body; false: it ended before.
    Task<bool> receive_body(TlsLink& link, const RequestHead& request);

    Host* host_;
    Site* site_;
    std::uint64_t seed_;
    std::uint64_t accepted_ = 0;
    Crowd crowd_;
};

}  // namespace cordon

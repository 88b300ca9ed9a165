#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sim/phone/outcome.hh"
#include "sim/world/transport.hh"

namespace cordon {

/// A connection, or what stood in its way.
struct Dialled {
    std::unique_ptr<TcpSocket> socket;
    Trouble trouble = Trouble::none;
    Dialled(std::unique_ptr<TcpSocket> opened, Trouble met)
        : socket(std::move(opened)), trouble(met) {}
};

/// Connects to `server`; at `deadline` it stops trying.
[[nodiscard]] Task<Dialled> dial(Host& host, Endpoint server, Time deadline);

/// The addresses of `name`; at `deadline` it stops asking: none, as when there is no such name.
[[nodiscard]] Task<std::vector<IpAddress>> addresses_of(Host& host, std::string name,
                                                        Time deadline);

}  // namespace cordon

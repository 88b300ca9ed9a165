#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace cordon {

/// What a flow is for, as far as a wall can tell. Dotted names: `app == whatsapp` holds for all
/// below it.
enum class App : std::uint8_t {
    none,  // no classifier took it
    whatsapp_chat,
    whatsapp_media,
    whatsapp_call,
    whatsapp_register,
    whatsapp_web,
    whatsapp_other,
    tls,
    http,
    dns,
    quic,
    stun,
    socks,
    ssh,
    wireguard,
    openvpn,
};

/// Why a flow is held to be that: by its bytes, a name on the wire, its addresses and ports, or by
/// the framing of its records (for flows whose start was not seen).
enum class AppWhy : std::uint8_t { none, signature, name, address, framing };

[[nodiscard]] std::string_view to_text(App app);     // "whatsapp.chat"; "unknown" for none
[[nodiscard]] std::string_view to_text(AppWhy why);  // "signature"; "none"
[[nodiscard]] std::span<const App> all_apps();

/// Whether `path` ("whatsapp", "whatsapp.chat") names an app or a family of apps;
/// "unknown" is none.
[[nodiscard]] bool is_app_path(std::string_view path);
/// Whether `app` is `path` or lies below it.
[[nodiscard]] bool lies_under(App app, std::string_view path);

}  // namespace cordon

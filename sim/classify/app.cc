#include "sim/classify/app.hh"

#include <algorithm>
#include <array>

namespace cordon {
namespace {

constexpr std::array apps{
    App::none,
    App::whatsapp_chat,
    App::whatsapp_media,
    App::whatsapp_call,
    App::whatsapp_register,
    App::whatsapp_web,
    App::whatsapp_other,
    App::tls,
    App::http,
    App::dns,
    App::quic,
    App::stun,
    App::socks,
    App::ssh,
    App::wireguard,
    App::openvpn,
};

}  // namespace

std::string_view to_text(App app) {
    switch (app) {
        case App::none:
            return "unknown";
        case App::whatsapp_chat:
            return "whatsapp.chat";
        case App::whatsapp_media:
            return "whatsapp.media";
        case App::whatsapp_call:
            return "whatsapp.call";
        case App::whatsapp_register:
            return "whatsapp.register";
        case App::whatsapp_web:
            return "whatsapp.web";
        case App::whatsapp_other:
            return "whatsapp.other";
        case App::tls:
            return "tls";
        case App::http:
            return "http";
        case App::dns:
            return "dns";
        case App::quic:
            return "quic";
        case App::stun:
            return "stun";
        case App::socks:
            return "socks";
        case App::ssh:
            return "ssh";
        case App::wireguard:
            return "wireguard";
        case App::openvpn:
            return "openvpn";
    }
    return "unknown";
}

std::string_view to_text(AppWhy why) {
    switch (why) {
        case AppWhy::none:
            return "none";
        case AppWhy::signature:
            return "signature";
        case AppWhy::name:
            return "name";
        case AppWhy::address:
            return "address";
        case AppWhy::framing:
            return "framing";
    }
    return "none";
}

std::span<const App> all_apps() {
    return apps;
}

bool is_app_path(std::string_view path) {
    return std::ranges::any_of(
        apps, [path](App app) { return app != App::none && lies_under(app, path); });
}

bool lies_under(App app, std::string_view path) {
    const std::string_view name = to_text(app);
    if (path.empty() || !name.starts_with(path)) return false;
    return name.size() == path.size() || name[path.size()] == '.';
}

}  // namespace cordon

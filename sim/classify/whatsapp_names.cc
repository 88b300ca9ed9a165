#include "sim/classify/whatsapp_names.hh"

#include <array>
#include <string>

#include "sim/core/ascii.hh"

namespace cordon {
namespace {

struct Role {
    std::string_view pattern;  // `*` stands for any run of characters of a label, `#` for digits
    App app;
};

/// The first that fits counts. Sources: Meta's network requirements page and ooni/spec ts-018 for
/// chat, registration and web; davidgfnet/whatsapp-purple #138, nDPI's captures and WhatsApp/proxy
/// for media; the flows of the recorded web client for the rest.
constexpr std::array roles{
    Role{"mmg.whatsapp.net", App::whatsapp_media},
    Role{"mmg-*.whatsapp.net", App::whatsapp_media},
    Role{"mms.whatsapp.net", App::whatsapp_media},
    Role{"mms#.whatsapp.net", App::whatsapp_media},  // mms836: 2014
    Role{"media.*.fna.whatsapp.net", App::whatsapp_media},
    Role{"media-*.cdn.whatsapp.net", App::whatsapp_media},
    Role{"mmx-ds.cdn.whatsapp.net", App::whatsapp_media},
    Role{"v.whatsapp.net", App::whatsapp_register},
    Role{"web.whatsapp.com", App::whatsapp_web},
    Role{"w#.web.whatsapp.com", App::whatsapp_web},  // sockets of the web client until 2021
    Role{"e#.whatsapp.net", App::whatsapp_chat},
    Role{"c.whatsapp.net", App::whatsapp_chat},
    Role{"g.whatsapp.net", App::whatsapp_chat},
    Role{"chat.cdn.whatsapp.net", App::whatsapp_chat},
};

/// Families below which any other name is WhatsApp's without a role here: profile pictures (pps),
/// telemetry (dit, crashlogs), the site.
constexpr std::array<std::string_view, 2> families{"whatsapp.net", "whatsapp.com"};

bool fits(std::string_view text, std::string_view pattern) {
    if (pattern.empty()) return text.empty();
    if (pattern[0] != '*' && pattern[0] != '#') {
        return !text.empty() && text[0] == pattern[0] && fits(text.substr(1), pattern.substr(1));
    }
    const bool digits_only = pattern[0] == '#';
    for (std::size_t run = 1; run <= text.size() && text[run - 1] != '.'; ++run) {
        if (digits_only && !is_digit(text[run - 1])) return false;
        if (fits(text.substr(run), pattern.substr(1))) return true;
    }
    return false;
}

bool lies_in(std::string_view host, std::string_view family) {
    if (!host.ends_with(family)) return false;
    return host.size() == family.size() || host[host.size() - family.size() - 1] == '.';
}

/// Whether the letters before `.net` or `.com` spell the family, without copying the name.
bool may_be_whatsapp(std::string_view host) {
    constexpr std::string_view word = "whatsapp.";
    constexpr std::size_t tail = 3;
    if (host.size() < word.size() + tail) return false;
    const std::string_view part = host.substr(host.size() - word.size() - tail, word.size());
    for (std::size_t i = 0; i < word.size(); ++i) {
        if (to_lower(part[i]) != word[i]) return false;
    }
    return true;
}

std::string_view without_port(std::string_view host) {
    const std::size_t colon = host.rfind(':');
    return colon == std::string_view::npos ? host : host.substr(0, colon);
}

}  // namespace

std::optional<App> whatsapp_app_of(std::string_view host) {
    host = without_port(host);
    constexpr std::size_t longest_name = 253;  // RFC 1035 section 2.3.4, as text
    if (host.size() > longest_name || !may_be_whatsapp(host)) return std::nullopt;
    const std::string name = to_lower(host);
    for (const Role& role : roles) {
        if (fits(name, role.pattern)) return role.app;
    }
    for (const std::string_view family : families) {
        if (lies_in(name, family)) return App::whatsapp_other;
    }
    return std::nullopt;
}

}  // namespace cordon

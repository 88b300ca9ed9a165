#pragma once

#include <optional>
#include <string_view>

#include "sim/classify/app.hh"

namespace cordon {

/// What a host name (of an SNI or a Host header, any case, a port allowed) says about a flow to
/// WhatsApp; nullopt for other names. A trailing dot makes another name, as in policies.
[[nodiscard]] std::optional<App> whatsapp_app_of(std::string_view host);

}  // namespace cordon

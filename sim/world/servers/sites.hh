#pragma once

#include "sim/world/servers/messenger.hh"
#include "sim/world/servers/site.hh"

namespace cordon {

/// mmg.whatsapp.net: takes uploads of 2017 (POST /u/f/..., which go on where they broke off) and of
/// 2020 (POST /mms/.../..., which begin anew), gives downloads (GET /d/f/...).
class MediaSite final : public Site {
public:
    explicit MediaSite(Messenger& messenger) : messenger_(&messenger) {}
    [[nodiscard]] Reply reply(const RequestHead& request) override;
    [[nodiscard]] bool takes_body(const RequestHead& request) override;
    void body_came(const RequestHead& request, std::uint64_t so_far) override;

private:
    Messenger* messenger_;
};

/// v.whatsapp.net: /v2/exist, /v2/code, and /v2/register?in=ACCOUNT, which registers it.
class RegistrationSite final : public Site {
public:
    explicit RegistrationSite(Messenger& messenger) : messenger_(&messenger) {}
    [[nodiscard]] Reply reply(const RequestHead& request) override;

private:
    Messenger* messenger_;
};

/// Any site: the same page at every path.
class PageSite final : public Site {
public:
    PageSite(std::string title, std::uint64_t bytes) : title_(std::move(title)), bytes_(bytes) {}
    [[nodiscard]] Reply reply(const RequestHead& request) override;

private:
    std::string title_;
    std::uint64_t bytes_;
};

/// Any site that is visited: gives as many bytes as its path names (path_of_bytes()), takes what is
/// sent to it.
class SizedSite final : public Site {
public:
    [[nodiscard]] Reply reply(const RequestHead& request) override;
};

}  // namespace cordon

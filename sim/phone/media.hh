#pragma once

#include <string>

#include "sim/phone/script.hh"

namespace cordon {

/// Tries that are made again after a pause that doubles, up to a number of them in a row without
/// progress.
class Retries {
public:
    explicit Retries(const Timings& timings)
        : timings_(&timings), pause_(timings.retry_pause), left_(timings.tries_without_progress) {}
    void made_progress() {
        pause_ = timings_->retry_pause;
        left_ = timings_->tries_without_progress;
    }
    /// Whether to try again, after pause().
    [[nodiscard]] bool again();
    [[nodiscard]] Duration pause() const { return pause_; }

private:
    const Timings* timings_;
    Duration pause_;
    std::uint32_t left_;
    bool first_ = true;
};

/// What is sent: its sizes, and the word for it in URLs of 2020.
struct Attachment {
    MediaId media = MediaId::none;
    std::uint32_t bytes = 0;
    std::uint16_t message_bytes = 0;
    const char* word = "image";
};

/// Brings it to the media servers in the manner of its year: the URL to give the contact, or
/// nothing when the phone gave up.
[[nodiscard]] Task<std::optional<std::string>> upload(const Script& script, Attachment attachment);

/// Fetches what lies at `url`; false when the phone gave up. A try that broke off begins anew.
[[nodiscard]] Task<bool> download(const Script& script, std::string url);

/// "https://mmg.whatsapp.net/d/f/0123" is of host "mmg.whatsapp.net" and has path "/d/f/0123".
struct UrlParts {
    std::string host;
    std::string path;
    explicit UrlParts(std::string_view url);
};

}  // namespace cordon

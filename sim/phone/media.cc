#include "sim/phone/media.hh"

#include <algorithm>

#include "sim/core/keyed_random.hh"
#include "sim/core/well_known_port.hh"
#include "sim/phone/chat_words.hh"
#include "sim/phone/https_visit.hh"

namespace cordon {
namespace {

using Kind = ChatMessage::Kind;

/// One POST of the bytes from `offset` on.
Task<Trouble> post(const Script& script, RequestHead request, std::uint64_t seed) {
    HttpsVisit visit(*script.host, script.timings(), seed);
    const Time connected_by = script.now() + script.timings().connect + script.timings().look_up;
    const Trouble met = co_await visit.open(request.host, well_known_port::https, connected_by);
    if (met != Trouble::none) co_return met;
    co_return co_await visit.exchange(request, script.now() + script.timings().upload);
}

std::uint64_t seed_of(const Script& script, std::uint32_t number) {
    return KeyedRandom(script.seed, "media connection").mix(number).bits();
}

/// Until March 2020: asks over chat where to, and from which byte on, before each try.
Task<std::optional<std::string>> upload_as_2017(const Script& script, Attachment attachment) {
    Retries retries(script.timings());
    std::uint32_t received = 0;
    for (std::uint32_t number = 0;; ++number) {
        ChatMessage question;
        question.kind = Kind::may_upload;
        question.id = script.chat->new_id();
        question.media = attachment.media;
        question.bytes = attachment.bytes;
        const ChatMessage answer = co_await ask(script, question, script.sizes().request);
        if (answer.kind == Kind::duplicate) co_return answer.text;
        if (answer.offset > received) retries.made_progress();
        received = answer.offset;

        const UrlParts url(answer.text);
        RequestHead request;
        request.method = "POST";
        request.host = url.host;
        request.path = url.path;
        request.offset = answer.offset;
        request.body = attachment.bytes - std::min(answer.offset, attachment.bytes);
        const Trouble met = co_await post(script, request, seed_of(script, number));
        if (met == Trouble::none) co_return answer.text;
        script.attempt->met(Stage::upload, met);
        if (!retries.again()) co_return std::nullopt;
        co_await Sleep(script.host->scheduler(), script.now() + retries.pause());
    }
}

/// Since 2020: asks for the media servers, then tries those in turn; each try begins anew.
Task<std::optional<std::string>> upload_as_2020(const Script& script, Attachment attachment) {
    Retries retries(script.timings());
    const std::string path = std::string("/mms/") + attachment.word + "/";
    std::uint32_t connections = 0;
    while (true) {
        ChatMessage question;
        question.kind = Kind::media_servers;
        question.id = script.chat->new_id();
        const ChatMessage answer = co_await ask(script, question, script.sizes().request);
        std::string_view hosts = answer.text;
        while (!hosts.empty()) {
            RequestHead request;
            request.method = "POST";
            request.host = hosts.substr(0, hosts.find(','));
            hosts.remove_prefix(std::min(hosts.size(), request.host.size() + 1));
            request.path = path + media_token(attachment.media);
            request.body = attachment.bytes;
            const Trouble met = co_await post(script, request, seed_of(script, connections++));
            std::string url = "https://";
            url += request.host + "/d/f/" + media_token(attachment.media);
            if (met == Trouble::none) co_return url;
            script.attempt->met(Stage::upload, met);
        }
        if (!retries.again()) co_return std::nullopt;
        co_await Sleep(script.host->scheduler(), script.now() + retries.pause());
    }
}

}  // namespace

bool Retries::again() {
    if (left_ == 0) return false;
    --left_;
    if (!std::exchange(first_, false)) {
        pause_ = std::min(2 * pause_, timings_->longest_retry_pause);
    }
    return true;
}

UrlParts::UrlParts(std::string_view url) {
    constexpr std::string_view scheme = "https://";
    if (url.starts_with(scheme)) url.remove_prefix(scheme.size());
    const std::size_t slash = std::min(url.size(), url.find('/'));
    host = url.substr(0, slash);
    path = url.substr(slash);
}

Task<std::optional<std::string>> upload(const Script& script, Attachment attachment) {
    if (script.settings->exchange == MediaExchange::of_2017) {
        co_return co_await upload_as_2017(script, attachment);
    }
    co_return co_await upload_as_2020(script, attachment);
}

Task<bool> download(const Script& script, std::string url) {
    Retries retries(script.timings());
    const UrlParts parts(url);
    RequestHead request;
    request.host = parts.host;
    request.path = parts.path;
    for (std::uint32_t number = 0;; ++number) {
        HttpsVisit visit(*script.host, script.timings(), seed_of(script, 1'000 + number));
        const Time connected_by =
            script.now() + script.timings().connect + script.timings().look_up;
        Trouble met = co_await visit.open(parts.host, well_known_port::https, connected_by);
        if (met == Trouble::none) {
            met = co_await visit.exchange(request, Time::max(), script.timings().download_silence);
        }
        if (met == Trouble::none) co_return true;
        script.attempt->met(Stage::download, met);
        if (!retries.again()) co_return false;
        co_await Sleep(script.host->scheduler(), script.now() + retries.pause());
    }
}

}  // namespace cordon

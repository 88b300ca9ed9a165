#include "sim/scenario/deciding/transfer.hh"

#include <algorithm>

#include "sim/core/within.hh"
#include "sim/craft/account.hh"
#include "sim/craft/http_head.hh"
#include "sim/phone/trouble.hh"

namespace cordon {
namespace {

constexpr Duration longest_silence = std::chrono::seconds{60};
constexpr Duration between_looks = std::chrono::seconds{5};
constexpr std::uint64_t seed_of_content = 1;
constexpr MediaId probe_media{0x0bed'0bed};

/// The answer to a request, read as it comes.
void judge(const std::string& answer, Seen& seen) {
    const auto head = read_http_answer(answer);
    if (!head) {
        seen.trouble = Trouble::garbled;
    } else if (head->status != 200) {
        seen.trouble = Trouble::denied;
    } else {
        seen.complete = true;
    }
}

}  // namespace

Task<Seen> upload_over(Host& host, TlsLink& link, std::string name, std::uint64_t bytes,
                       Time deadline) {
    RequestHead request;
    request.method = "POST";
    request.host = std::move(name);
    request.path = "/mms/image/" + media_token(probe_media);
    request.body = bytes;
    link.send_text(to_text(request));
    link.send_bulk(bytes, seed_of_content);
    const std::uint64_t queued = link.socket().unacknowledged();
    std::uint64_t left = queued;
    Time moved = host.now();
    Seen seen;
    while (true) {
        const Time look = std::min(deadline, host.now() + between_looks);
        Task<std::optional<std::string>> answer = link.receive_text(std::nullopt);
        const auto came = co_await within(host.scheduler(), look, std::move(answer));
        const std::uint64_t now_left = link.socket().unacknowledged();
        seen.bytes = std::min(bytes, queued - std::min(queued, now_left));
        if (now_left < left) moved = host.now();
        left = now_left;
        if (came && *came) {
            judge(**came, seen);
            co_return seen;
        }
        seen.trouble = trouble_of(link.end());
        if (came) co_return seen;
        const bool stands_still = host.now() - moved >= longest_silence;
        seen.trouble = stands_still ? Trouble::silent : Trouble::slow;
        if (stands_still || host.now() >= deadline) co_return seen;
    }
}

Task<Seen> download_over(Host& host, TlsLink& link, std::string name, Time deadline) {
    RequestHead request;
    request.host = std::move(name);
    link.send_text(to_text(request));
    Seen seen;
    const auto text = co_await link.receive_text(std::min(deadline, host.now() + longest_silence));
    if (!text) {
        seen.trouble = trouble_of(link.end());
        co_return seen;
    }
    judge(*text, seen);
    if (!seen.complete) co_return seen;
    const std::size_t body_at = body_offset(*text).value_or(text->size());
    const std::uint64_t body = read_http_answer(*text)->body;
    seen.bytes = text->size() - body_at;
    while (seen.bytes < body) {
        const Time look = std::min(deadline, host.now() + longest_silence);
        const std::uint64_t came = co_await link.pass_bulk(look);
        seen.bytes += came;
        if (came > 0 && host.now() < deadline) continue;
        seen.complete = false;
        seen.trouble = host.now() >= deadline ? Trouble::slow : trouble_of(link.end());
        co_return seen;
    }
    co_return seen;
}

}  // namespace cordon

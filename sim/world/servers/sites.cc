#include "sim/world/servers/sites.hh"

#include <algorithm>
#include <charconv>

namespace cordon {
namespace {

Site::Reply json(unsigned status, std::string text) {
    Site::Reply reply;
    reply.head.status = status;
    reply.head.type = "application/json";
    reply.text = std::move(text);
    return reply;
}

bool begins_anew(const RequestHead& request) {
    return request.path.starts_with("/mms/");
}

bool is_upload(const RequestHead& request) {
    return request.path.starts_with("/u/f/") || begins_anew(request);
}

}  // namespace

bool MediaSite::takes_body(const RequestHead& request) {
    const auto media = media_named_by(request.path);
    if (request.method != "POST" || !is_upload(request) || !media) return false;
    MediaStore& store = messenger_->media();
    if (begins_anew(request)) {
        store.expect(*media, request.body);
        store.begin_anew(*media);
        return true;
    }
    // One that begins after what has come would leave a hole. It may begin before: the rest of an
    // earlier connection may have come meanwhile.
    const auto stored = store.find(*media);
    return stored && request.offset <= stored->received &&
           request.offset + request.body <= stored->expected;
}

void MediaSite::body_came(const RequestHead& request, std::uint64_t so_far) {
    if (const auto media = media_named_by(request.path)) {
        messenger_->media().receive_up_to(*media, request.offset + so_far);
    }
}

Site::Reply MediaSite::reply(const RequestHead& request) {
    const auto media = media_named_by(request.path);
    const auto stored = media ? messenger_->media().find(*media) : std::nullopt;
    if (!stored) return json(404, "{}");
    if (request.method == "POST") {
        if (!stored->complete()) return json(416, "{}");
        return json(200, "{\"url\":\"https://" + request.host + "/d/f/" + media_token(*media) +
                             "\",\"mimetype\":\"application/octet-stream\"}");
    }
    if (!stored->complete()) return json(404, "{}");
    Reply reply;
    reply.head.type = "application/octet-stream";
    reply.bulk = stored->received;
    return reply;
}

Site::Reply RegistrationSite::reply(const RequestHead& request) {
    constexpr std::string_view number = "in=";
    const std::size_t at = request.path.find(number);
    std::uint32_t account = 0;
    if (at != std::string::npos) {
        const std::string_view digits = std::string_view(request.path).substr(at + number.size());
        std::from_chars(digits.data(), digits.data() + digits.size(), account);
    }
    if (account == 0) return json(200, "{\"status\":\"fail\",\"reason\":\"missing_param\"}");
    if (request.path.starts_with("/v2/exist")) {
        return json(200, "{\"status\":\"fail\",\"reason\":\"incorrect\"}");
    }
    if (request.path.starts_with("/v2/code")) return json(200, "{\"status\":\"sent\"}");
    if (request.path.starts_with("/v2/register")) {
        messenger_->register_account(AccountId{account});
        return json(200, "{\"status\":\"ok\",\"type\":\"new\"}");
    }
    return json(404, "{}");
}

Site::Reply SizedSite::reply(const RequestHead& request) {
    Reply reply;
    reply.head.type = "application/octet-stream";
    reply.bulk = bytes_named_by(request.path).value_or(0);
    return reply;
}

Site::Reply PageSite::reply(const RequestHead& /*request*/) {
    constexpr std::uint64_t most_text = 2'048;
    Reply reply;
    reply.text = html_page(title_, std::min(bytes_, most_text));
    reply.bulk = bytes_ - reply.text.size();
    return reply;
}

}  // namespace cordon

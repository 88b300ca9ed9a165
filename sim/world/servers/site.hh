#pragma once

#include <cstdint>
#include <string>

#include "sim/craft/http_head.hh"

namespace cordon {

/// What a web server answers with. Must outlive the servers that ask it.
class Site {
public:
    Site() = default;
    Site(const Site&) = delete;
    Site& operator=(const Site&) = delete;
    virtual ~Site() = default;

    struct Reply {
        AnswerHead head;         // its `body` is set from what follows
        std::string text;        // the body's beginning, at most 4,096 bytes
        std::uint64_t bulk = 0;  // and bytes after it that nobody reads
    };
    /// Asked when all of the request has come.
    [[nodiscard]] virtual Reply reply(const RequestHead& request) = 0;
    /// Whether a body may come; if not, reply() is asked at once and the connection closed.
    [[nodiscard]] virtual bool takes_body(const RequestHead& /*request*/) { return true; }
    /// More of the body of `request` has come: `so_far` bytes of it by now.
    virtual void body_came(const RequestHead& /*request*/, std::uint64_t /*so_far*/) {}
};

}  // namespace cordon

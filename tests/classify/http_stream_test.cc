#include "sim/classify/http_stream.hh"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/classify/scan_properties.hh"

namespace cordon::testing {
namespace {

/// Targets of the requests in a stream that comes in pieces of `size` bytes, and how it ended.
std::string targets(const std::string& stream, std::size_t size) {
    HttpStream http;
    std::string found;
    std::string kept;
    std::uint64_t skip = 0;
    for (std::size_t at = 0; at < stream.size(); at += size) {
        kept += stream.substr(at, size);
        for (bool more = true; more && !kept.empty();) {
            const std::uint64_t skipped = std::min<std::uint64_t>(skip, kept.size());
            kept.erase(0, skipped);
            skip -= skipped;
            if (kept.empty()) break;
            const HttpStep step = http.next(as_bytes(kept));
            if (step.request && step.done > 0) found += std::string(step.request->target) + " ";
            const std::uint64_t done = std::min<std::uint64_t>(step.done, kept.size());
            kept.erase(0, done);
            skip = step.done - done;
            more = step.more;
        }
    }
    switch (http.at()) {
        case HttpStream::At::head:
            return found + "head";
        case HttpStream::At::upgrade_offer:
            return found + "upgrade";
        case HttpStream::At::chunk_size:
            return found + "chunk";
        case HttpStream::At::trailer:
            return found + "trailer";
        case HttpStream::At::tunnel:
            return found + "tunnel";
        case HttpStream::At::lost:
            return found + "lost";
        case HttpStream::At::ended:
            return found + "ended";
    }
    return found;
}

void expect_targets(const std::string& stream, const std::string& expected) {
    EXPECT_EQ(targets(stream, stream.size()), expected);
    for (std::size_t size = 1; size < stream.size(); ++size) {
        EXPECT_EQ(targets(stream, size), expected) << "in pieces of " << size;
    }
}

TEST(HttpStream, GoesFromRequestToRequest) {
    expect_targets("GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n", "/1 /2 head");
}

TEST(HttpStream, PassesOverBodies) {
    expect_targets(
        "POST /1 HTTP/1.1\r\nContent-Length: 20\r\n\r\nGET /no HTTP/1.1\r\n\r\n"
        "GET /2 HTTP/1.1\r\n\r\n",
        "/1 /2 head");
}

TEST(HttpStream, PassesOverChunks) {
    expect_targets(
        "POST /1 HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n"
        "4\r\nabcd\r\nA;x=y\r\n0123456789\r\n0\r\nTrailer: 1\r\n\r\nGET /2 HTTP/1.1\r\n\r\n",
        "/1 /2 head");
}

TEST(HttpStream, IsLostInWhatIsNoChunkOrRequest) {
    expect_targets("POST /1 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "/1 lost");
    expect_targets("GET /1 HTTP/1.1\r\n\r\n\x01\x02", "/1 lost");
}

TEST(HttpStream, EndsInATunnelOrAnUpgrade) {
    expect_targets("CONNECT a:443 HTTP/1.1\r\n\r\n\x16\x03", "a:443 tunnel");
    expect_targets("GET /ws HTTP/1.1\r\nUpgrade: websocket\r\n\r\n\x81\x85", "/ws ended");
    expect_targets("GET /1 HTTP/1.1\r\nUpgrade: h2c\r\n\r\nGET /2 HTTP/1.1\r\n\r\n", "/1 /2 head");
}

TEST(HttpStream, ToleratesAbsurdBodyLengths) {
    expect_targets("POST /1 HTTP/1.1\r\nContent-Length: 18446744073709551615\r\n\r\nGET",
                   "/1 head");
}

}  // namespace
}  // namespace cordon::testing

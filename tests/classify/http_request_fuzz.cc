#include <cstddef>
#include <cstdint>

#include "sim/classify/http_request.hh"
#include "tests/classify/fuzz_properties.hh"

namespace {

std::string describe(const cordon::Scan<cordon::HttpRequestSeen>& scan) {
    return cordon::testing::text_of(scan, [](const cordon::HttpRequestSeen& request) {
        return std::string(request.method) + " " + std::string(request.target) + " " +
               std::string(request.host) + " " + std::to_string(request.length);
    });
}

}  // namespace

// libFuzzer fixes this name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {  // NOLINT(readability-identifier-naming)
    using namespace cordon;
    cordon::testing::check_answers_stand(
        {data, size}, [](Bytes stream) { return describe(scan_http_request(stream)); });
    HttpHead head;
    const Bytes stream{data, size};
    for (const Bytes part : {stream.first(size / 2), stream}) {
        const Scan<HttpRequestSeen> in_pieces = head.read(part);
        if (describe(in_pieces) != describe(scan_http_request(part))) std::abort();
        if (!std::holds_alternative<NeedMore>(in_pieces)) break;
        static_cast<void>(head.take_host(part));
    }
    return 0;
}

#include <cstddef>
#include <cstdint>

#include "sim/classify/http_request.hh"
#include "tests/classify/fuzz_properties.hh"

// libFuzzer fixes this name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {  // NOLINT(readability-identifier-naming)
    using namespace cordon;
    using cordon::testing::text_of;
    cordon::testing::check_answers_stand({data, size}, [](Bytes stream) {
        static_cast<void>(unfinished_http_request(stream));
        return text_of(scan_http_request(stream), [](const HttpRequestSeen& request) {
            return std::string(request.method) + " " + std::string(request.target) + " " +
                   std::string(request.host) + " " + std::to_string(request.length);
        });
    });
    return 0;
}

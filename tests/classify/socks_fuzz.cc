#include <cstddef>
#include <cstdint>

#include "sim/classify/socks.hh"
#include "tests/classify/fuzz_properties.hh"

// libFuzzer fixes this name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {  // NOLINT(readability-identifier-naming)
    using namespace cordon;
    using cordon::testing::text_of;
    cordon::testing::check_answers_stand({data, size}, [](Bytes stream) {
        return text_of(scan_socks(stream), [](const SocksRequest& request) {
            return std::to_string(request.version) + " " + std::to_string(request.length);
        });
    });
    return 0;
}

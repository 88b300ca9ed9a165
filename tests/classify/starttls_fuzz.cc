#include <cstddef>
#include <cstdint>

#include "sim/classify/ssh_banner.hh"
#include "sim/classify/starttls.hh"
#include "tests/classify/fuzz_properties.hh"

// libFuzzer fixes this name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {  // NOLINT(readability-identifier-naming)
    using namespace cordon;
    using cordon::testing::text_of;
    cordon::testing::check_answers_stand({data, size}, [](Bytes stream) {
        static_cast<void>(scan_ssh_banner(stream));
        return text_of(scan_starttls(stream), [](const StarttlsCommand& command) {
            return std::to_string(command.length);
        });
    });
    return 0;
}

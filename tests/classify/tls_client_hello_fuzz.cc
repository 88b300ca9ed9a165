#include <cstddef>
#include <cstdint>

#include "sim/classify/ja4.hh"
#include "sim/classify/tls_client_hello.hh"
#include "tests/classify/fuzz_properties.hh"

// libFuzzer fixes this name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {  // NOLINT(readability-identifier-naming)
    using namespace cordon;
    using cordon::testing::text_of;
    cordon::testing::check_answers_stand({data, size}, [](Bytes stream) {
        std::vector<std::uint8_t> joined;
        return text_of(scan_client_hello(stream, joined), [](const ClientHello& hello) {
            std::string text = std::string(hello.sni) + " " + ja4_of(hello);
            for (const std::string& protocol : alpn_protocols(hello.alpn)) text += " " + protocol;
            return text + " " + std::to_string(hello.length);
        });
    });
    return 0;
}

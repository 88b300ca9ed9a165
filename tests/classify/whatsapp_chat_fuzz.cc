#include <cstddef>
#include <cstdint>

#include "sim/classify/whatsapp_chat.hh"
#include "sim/classify/whatsapp_names.hh"
#include "tests/classify/fuzz_properties.hh"

// libFuzzer fixes this name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {  // NOLINT(readability-identifier-naming)
    using namespace cordon;
    using cordon::testing::text_of;
    cordon::testing::check_answers_stand({data, size}, [](Bytes stream) {
        static_cast<void>(is_whatsapp_answer(stream));
        static_cast<void>(is_whatsapp_framed(stream));
        static_cast<void>(whatsapp_app_of(as_text(stream)));
        return text_of(scan_whatsapp_hello(stream), [](const WhatsappHello& hello) {
            return std::to_string(hello.major) + "." + std::to_string(hello.length);
        });
    });
    return 0;
}

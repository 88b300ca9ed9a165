#include <cstddef>
#include <cstdint>

#include "sim/classify/dns_message.hh"
#include "tests/classify/fuzz_properties.hh"

// libFuzzer fixes this name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {  // NOLINT(readability-identifier-naming)
    using namespace cordon;
    using cordon::testing::text_of;
    cordon::testing::check_answers_stand({data, size}, [](Bytes stream) {
        return text_of(scan_dns_stream(stream), [](const DnsOverTcp& message) {
            std::string text = std::to_string(message.length);
            DnsQuestions questions(message.dns);
            DnsQuestion question;
            while (questions.next(question)) text += " " + std::string(question.name());
            return text;
        });
    });
    return 0;
}

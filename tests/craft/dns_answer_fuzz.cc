// Whatever is answered is a DNS response to the question that stood in the query.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <variant>

#include "sim/classify/dns_message.hh"
#include "sim/craft/dns_answer.hh"

namespace cordon {
namespace {

DnsMessage read(Bytes datagram) {
    const Scan<DnsMessage> scan = scan_dns_datagram(datagram);
    if (!std::holds_alternative<DnsMessage>(scan)) std::abort();
    return std::get<DnsMessage>(scan);
}

void check(Bytes query) {
    const std::array addresses{IpAddress::v4(1), IpAddress::from_words(1, 1)};
    const auto answer = dns_answer(query, {.addresses = addresses});
    if (!answer) return;
    const DnsMessage asked = read(query), answered = read(*answer);
    DnsQuestion before, after;
    if (!answered.response || !DnsQuestions(asked).next(before) ||
        !DnsQuestions(answered).next(after)) {
        std::abort();
    }
    if (before.name() != after.name() || before.type() != after.type()) std::abort();
}

}  // namespace
}  // namespace cordon

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    cordon::check({data, size});
    return 0;
}

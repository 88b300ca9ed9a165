// What phones and servers of a world read of each other, from whatever a wall may put in between.

#include <cstddef>
#include <cstdint>

#include "sim/core/bytes.hh"
#include "sim/craft/call_bytes.hh"
#include "sim/craft/chat_bytes.hh"
#include "sim/craft/chat_message.hh"
#include "sim/craft/dns_message.hh"
#include "sim/craft/http_head.hh"
#include "sim/craft/tls_record.hh"

namespace {

using namespace cordon;

/// A hello's random and name lie within what was given.
void read_hello(Bytes payload) {
    const auto hello = read_tls_hello(payload);
    if (!hello) return;
    if (hello->random.size() != 32 || hello->name.size() > payload.size()) __builtin_trap();
}

}  // namespace

// libFuzzer fixes this name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {  // NOLINT(readability-identifier-naming)
    const Bytes bytes{data, size};
    static_cast<void>(chat_ephemeral_of(bytes));
    static_cast<void>(read_chat_message(bytes, Seal(1), Seal::Direction::up, 0));
    static_cast<void>(open_tls_text(bytes, Seal(1), Seal::Direction::down));
    static_cast<void>(read_http_request(as_text(bytes)));
    static_cast<void>(read_http_answer(as_text(bytes)));
    static_cast<void>(media_named_by(as_text(bytes)));
    static_cast<void>(read_call_media(bytes));
    if (const auto stun = read_call_stun(bytes)) {
        static_cast<void>(read_call_token(stun->token, stun->transaction));
    }
    static_cast<void>(read_dns_query(bytes));
    static_cast<void>(read_dns_reply(bytes));
    read_hello(bytes);
    if (size >= TlsRecordHeader::size) {
        static_cast<void>(read_tls_record_header(bytes.first(TlsRecordHeader::size)));
        read_hello(bytes.subspan(TlsRecordHeader::size));
    }
    return 0;
}

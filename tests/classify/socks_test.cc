#include "sim/classify/socks.hh"

#include <gtest/gtest.h>

#include "sim/classify/ssh_banner.hh"
#include "sim/classify/starttls.hh"
#include "tests/classify/scan_properties.hh"

namespace cordon::testing {
namespace {

std::string scan(Bytes stream) {
    return text_of(scan_socks(stream), [](const SocksRequest& request) {
        return "socks" + std::to_string(request.version) + " " + std::to_string(request.length);
    });
}

TEST(Socks, OpensWithAGreetingAndARequest) {
    for (const auto& stream : {
             hex("05 01 00  05 01 00 01 01020304 0050"),
             hex("05 02 00 02  05 01 00 03 03 612e62 01bb"),
             hex("05 01 00  05 03 00 04 00112233445566778899aabbccddeeff 0050"),
             hex("05 01 02  01 02 7573 03 707764  05 01 00 01 01020304 0050"),
             hex("04 01 0050 01020304 7573 00"),
             hex("04 01 0050 00000001 00 612e62 00"),  // 4a
         }) {
        expect_whole_message(stream, scan);
        EXPECT_EQ(scan(stream).substr(7), std::to_string(stream.size()));
    }
}

TEST(Socks, IsNotWhatOthersSend) {
    expect_rejected(hex("05 00"), scan, "other@1");
    expect_rejected(hex("05 01 00 16"), scan, "other@3");
    expect_rejected(hex("05 01 00 05 09"), scan, "other@4");
    expect_rejected(hex("05 01 00 05 01 01"), scan, "other@5");
    expect_rejected(hex("05 01 00 05 01 00 02"), scan, "other@6");
    expect_rejected(hex("04 07"), scan, "other@1");
    expect_rejected(bytes_of("GET"), scan, "other@0");
}

TEST(Socks, HasAUserNameUpToTheLimit) {
    const auto start = hex("04 01 0050 01020304");
    const auto longest = start + bytes_of(std::string(256, 'u'));
    EXPECT_EQ(scan(longest), "more");
    EXPECT_EQ(scan(longest + hex("00")), "socks4 265");
    EXPECT_EQ(scan(longest + bytes_of("u")), "limit@264");
}

std::string scan_text(Bytes stream) {
    return text_of(scan_starttls(stream), [](const StarttlsCommand& command) {
        return "starttls " + std::to_string(command.length);
    });
}

TEST(Starttls, IsFoundInTheDialoguesOfItsProtocols) {
    for (const char* text : {"EHLO a\r\nSTARTTLS\r\n", "a1 CAPABILITY\r\na2 StartTLS\r\n",
                             "CAPA\nSTLS\n", "AUTH TLS\r\n", "AUTH SSL\r\n",
                             "<?xml version='1.0'?><stream:stream><starttls xmlns='x'/>"}) {
        SCOPED_TRACE(text);
        expect_whole_message(bytes_of(text), scan_text);
    }
    expect_whole_message(hex("00000008 04d2162f"), scan_text);  // PostgreSQL
}

TEST(Starttls, IsNotFoundInOtherLinesOrBytes) {
    EXPECT_EQ(scan_text(as_bytes("EHLO a\r\nNOOP STARTTLS please\r\n")), "more");
    expect_rejected(bytes_of("EHLO a\r\n\x01"), scan_text, "other@8");
    expect_rejected(hex("00000008 04d2162e"), scan_text, "other@7");
    const std::string noise(starttls_limit - 11, 'x');
    EXPECT_EQ(scan_text(as_bytes(noise + "\nSTARTTLS\r\n")), "starttls 8192");
    EXPECT_EQ(scan_text(as_bytes(noise + "x\nSTARTTLS\r\n")), "limit@8192");
}

std::string scan_ssh(Bytes stream) {
    return text_of(scan_ssh_banner(stream),
                   [](const SshBanner& banner) { return "ssh " + std::to_string(banner.major); });
}

TEST(SshBanner, StartsWithItsVersion) {
    expect_whole_message(bytes_of("SSH-2."), scan_ssh);
    expect_whole_message(bytes_of("SSH-1."), scan_ssh);
    expect_rejected(bytes_of("SSH-3."), scan_ssh, "other@4");
    expect_rejected(bytes_of("SSL"), scan_ssh, "other@2");
}

}  // namespace
}  // namespace cordon::testing

#include "sim/classify/ja4.hh"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "tests/classify/captured_flows.hh"
#include "tests/classify/hello_maker.hh"
#include "tests/classify/scan_properties.hh"
#include "tests/decode/shared_captures.hh"

namespace cordon::testing {
namespace {

std::string ja4(const HelloMaker& maker) {
    std::vector<std::uint8_t> joined;
    const auto stream = maker.record();
    const auto scan = scan_client_hello(stream, joined);
    return ja4_of(std::get<ClientHello>(scan));
}

/// The example of FoxIO's technical details, its lists dealt in another order, with GREASE.
TEST(Ja4, EqualsThePublishedExample) {
    HelloMaker hello;
    hello.ciphers({0x2a2a, 0xc02f, 0x002f, 0x0035, 0x009c, 0x009d, 0x1301, 0x1302, 0x1303, 0xc013,
                   0xc014, 0xc02b, 0xc02c, 0xc030, 0xcca8, 0xcca9});
    hello.extension(0x1a1a, {}).sni("example.org").extension(0x0017, {});
    hello.extension(0xff01, {}).extension(0x000a, {}).extension(0x000b, {}).extension(0x0023, {});
    hello.alpn({"h2", "http/1.1"}).extension(0x0005, {});
    hello.extension(0x000d, hex("0010 0403 0804 0401 0503 0805 0501 0806 0601"));
    hello.extension(0x0012, {}).extension(0x0033, {}).extension(0x002d, {});
    hello.versions({0xdada, 0x0304, 0x0303}).extension(0x001b, {}).extension(0x4469, {});
    hello.extension(0x0015, {});
    EXPECT_EQ(ja4(hello), "t13d1516h2_8daaf6152771_e5627efa2ab1");
}

TEST(Ja4, HasZerosForEmptyLists) {
    EXPECT_EQ(ja4(HelloMaker().ciphers({}).without_extensions()),
              "t12i000000_000000000000_000000000000");
}

TEST(Ja4, WritesOddProtocolsInHex) {
    EXPECT_EQ(ja4(HelloMaker().alpn({"\xab\xcd"})).substr(8, 2), "ad");
    EXPECT_EQ(ja4(HelloMaker().alpn({"http/1.1"})).substr(8, 2), "h1");
    EXPECT_EQ(ja4(HelloMaker().alpn({"h"})).substr(8, 2), "hh");
}

/// The hashes of JA4s in `text`, as `CIPHERS_EXTENSIONS`. nDPI writes the part before them after an
/// older text: `d` without a name too, other letters for ALPN, and no zeros for an empty list.
std::set<std::string> hashes_in(const std::string& text) {
    constexpr std::size_t head = 10, hash = 12;  // t13d1516h2_8daaf6152771_e5627efa2ab1
    std::set<std::string> hashes;
    for (std::size_t at = text.find('_'); at != std::string::npos; at = text.find('_', at + 1)) {
        if (at < head || text[at - head] != 't' || at + 2 * hash + 2 > text.size()) continue;
        std::string found = text.substr(at + 1, 2 * hash + 1);
        const bool is_hex = found.find_first_not_of("0123456789abcdef_") == std::string::npos;
        if (!is_hex || found[hash] != '_') continue;
        const std::string of_nothing = "e3b0c44298fc";
        if (found.ends_with(of_nothing)) found.replace(hash + 1, hash, hash, '0');
        hashes.insert(found);
    }
    return hashes;
}

std::string text_of_file(const std::filesystem::path& path) {
    std::ifstream in(path);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

TEST(Ja4, HashesAsNdpiDoes) {
    const auto shared = shared_captures();
    if (!shared) GTEST_SKIP() << "the shared captures are not here";
    std::size_t compared = 0;
    for (const char* folder : {"tls", "mixed", "http", "dns", "linktypes"}) {
        for (const auto& capture : captures_in(*shared / folder)) {
            const auto ndpi = *shared / "truth/ndpi" / (capture.filename().string() + ".out");
            if (!std::filesystem::exists(ndpi)) continue;
            if (capture.filename() == "smtp-starttls.pcap") continue;  // inner names only
            std::string ours;
            for (const CapturedFlow& flow : flows_of(capture, Wanted{.ja4 = true})) {
                ours += *flow.classify.facts.tls.ja4 + "\n";
            }
            EXPECT_EQ(hashes_in(ours), hashes_in(text_of_file(ndpi))) << capture;
            compared += hashes_in(ours).size();
        }
    }
    EXPECT_GT(compared, 40U);
}

}  // namespace
}  // namespace cordon::testing

#include "sim/classify/dns_message.hh"

#include <gtest/gtest.h>

#include "tests/classify/scan_properties.hh"

namespace cordon::testing {
namespace {

std::string describe(const DnsMessage& message) {
    std::string text = message.response ? "response" : "query";
    DnsQuestions questions(message);
    DnsQuestion question;
    while (questions.next(question)) {
        text += " " + std::string(question.name()) + "/" + std::to_string(question.type());
    }
    return text;
}

std::string scan(Bytes datagram) {
    return text_of(scan_dns_datagram(datagram), describe);
}

std::string scan_stream(Bytes stream) {
    return text_of(scan_dns_stream(stream), [](const DnsOverTcp& message) {
        return describe(message.dns) + " " + std::to_string(message.length);
    });
}

// 12.34 > 5.6: 4660+ A? e15.whatsapp.net.
const auto query =
    hex("1234 0100 0001 0000 0000 0000 03 653135 08 7768617473617070 03 6e6574 00"
        "0001 0001");

TEST(DnsMessage, TellsItsQuestions) {
    EXPECT_EQ(scan(query), "query e15.whatsapp.net/1");
    EXPECT_EQ(scan(hex("1234 8180 0001 0000 0000 0000 00 0002 0001")), "response ./2");
    EXPECT_EQ(scan(hex("1234 0100 0002 0000 0000 0000 01 61 00 0001 0001 01 62 c00c 001c 0001")),
              "query a/1 b.a/28");
}

TEST(DnsMessage, IsRejectedAtEveryPrefix) {
    for (std::size_t size = 0; size < query.size(); ++size) {
        EXPECT_EQ(scan(Bytes{query}.first(size)).substr(0, 9), "malformed") << size;
    }
    EXPECT_EQ(scan(query + hex("0000")), scan(query));
}

TEST(DnsMessage, EscapesWhatIsNoPlainText) {
    const auto odd = hex("1234 0100 0001 0000 0000 0000 06 2e 5c 20 00 ff 41 00 0001 0001");
    EXPECT_EQ(scan(odd), "query \\.\\\\\\032\\000\\255A/1");
}

TEST(DnsMessage, FollowsPointersBackOnly) {
    const std::string head = "1234 0100 0001 0000 0000 0000 ";
    EXPECT_EQ(scan(hex(head + "c00c 0001 0001")), "malformed@12");        // itself
    EXPECT_EQ(scan(hex(head + "c00e c00c 0001 0001")), "malformed@12");   // ahead
    EXPECT_EQ(scan(hex(head + "01 61 c00c 0001 0001")), "malformed@12");  // round and round
    EXPECT_EQ(scan(hex(head + "40 61 00 0001 0001")), "malformed@12");    // reserved label type
}

TEST(DnsMessage, FollowsUpTo127Pointers) {
    // Pointers, each to the one before it and the first to the root, in labels of an earlier name.
    const auto pointing = [](std::size_t jumps) {
        auto message = hex("1234 0100 0003 0000 0000 0000 00 0001 0001");
        std::size_t target = 12;
        std::size_t links = 0;
        const auto add_pointer = [&] {
            const std::size_t at = message.size();
            message.push_back(static_cast<std::uint8_t>(0xc0 | (target >> 8U)));
            message.push_back(static_cast<std::uint8_t>(target));
            target = at;
        };
        for (int name = 0; name < 2; ++name) {
            for (int label = 0; label < 3; ++label) {
                message.push_back(62);
                for (int i = 0; i < 31; ++i) {
                    if (++links < jumps) {
                        add_pointer();
                    } else {
                        message = message + hex("0000");
                    }
                }
            }
            message = message + hex("00 0001 0001");
        }
        message[5] = 4;  // questions
        add_pointer();
        return message + hex("0001 0001");
    };
    EXPECT_EQ(scan(pointing(1)).substr(0, 5), "query");
    EXPECT_EQ(scan(pointing(127)).substr(0, 5), "query");
    EXPECT_EQ(scan(pointing(128)), "malformed@12");
}

TEST(DnsMessage, HasNamesOf255BytesAndNotMore) {
    const auto named = [](std::size_t last_label) {
        auto message = hex("1234 0100 0001 0000 0000 0000");
        for (int i = 0; i < 3; ++i) message = message + hex("3f") + bytes_of(std::string(63, 'a'));
        message.push_back(static_cast<std::uint8_t>(last_label));
        return message + bytes_of(std::string(last_label, 'b')) + hex("00 0001 0001");
    };
    EXPECT_EQ(scan(named(61)).substr(0, 5), "query");
    EXPECT_EQ(scan(named(62)), "malformed@12");
}

TEST(DnsMessage, IsNoQueryWithoutAQuestion) {
    EXPECT_EQ(scan(hex("1234 0100 0000 0000 0000 0000")), "other@4");
    EXPECT_EQ(scan(hex("1234 8180 0000 0000 0000 0000")), "response");
    EXPECT_EQ(scan(hex("1234 7900 0001 0000 0000 0000 00 0001 0001")), "other@2");  // opcode 15
    EXPECT_EQ(scan(hex("1234 0100 0041 0000 0000 0000")), "limit@4");               // 65 questions
}

TEST(DnsMessage, ComesOverTcpBehindItsLength) {
    const auto stream = hex("0022") + query;
    expect_whole_message(stream, scan_stream);
    EXPECT_EQ(scan_stream(stream), "query e15.whatsapp.net/1 36");
    expect_rejected(hex("000b 00"), scan_stream, "other@0");
    expect_rejected(hex("000c 1234 0100 0001 0000 0000 0000"), scan_stream, "malformed@14");
}

}  // namespace
}  // namespace cordon::testing

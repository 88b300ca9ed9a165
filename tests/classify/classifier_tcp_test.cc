#include <gtest/gtest.h>

#include "tests/classify/flow_story.hh"
#include "tests/classify/hello_maker.hh"
#include "tests/classify/scan_properties.hh"

namespace cordon::testing {
namespace {

using Buffer = FlowStory::Buffer;

constexpr Wanted later{.later_names = true};
constexpr std::string_view get_a = "GET /1 HTTP/1.1\r\nHost: a.example\r\n\r\n";
constexpr std::string_view get_b = "GET /2 HTTP/1.1\r\nHost: b.example\r\n\r\n";

Buffer hello(const std::string& name) {
    return HelloMaker().sni(name).record();
}

Buffer part(const Buffer& whole, std::size_t from, std::size_t to) {
    return {whole.begin() + static_cast<std::ptrdiff_t>(from),
            whole.begin() + static_cast<std::ptrdiff_t>(to)};
}

TEST(Classifier, SettlesATlsFlowWithItsHello) {
    FlowStory story(443);
    story.syn().up(hello("a.example"));
    EXPECT_TRUE(story.settled());
    EXPECT_EQ(story.snis(), "a.example");
    EXPECT_EQ(story.app(), "tls signature");
    EXPECT_EQ(story.known(), "tls:value http:absent dns:absent app:value");
    EXPECT_TRUE(story.changes().has(FactGroup::tls));
    EXPECT_TRUE(story.changes().has(FactGroup::app));
}

TEST(Classifier, FindsTheSameByteByByteWithinTheLimitOfSegments) {
    const Buffer whole = hello("mmg.whatsapp.net");
    for (std::size_t pieces = 2; pieces < classify_limits::segments; ++pieces) {
        FlowStory story(443);
        story.syn();
        for (std::size_t i = 0; i < pieces; ++i) {
            story.up(part(whole, whole.size() * i / pieces, whole.size() * (i + 1) / pieces));
        }
        EXPECT_EQ(story.snis() + " " + story.app(), "mmg.whatsapp.net whatsapp.media name");
    }
}

TEST(Classifier, GivesUpAtTheLimitOfSegments) {
    const Buffer whole = hello("a.example");
    FlowStory story(443);
    story.syn();
    for (std::size_t i = 0; i + 1 < classify_limits::segments; ++i) {
        story.up(part(whole, i, i + 1));
        EXPECT_FALSE(story.settled()) << i;
    }
    story.up(part(whole, 19, 20));
    EXPECT_TRUE(story.settled());
    EXPECT_EQ(story.known(), "tls:absent http:absent dns:absent app:value");
    EXPECT_EQ(story.app(), "tls signature");  // half seen
}

TEST(Classifier, PutsSegmentsInOrder) {
    const Buffer whole = hello("a.example");
    FlowStory story(443);
    story.syn().up_at(40, part(whole, 40, whole.size())).up_at(20, part(whole, 20, 50));
    EXPECT_EQ(story.snis(), "");
    EXPECT_EQ(story.up_at(0, part(whole, 0, 20)).snis(), "a.example");
}

TEST(Classifier, LetsTheFirstCopyOfOverlappingBytesWin) {
    const Buffer whole = hello("a.example"), other = hello("b.example");
    FlowStory story(443);
    story.syn().up_at(30, part(whole, 30, whole.size())).up_at(30, part(other, 30, other.size()));
    EXPECT_EQ(story.up_at(0, part(other, 0, 30)).snis(), "a.example");
}

TEST(Classifier, ReadsDataInTheSyn) {
    FlowStory story(443);
    EXPECT_EQ(story.syn_with(hello("a.example")).snis(), "a.example");
}

TEST(Classifier, ReadsAFlowWhoseHandshakeWasNotRecorded) {
    EXPECT_EQ(FlowStory(443).picked_up().up(hello("a.example")).snis(), "a.example");
    EXPECT_EQ(FlowStory(80).picked_up().up("rest of a body\x01").up(get_a).hosts(), "a.example");
}

TEST(Classifier, BelievesAHelloBeforeTheMiddleOfSomethingUnknown) {
    const Buffer whole = hello("a.example");
    // Each waits for more, as the beginning of a request, of a hello, of a chat or of SOCKS.
    for (const std::string_view held :
         {"G", "GET", "GET /an/unfinished", "\x16", "\x16\x03", "WA", "\x05", "SSH-"}) {
        FlowStory at_once(443);
        at_once.picked_up().up(held).up(whole);
        EXPECT_EQ(at_once.snis(), "a.example") << held;
        FlowStory in_two(443);
        in_two.picked_up().up(held).up(part(whole, 0, 20)).up(part(whole, 20, whole.size()));
        EXPECT_EQ(in_two.snis(), "a.example") << held;
        FlowStory twice(443);
        twice.picked_up().up(held).up("\x01 no beginning").up(whole);
        EXPECT_EQ(twice.snis(), "a.example") << held;
    }
    // The middle of one hello is not taken for another.
    for (std::size_t cut = 1; cut < whole.size(); ++cut) {
        FlowStory in_two(443);
        in_two.picked_up().up(part(whole, 0, cut)).up(part(whole, cut, whole.size()));
        EXPECT_EQ(in_two.snis(), "a.example") << cut;
    }
}

TEST(Classifier, TakesAHelloFromEitherSide) {
    EXPECT_EQ(FlowStory(443).syn().down(hello("a.example")).snis(), "a.example");
}

TEST(Classifier, NamesLaterHellosWhenTheyAreWanted) {
    const Buffer change = tls_record(20, {1});
    FlowStory story(443, later);
    story.syn().up(hello("a.example")).up(change + hello("b.example"));
    EXPECT_EQ(story.snis(), "a.example b.example");
    EXPECT_FALSE(story.settled());
    EXPECT_TRUE(story.up(tls_record(23, {1, 2, 3})).settled());
    FlowStory settled(443);
    EXPECT_EQ(settled.syn().up(hello("a.example")).up(hello("b.example")).snis(), "a.example");
}

TEST(Classifier, KeepsWhatIsWantedAndNoMore) {
    const Buffer offer = HelloMaker().sni("a.example").alpn({"h2"}).record();
    EXPECT_TRUE(FlowStory(443).syn().up(offer).facts().tls.alpn.empty());
    EXPECT_EQ(FlowStory(443, {.alpn = true}).syn().up(offer).facts().tls.alpn,
              std::vector<std::string>{"h2"});
    FlowStory hosts_only(80);
    hosts_only.syn().up(get_a);
    EXPECT_EQ(hosts_only.hosts(), "a.example");
    EXPECT_TRUE(hosts_only.facts().http.methods.empty() && hosts_only.facts().http.paths.empty());
    FlowStory all(80, {.http_methods = true, .http_paths = true});
    all.syn().up(get_a);
    EXPECT_EQ(all.facts().http.methods.first(), "GET");
    EXPECT_EQ(all.facts().http.paths.first(), "/1");
}

TEST(Classifier, FindsAHelloBehindAnotherRecord) {
    const Buffer change = tls_record(20, {1});
    EXPECT_EQ(FlowStory(443).syn().up(change + hello("a.example")).snis(), "a.example");
    EXPECT_EQ(FlowStory(443).syn().up(change).up(hello("a.example")).snis(), "a.example");
}

TEST(Classifier, CallsAMidwayRecordTlsByItsFraming) {
    FlowStory story(443);
    story.picked_up().down(tls_record(23, {1, 2, 3}));
    EXPECT_EQ(story.app(), "tls framing");
    EXPECT_EQ(story.known(), "tls:absent http:absent dns:absent app:value");
}

TEST(Classifier, FollowsHttpForTheLifeOfTheFlow) {
    FlowStory story(80, later);
    story.syn();
    for (int i = 0; i < 50; ++i) story.up(get_a).down("HTTP/1.1 200 OK\r\n\r\n");
    EXPECT_EQ(story.up(get_b).hosts(), "a.example b.example");
    EXPECT_EQ(story.app(), "http signature");
    EXPECT_EQ(FlowStory(80).syn().up(get_a).up(get_b).hosts(), "a.example");
}

TEST(Classifier, FollowsALaterHeadUpToTheLimitOfSegments) {
    const Buffer whole = bytes_of(get_b);
    const auto spread_over = [&](std::size_t pieces) {
        FlowStory story(80, later);
        story.syn().up(get_a);
        for (std::size_t i = 0; i < pieces; ++i) {
            EXPECT_FALSE(story.settled()) << i;
            story.up(part(whole, whole.size() * i / pieces, whole.size() * (i + 1) / pieces));
        }
        return story.hosts() + (story.settled() ? " settled" : "");
    };
    EXPECT_EQ(spread_over(classify_limits::head_segments), "a.example b.example");
    FlowStory drip(80, later);
    drip.syn().up(get_a);
    for (std::size_t i = 0; i + 1 < classify_limits::head_segments; ++i) {
        drip.up(part(whole, i, i + 1));
    }
    EXPECT_FALSE(drip.settled());
    EXPECT_TRUE(drip.up("x").settled());
}

TEST(Classifier, CountsTheSegmentsOfEachHeadAnew) {
    FlowStory story(80, later);
    story.syn().up(get_a);
    for (std::size_t i = 0; i < classify_limits::head_segments; ++i) {
        story.up(get_a.substr(0, 5)).up(get_a.substr(5));
    }
    EXPECT_EQ(story.up(get_b).hosts(), "a.example b.example");
}

TEST(Classifier, DoesNotCountSegmentsThatTellNothingOfAHead) {
    const Buffer whole = bytes_of(get_b);
    FlowStory story(80, later);
    story.syn().up(get_a).up(part(whole, 0, 10));
    const auto next = static_cast<std::uint32_t>(get_a.size()) + 10;
    for (std::uint32_t i = 0; i < classify_limits::head_segments; ++i) {
        story.up_at(next - 1, part(whole, 9, 10));          // repeated
        story.up_at(next + 100 + 2 * i, bytes_of("body"));  // behind a hole
    }
    EXPECT_EQ(story.up_at(next, part(whole, 10, whole.size())).hosts(), "a.example b.example");
}

TEST(Classifier, LimitsTheSegmentsOfWhatLiesInATunnel) {
    FlowStory story(8080, later);
    story.syn().up("CONNECT b.example:443 HTTP/1.1\r\n\r\n");
    const Buffer inner = hello("b.example");
    for (std::size_t i = 0; i + 1 < classify_limits::head_segments; ++i) {
        story.up(part(inner, i, i + 1));
    }
    EXPECT_FALSE(story.settled());
    EXPECT_TRUE(story.up(part(inner, 19, 20)).settled());
}

TEST(Classifier, FindsTheNextRequestBehindAHole) {
    FlowStory story(80, later);
    story.syn().up(get_a).up_cut(bytes_of("GET /x HT"), 100);
    const Buffer body(1400, 'z');
    for (int i = 0; i < 50; ++i) story.up(body);  // more than waits for a hole to be filled
    EXPECT_EQ(story.up(get_b).hosts(), "a.example b.example");
}

TEST(Classifier, WaitsForWhatTheRecordingCutUntilTheConversationGoesOn) {
    const Buffer whole = hello("a.example");
    const auto missing = static_cast<std::uint32_t>(whole.size() - 30);
    for (const bool client_goes_on : {false, true}) {
        FlowStory story(443);
        story.syn().up_cut(part(whole, 0, 30), missing);
        EXPECT_EQ(story.known(), "tls:unknown http:absent dns:absent app:unknown");
        client_goes_on ? story.up(hex("17 03 03 00 01 00")) : story.down(hex("16 03 03 00 01 02"));
        EXPECT_EQ(story.app(), "tls signature");
        EXPECT_EQ(story.known(), "tls:absent http:absent dns:absent app:value");
        EXPECT_TRUE(story.settled());
    }
    FlowStory filled(443);  // by a recorder of whole packets
    filled.syn().up_cut(part(whole, 0, 30), missing).up_at(30, part(whole, 30, whole.size()));
    EXPECT_EQ(filled.snis(), "a.example");
}

TEST(Classifier, KnowsTheHostBeforeTheHeadEnds) {
    FlowStory story(80);
    story.syn().up("GET / HTTP/1.1\r\nHost: a.example\r\nCookie: ");
    EXPECT_EQ(story.hosts(), "a.example");
    EXPECT_TRUE(story.settled());
}

TEST(Classifier, NamesWhatLiesInATunnelApart) {
    const std::string connect = "CONNECT b.example:443 HTTP/1.1\r\nHost: b.example:443\r\n\r\n";
    FlowStory story(8080, later);
    story.syn().up(connect).down("HTTP/1.1 200 OK\r\n\r\n").up(hello("b.example"));
    EXPECT_EQ(story.inner_snis(), "b.example");
    EXPECT_EQ(story.snis(), "");
    EXPECT_EQ(story.facts().of(FactGroup::tls), Known::absent);
    EXPECT_TRUE(story.settled());
}

TEST(Classifier, ReadsWhatLiesInSocks) {
    const Buffer opening = hex("05 01 00 05 01 00 01 01020304 0050");
    FlowStory web(1080);
    web.syn().up(part(opening, 0, 3)).down(hex("05 00")).up(part(opening, 3, opening.size()));
    EXPECT_EQ(web.up(get_a).hosts(), "a.example");
    EXPECT_EQ(web.app(), "socks signature");
    FlowStory tls(1080, later);
    EXPECT_EQ(tls.syn().up(opening).up(hello("a.example")).inner_snis(), "a.example");
}

TEST(Classifier, NamesTheHelloBehindStarttls) {
    FlowStory story(25, later);
    story.syn().down("220 mx ESMTP\r\n").up("EHLO a\r\n").down("250 STARTTLS\r\n");
    story.up("STARTTLS\r\n").down("220 go\r\n").up(hello("mx.example"));
    EXPECT_EQ(story.inner_snis(), "mx.example");
    EXPECT_EQ(story.app(), "unknown none");
}

TEST(Classifier, SupposesTheSameOfTextWhetherLaterNamesAreWantedOrNot) {
    for (const std::string_view text : {"A1 LOGIN a b\r\n", "STARTTLS\r\nmore", "+OK\r\n"}) {
        for (const Wanted wanted : {Wanted{}, later}) {
            FlowStory of_chat(5222, wanted);
            EXPECT_EQ(of_chat.server("157.240.1.1").syn().up(text).app(), "whatsapp.chat address")
                << text;
            FlowStory answer(80, wanted);
            EXPECT_EQ(answer.syn().up("HTTP/1.1 200 OK\r\n\r\n").app(), "http signature");
        }
    }
}

TEST(Classifier, SettlesWhatNoScannerTakes) {
    FlowStory story(9999);
    story.syn().up(hex("00 01 02 03"));
    EXPECT_TRUE(story.settled());
    EXPECT_EQ(story.known(), "tls:absent http:absent dns:absent app:absent");
}

TEST(Classifier, ReadsDnsOverTcp) {
    const Buffer message =
        hex("001b 1234 0100 0001 0000 0000 0000 01 61 07 6578616d706c65 00"
            "0001 0001");
    FlowStory story(53);
    story.syn().up(part(message, 0, 2)).up(part(message, 2, message.size()));
    EXPECT_EQ(story.questions(), "a.example");
    EXPECT_EQ(story.app(), "dns signature");
    EXPECT_EQ(FlowStory(9999).syn().up(message).questions(), "");
}

TEST(Classifier, KnowsAServerThatSpeaksFirst) {
    EXPECT_EQ(FlowStory(22).syn().down("SSH-2.0-x\r\n").app(), "ssh signature");
    FlowStory banner(2525);
    banner.syn().down("220 hello\r\n");
    EXPECT_FALSE(banner.settled());  // the client's turn is to come
    EXPECT_EQ(banner.up(get_a).hosts(), "a.example");
}

TEST(Classifier, MakesDoWithTheServerWhenTheClientIsNotHeard) {
    const Buffer answer = tls_record(22, hex("02 00 00 00"));
    FlowStory story(443);
    story.syn();
    for (unsigned i = 1; i < classify_limits::answers; ++i) story.down(answer);
    EXPECT_FALSE(story.settled());
    EXPECT_EQ(story.down(answer).app(), "tls signature");
    EXPECT_TRUE(story.settled());
}

TEST(Classifier, GivesUpAtTheLimitOfBytes) {
    FlowStory story(9999);
    story.syn().down(Buffer(classify_limits::bytes - 1, 0));
    EXPECT_FALSE(story.settled());
    EXPECT_TRUE(story.down(hex("00")).settled());
}

TEST(Classifier, MeasuresTheFirstClientSegmentWhenAsked) {
    FlowStory story(5222, {.payload_shape = true});
    story.syn().up(hex("57 41 02 00"));
    EXPECT_EQ(story.facts().payload->popcount_thousandths, 2000U);
    EXPECT_EQ(story.facts().of(FactGroup::payload), Known::value);
    FlowStory midway(5222, {.payload_shape = true});
    EXPECT_EQ(midway.picked_up().up(hex("57")).facts().of(FactGroup::payload), Known::absent);
    FlowStory unasked(5222);
    EXPECT_EQ(unasked.syn().up(hex("57")).facts().payload->length, 0U);
}

TEST(Classifier, CollectsTheFirstBytesOfTheClientInOrder) {
    FlowStory story(443, {.stream_up = true});
    story.syn().up_at(3, bytes_of("def")).up_at(0, bytes_of("abc"));
    EXPECT_EQ(*story.facts().stream_up, "abcdef");
    EXPECT_EQ(story.facts().of(FactGroup::stream), Known::unknown);
    EXPECT_TRUE(story.changes().has(FactGroup::stream));
    story.up_at(6, Buffer(classify_limits::stream_up_bytes - 7, 'x'));
    EXPECT_FALSE(story.settled());
    story.up_at(classify_limits::stream_up_bytes - 1, bytes_of("yz"));
    EXPECT_EQ(story.facts().stream_up->size(), classify_limits::stream_up_bytes);
    EXPECT_EQ(story.facts().of(FactGroup::stream), Known::value);
    EXPECT_TRUE(story.settled());
}

TEST(Classifier, EndsTheFirstBytesWithTheClientsFin) {
    FlowStory story(443, {.stream_up = true});
    EXPECT_EQ(story.syn().up("abc").fin().facts().of(FactGroup::stream), Known::value);
}

TEST(Classifier, GivesUpAStreamForWhoseBytesThereIsNoRoom) {
    const Buffer whole = hello("a.example");
    const Buffer start = part(whole, 0, 40), rest = part(whole, 40, whole.size());
    HeadBudget roomy{1'000'000};
    FlowStory alone(443, {}, &roomy);
    alone.syn().up(start);
    HeadBudget budget{2 * roomy.held_bytes() - 1};
    FlowStory first(443, {}, &budget), second(443, {}, &budget);
    EXPECT_FALSE(first.syn().up(start).settled());
    EXPECT_TRUE(second.syn().up(start).settled());
    EXPECT_EQ(second.app(), "tls signature");  // half seen
    EXPECT_EQ(budget.refused(), 1U);
    EXPECT_EQ(first.up(rest).snis(), "a.example");
    EXPECT_EQ(budget.held_bytes(), 0U);
}

TEST(Classifier, LeavesNothingUnknownAtTheEnd) {
    FlowStory story(443, {.payload_shape = true, .stream_up = true});
    story.syn().finish();
    EXPECT_TRUE(story.settled());
    for (const Known known : story.facts().known) EXPECT_EQ(known, Known::absent);
}

}  // namespace
}  // namespace cordon::testing

#include "sim/report/eve_writer.hh"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/report/sample_flow.hh"
#include "tests/support/json_schema.hh"

namespace cordon {
namespace {

using nlohmann::json;
using testing::JsonSchema;
using testing::midnight_and_a_bit;
using testing::packet;
using testing::SampleFlow;

class EveWriterTest : public ::testing::Test {
protected:
    /// The only line written so far, held to the schema.
    json line() {
        const std::string& text = sink.text();
        EXPECT_EQ(text.find('\n'), text.size() - 1) << text;
        json value = json::parse(text);
        for (const std::string& complaint : JsonSchema::load("events").complaints(value)) {
            ADD_FAILURE() << complaint << "\n" << text;
        }
        return value;
    }

    StringSink sink;
    RuleNames rules{"media-upload", "chat-slow"};
    EveWriter eve{sink, rules};
    SampleFlow flow;
};

TEST_F(EveWriterTest, AFlowIsWrittenInTheDocumentedOrder) {
    flow.shows_tls("mmg.whatsapp.net").decided_by(RuleId{0}, "drop");
    eve.flow_ended(flow.ended());
    line();
    EXPECT_EQ(
        sink.text(),
        R"({"timestamp":"2017-09-26T00:00:02.123456+0000","flow_id":77,"event_type":"flow",)"
        R"("src_ip":"10.0.0.2","src_port":40001,"dest_ip":"31.13.86.51","dest_port":443,)"
        R"("proto":"TCP","app_proto":"tls","tls":{"sni":"mmg.whatsapp.net",)"
        R"("alpn":["h2","http/1.1"],"version":"TLS 1.3"},"flow":{"pkts_toserver":10,)"
        R"("bytes_toserver":1000,"pkts_toclient":20,"bytes_toclient":20000,)"
        R"("start":"2017-09-26T00:00:00.123456+0000","end":"2017-09-26T00:00:02.123456+0000"},)"
        R"("cordon":{"ns":"1506384002123456789","app":"whatsapp.media","why":"name",)"
        R"("rule":"media-upload","verdict":"drop","first_frame":3,"payload_toserver":400,)"
        R"("payload_toclient":19000,"names":{"tls.sni":["mmg.whatsapp.net"]},)"
        R"("names_left_out":0,"ended":"closed"}})"
        "\n");
}

TEST_F(EveWriterTest, TheClientStandsFirstAlsoWhenItIsTheHigherEnd) {
    flow.state().client_is_low = false;
    eve.flow_ended(flow.ended());
    EXPECT_EQ(line()["src_ip"], "31.13.86.51");
    EXPECT_EQ(line()["dest_port"], 40001);
}

TEST_F(EveWriterTest, AnUntouchedFlowHasNoRule) {
    eve.flow_ended(flow.ended());
    EXPECT_TRUE(line()["cordon"]["rule"].is_null());
    EXPECT_EQ(line()["cordon"]["verdict"], "pass");
    EXPECT_EQ(line()["app_proto"], "unknown");
}

TEST_F(EveWriterTest, AllNamesAreListedAndThoseBeyondTheLimitCounted) {
    for (std::size_t i = 0; i < Names::limit + 2; ++i) flow.asks_dns("n" + std::to_string(i), 28);
    eve.flow_ended(flow.ended());
    const json event = line();
    EXPECT_EQ(event["cordon"]["names"]["dns.qname"].size(), Names::limit);
    EXPECT_EQ(event["cordon"]["names_left_out"], 2);
    EXPECT_EQ(event["dns"]["queries"][0]["rrname"], "n0");
    EXPECT_EQ(event["dns"]["queries"][0]["rrtype"], "AAAA");
}

TEST_F(EveWriterTest, NamesSeenInsideAProxyStandApart) {
    flow.shows_http("proxy.example", "/").facts().tls.inner_sni.made().add("mmg.whatsapp.net");
    eve.flow_ended(flow.ended());
    const json names = line()["cordon"]["names"];
    EXPECT_EQ(names["tls.sni.inner"], json::array({"mmg.whatsapp.net"}));
    EXPECT_EQ(names["http.host"], json::array({"proxy.example"}));
    EXPECT_FALSE(names.contains("tls.sni"));
}

TEST_F(EveWriterTest, BytesThatAreNoTextAreEscaped) {
    flow.shows_http("a\xff\n", "/\"");
    eve.flow_ended(flow.ended());
    EXPECT_NE(sink.text().find(R"("hostname":"a\u00ff\n","url":"/\"")"), std::string::npos);
    line();
}

TEST_F(EveWriterTest, ASeenProtocolNamesItsFrame) {
    flow.shows_http("example.org", "/x");
    eve.protocol_seen(
        {.flow = flow.report(), .group = FactGroup::http, .at = midnight_and_a_bit, .frame = 5});
    EXPECT_EQ(line()["event_type"], "http");
    EXPECT_EQ(line()["http"]["url"], "/x");
    EXPECT_EQ(line()["cordon"]["frame"], 5);
}

TEST_F(EveWriterTest, GroupsWithoutAnEventWriteNothing) {
    eve.protocol_seen({.flow = flow.report(), .group = FactGroup::app, .at = midnight_and_a_bit});
    EXPECT_EQ(sink.text(), "");
}

TEST_F(EveWriterTest, AnAlertSaysWhetherTheRuleBlocks) {
    flow.decided_by(RuleId{1}, "throttle");
    eve.rule_decided(
        {.flow = flow.report(), .rule = RuleId{1}, .at = midnight_and_a_bit, .frame = 9});
    EXPECT_EQ(line()["alert"]["signature"], "chat-slow");
    EXPECT_EQ(line()["alert"]["action"], "blocked");
    EXPECT_EQ(line()["cordon"]["verdict"], "throttle");
}

TEST_F(EveWriterTest, ANoteIsAnAlertThatAllows) {
    eve.rule_decided({.flow = flow.report(),
                      .rule = RuleId{0},
                      .at = midnight_and_a_bit,
                      .frame = 9,
                      .only_noted = true});
    EXPECT_EQ(line()["alert"]["action"], "allowed");
    EXPECT_EQ(line()["cordon"]["verdict"], "note");
}

TEST_F(EveWriterTest, ADropNamesRuleAndAct) {
    eve.flow_dropped({.flow = flow.report(),
                      .rule = RuleId{0},
                      .act = Act::queue_full,
                      .at = midnight_and_a_bit,
                      .frame = 12});
    EXPECT_EQ(line()["event_type"], "drop");
    EXPECT_EQ(line()["cordon"]["rule"], "media-upload");
    EXPECT_EQ(line()["cordon"]["verdict"], "queue-full");
}

TEST_F(EveWriterTest, ARemovedPacketCarriesItsLengthAndItsFlowsEnds) {
    const FlowEnds ends = ends_of(flow.report());
    eve.packet_removed({.arrival = packet(12, 1500), .because = RuleId{0}, .flow_id = 77}, &ends);
    EXPECT_EQ(line()["drop"]["len"], 1500);
    EXPECT_EQ(line()["src_ip"], "10.0.0.2");
}

TEST_F(EveWriterTest, ARemovedPacketOfNoFlowHasNoEnds) {
    eve.packet_removed({.arrival = packet(12)}, nullptr);
    EXPECT_FALSE(line().contains("flow_id"));
    EXPECT_FALSE(line().contains("src_ip"));
    EXPECT_TRUE(line()["cordon"]["rule"].is_null());
}

}  // namespace
}  // namespace cordon

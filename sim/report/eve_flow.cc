#include "sim/report/eve_flow.hh"

#include <string>
#include <string_view>

#include "sim/report/app_protocol.hh"
#include "sim/report/dns_type.hh"

namespace cordon {
namespace {

void append_first(JsonAppender& json, std::string_view key, const Names& names) {
    if (!names.empty()) json.text(key, names.first());
}

void append_list(JsonAppender& json, std::string_view key, const Names& names) {
    if (names.empty()) return;
    json.open_array(key);
    for (const std::string_view name : names.all()) json.text({}, name);
    json.close_array();
}

void append_tls(JsonAppender& json, const TlsFacts& tls) {
    json.open_object("tls");
    append_first(json, "sni", tls.sni);
    if (!tls.alpn.empty()) {
        json.open_array("alpn");
        for (const std::string& protocol : tls.alpn) json.text({}, protocol);
        json.close_array();
    }
    json.text("version", tls_version_text(tls.version));
    if (!tls.ja4->empty()) json.text("ja4", *tls.ja4);
    json.close_object();
}

void append_http(JsonAppender& json, const HttpFacts& http) {
    json.open_object("http");
    append_first(json, "hostname", http.hosts);
    append_first(json, "url", http.paths);
    append_first(json, "http_method", http.methods);
    json.close_object();
}

void append_dns(JsonAppender& json, const DnsFacts& dns) {
    json.open_object("dns").open_array("queries");
    if (!dns.names.empty()) {
        json.open_object()
            .text("rrname", dns.names.first())
            .text("rrtype", dns_type_text(dns.first_type))
            .close_object();
    }
    json.close_array().close_object();
}

}  // namespace

FlowEnds ends_of(const FlowReport& flow) {
    return {.client = flow.state->client(),
            .server = flow.state->server(),
            .client_port = flow.state->client_port(),
            .server_port = flow.state->server_port(),
            .protocol = flow.state->key.protocol};
}

void append_ends(JsonAppender& json, const FlowEnds& ends) {
    json.text("src_ip", to_text(ends.client))
        .number("src_port", ends.client_port)
        .text("dest_ip", to_text(ends.server))
        .number("dest_port", ends.server_port)
        .text("proto", transport_text(ends.protocol));
}

void append_protocol(JsonAppender& json, const Facts& facts, FactGroup only) {
    if (facts.of(only) != Known::value) return;
    switch (only) {
        case FactGroup::tls:
            append_tls(json, facts.tls);
            break;
        case FactGroup::http:
            append_http(json, facts.http);
            break;
        case FactGroup::dns:
            append_dns(json, facts.dns);
            break;
        case FactGroup::quic:  // no QUIC facts yet
        case FactGroup::app:
        case FactGroup::payload:
        case FactGroup::stream:
            break;
    }
}

void append_protocols(JsonAppender& json, const Facts& facts) {
    for (const FactGroup group : {FactGroup::tls, FactGroup::http, FactGroup::dns}) {
        append_protocol(json, facts, group);
    }
}

void append_names(JsonAppender& json, const Facts& facts) {
    json.open_object("names");
    append_list(json, "tls.sni", facts.tls.sni);
    append_list(json, "http.host", facts.http.hosts);
    append_list(json, "dns.qname", facts.dns.names);
    append_list(json, "tls.sni.inner", *facts.tls.inner_sni);
    json.close_object();
    json.number("names_left_out", facts.tls.sni.left_out() + facts.http.hosts.left_out() +
                                      facts.dns.names.left_out() + facts.tls.inner_sni->left_out());
}

}  // namespace cordon

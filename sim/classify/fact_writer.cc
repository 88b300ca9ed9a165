#include "sim/classify/fact_writer.hh"

#include <algorithm>

#include "sim/classify/ja4.hh"
#include "sim/classify/whatsapp_names.hh"

namespace cordon {

void FactWriter::absent(std::initializer_list<FactGroup> groups) {
    for (const FactGroup group : groups) {
        if (!is_unknown(group)) continue;
        facts_->set(group, Known::absent);
        changes_.add(group);
    }
}

void FactWriter::absent_rest() {
    absent({FactGroup::tls, FactGroup::quic, FactGroup::http, FactGroup::dns, FactGroup::app});
}

void FactWriter::become_value(FactGroup group) {
    facts_->set(group, Known::value);
    changes_.add(group);
}

void FactWriter::set_app(App app, AppWhy why) {
    if (!is_unknown(FactGroup::app)) return;
    facts_->app = app;
    facts_->why = why;
    become_value(FactGroup::app);
}

void FactWriter::add(const ClientHello& hello) {
    TlsFacts& tls = facts_->tls;
    if (is_unknown(FactGroup::tls)) {
        if (wanted_->alpn) tls.alpn = alpn_protocols(hello.alpn);
        tls.version = hello.version;
        tls.ech = hello.ech;
        tls.esni = hello.esni;
        if (wanted_->ja4) tls.ja4.made() = ja4_of(hello);
        become_value(FactGroup::tls);
    }
    if (!hello.sni.empty() && tls.sni.add(hello.sni)) changed(FactGroup::tls);
    if (const auto app = whatsapp_app_of(hello.sni)) set_app(*app, AppWhy::name);
    set_app(App::tls, AppWhy::signature);
    absent_rest();
}

void FactWriter::add_inner(const ClientHello& hello) {
    if (hello.sni.empty()) return;
    if (facts_->tls.inner_sni.made().add(hello.sni)) changed(FactGroup::tls);
}

void FactWriter::add(const HttpRequestSeen& request) {
    HttpFacts& http = facts_->http;
    if (is_unknown(FactGroup::http)) become_value(FactGroup::http);
    bool fresh = wanted_->http_methods && http.methods.add(request.method);
    if (!request.host.empty()) fresh |= http.hosts.add(request.host);
    if (wanted_->http_paths) fresh |= http.paths.add(request.target);
    if (fresh) changed(FactGroup::http);
    if (const auto app = whatsapp_app_of(request.host)) set_app(*app, AppWhy::name);
    set_app(App::http, AppWhy::signature);
    absent_rest();
}

void FactWriter::add(const DnsMessage& message) {
    set_app(App::dns, AppWhy::signature);
    if (message.response) return;
    DnsFacts& dns = facts_->dns;
    DnsQuestions questions(message);
    DnsQuestion question;
    while (questions.next(question)) {
        if (is_unknown(FactGroup::dns)) {
            dns.first_type = question.type();
            become_value(FactGroup::dns);
        }
        if (dns.names.add(question.name())) changed(FactGroup::dns);
        if (dns.types.size() < Names::limit &&
            std::ranges::find(dns.types, question.type()) == dns.types.end()) {
            dns.types.push_back(question.type());
            changed(FactGroup::dns);
        }
    }
}

}  // namespace cordon

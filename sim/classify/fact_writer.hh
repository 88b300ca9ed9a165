#pragma once

#include <initializer_list>

#include "sim/classify/classifier.hh"
#include "sim/classify/dns_message.hh"
#include "sim/classify/facts.hh"
#include "sim/classify/http_request.hh"
#include "sim/classify/tls_client_hello.hh"

namespace cordon {

/// Puts what scanners found into the facts of a flow, and notes which groups changed. What is a
/// value or absent stays so; names are added to values.
class FactWriter {
public:
    FactWriter(const Wanted& wanted, Facts& facts) : wanted_(&wanted), facts_(&facts) {}

    void add(const ClientHello& hello);
    void add_inner(const ClientHello& hello);
    void add(const HttpRequestSeen& request);
    /// Names come from queries; a response only tells that it is DNS.
    void add(const DnsMessage& message);

    /// The first answer counts.
    void set_app(App app, AppWhy why);

    void absent(std::initializer_list<FactGroup> groups);
    /// Everything still unknown, but for payload and stream, which have their own ends.
    void absent_rest();
    void become_value(FactGroup group);
    void changed(FactGroup group) { changes_.add(group); }

    [[nodiscard]] const Facts& facts() const { return *facts_; }
    [[nodiscard]] bool is_unknown(FactGroup group) const {
        return facts_->of(group) == Known::unknown;
    }
    [[nodiscard]] FactChanges changes() const { return changes_; }

private:
    const Wanted* wanted_;
    Facts* facts_;
    FactChanges changes_;
};

}  // namespace cordon

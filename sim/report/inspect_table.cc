#include "sim/report/inspect_table.hh"

#include "sim/core/calendar.hh"
#include "sim/report/app_protocol.hh"
#include "sim/report/csv.hh"
#include "sim/report/safe_text.hh"

namespace cordon {
namespace {

void append_padded(std::string& line, std::string_view text, std::size_t width) {
    line += text;
    line.append(text.size() < width ? width - text.size() : 0, ' ');
    line += "  ";
}

void append_right(std::string& line, std::uint64_t number, std::size_t width) {
    const std::string text = std::to_string(number);
    line.append(text.size() < width ? width - text.size() : 0, ' ');
    line += text;
    line += "  ";
}

std::string end_text(const IpAddress& address, std::uint16_t port) {
    std::string text;
    if (address.is_v4()) {
        text = to_text(address);
    } else {
        text += '[';
        text += to_text(address);
        text += ']';
    }
    text += ':';
    text += std::to_string(port);
    return text;
}

/// The names that a wall reads in a flow: the first, and how many more.
std::string names_text(const Facts& facts) {
    for (const Names* names :
         {&facts.tls.sni, &facts.http.hosts, &facts.dns.names, &*facts.tls.inner_sni}) {
        if (names->empty()) continue;
        constexpr std::size_t widest_name = 60;
        std::string text = safe_text(names->first(), widest_name);
        const std::uint64_t more = names->size() - 1 + names->left_out();
        if (more > 0) {
            text += " (+";
            text += std::to_string(more);
            text += ')';
        }
        return text;
    }
    return {};
}

std::string joined(const Names& names) {
    std::string text;
    for (const std::string_view name : names.all()) {
        if (!text.empty()) text += ' ';
        text += name;
    }
    return text;
}

std::string readable_second(Time at) {
    constexpr std::size_t up_to_the_second = 19;
    return readable_time(at).substr(0, up_to_the_second);
}

}  // namespace

void InspectTable::write_head() {
    line_.clear();
    append_padded(line_, "start (UTC)", 19);
    append_padded(line_, "proto", 5);
    append_padded(line_, "client", 21);
    append_padded(line_, "server", 21);
    append_padded(line_, "app", 17);
    append_padded(line_, "why", 9);
    line_ += "   pkts up  pkts down    payload up  payload down  name\n";
    sink_->write(line_);
}

void InspectTable::flow_ended(const FlowEnded& event) {
    const FlowReport& flow = event.flow;
    line_.clear();
    append_padded(line_, readable_second(flow.state->started), 19);
    append_padded(line_, transport_text(flow.state->key.protocol), 5);
    append_padded(line_, end_text(flow.state->client(), flow.state->client_port()), 21);
    append_padded(line_, end_text(flow.state->server(), flow.state->server_port()), 21);
    append_padded(line_, flow.facts->app == App::none ? "-" : to_text(flow.facts->app), 17);
    append_padded(line_, flow.facts->app == App::none ? "-" : to_text(flow.facts->why), 9);
    append_right(line_, flow.state->packets[0], 10);
    append_right(line_, flow.state->packets[1], 9);
    append_right(line_, flow.state->payload_bytes[0], 12);
    append_right(line_, flow.state->payload_bytes[1], 12);
    line_ += names_text(*flow.facts);
    line_.erase(line_.find_last_not_of(' ') + 1);
    line_ += '\n';
    sink_->write(line_);
}

void InspectCsv::write_head() {
    sink_->write(
        "flow_id,start_ns,end_ns,proto,client_ip,client_port,server_ip,server_port,app,why,"
        "pkts_toserver,pkts_toclient,bytes_toserver,bytes_toclient,payload_toserver,"
        "payload_toclient,tls_sni,http_host,dns_qname,tls_sni_inner,ja4\n");
}

void InspectCsv::flow_ended(const FlowEnded& event) {
    const FlowReport& flow = event.flow;
    line_.clear();
    append_csv(line_, std::to_string(flow.state->id));
    append_csv(line_, std::to_string(to_ns(flow.state->started)));
    append_csv(line_, std::to_string(to_ns(flow.state->last_seen)));
    append_csv(line_, transport_text(flow.state->key.protocol));
    append_csv(line_, to_text(flow.state->client()));
    append_csv(line_, std::to_string(flow.state->client_port()));
    append_csv(line_, to_text(flow.state->server()));
    append_csv(line_, std::to_string(flow.state->server_port()));
    append_csv(line_, to_text(flow.facts->app));
    append_csv(line_, to_text(flow.facts->why));
    for (const std::uint64_t number :
         {std::uint64_t{flow.state->packets[0]}, std::uint64_t{flow.state->packets[1]},
          flow.state->frame_bytes[0], flow.state->frame_bytes[1], flow.state->payload_bytes[0],
          flow.state->payload_bytes[1]}) {
        append_csv(line_, std::to_string(number));
    }
    append_csv(line_, joined(flow.facts->tls.sni));
    append_csv(line_, joined(flow.facts->http.hosts));
    append_csv(line_, joined(flow.facts->dns.names));
    append_csv(line_, joined(*flow.facts->tls.inner_sni));
    append_csv(line_, *flow.facts->tls.ja4);
    line_ += '\n';
    sink_->write(line_);
}

}  // namespace cordon

#include <algorithm>
#include <array>

#include "sim/policy/file/cidr_text.hh"
#include "sim/policy/file/words.hh"
#include "sim/scenario/file/scenario_draft.hh"

namespace cordon {
namespace {

constexpr std::array<std::string_view, 6> keys{"to", "at", "get", "put", "within", "round-trip"};
constexpr std::int64_t most_bytes = 1'000'000'000;
constexpr std::size_t most_visits = 1000;
constexpr Duration longest = std::chrono::hours{1};

class VisitReader {
public:
    VisitReader(const YamlEntry& entry, ScenarioDraft& draft) : entry_(&entry), draft_(&draft) {}

    void read() {
        const std::string* name = read_name(entry_->key, "the name of a visit", findings());
        static_cast<void>(expect_map(entry_->value, "a visit", keys, findings()));
        if (name == nullptr || !entry_->value.is_map()) return;
        visit_.name = *name;
        if (function_named(*name)) error("", "this is what a function is called");
        read_site();
        read_bytes("get", visit_.get);
        read_bytes("put", visit_.put);
        if ((visit_.get > 0) == (visit_.put > 0)) {
            error("", "a visit says how much it gets or puts, such as get: 400 kB");
        }
        visit_.within = read_time("within").value_or(Duration{});
        if (find("within") == nullptr) error("", "a visit lacks 'within': how long it may take");
        visit_.round_trip = read_time("round-trip");
        draft_->scenario.visits.push_back(std::move(visit_));
    }

private:
    Findings& findings() { return draft_->findings; }
    [[nodiscard]] const YamlNode* find(std::string_view key) const {
        return entry_->value.find(key);
    }
    void error(std::string_view key, std::string what) {
        const YamlNode* node = key.empty() ? nullptr : find(key);
        findings().error(node == nullptr ? entry_->key.at : node->at, std::move(what));
    }

    void read_site() {
        const YamlNode* to = find("to");
        if (to == nullptr) return error("", "a visit lacks 'to': the name of a site's server");
        const std::string* text = read_text(*to, "'to'", findings());
        if (text == nullptr) return;
        visit_.site = *text;
        if (const YamlNode* at = find("at")) return read_address(*at);
        if (site_of(draft_->scenario, visit_) != nullptr) return;
        std::vector<std::string_view> names;
        for (const NamedSite& site : draft_->scenario.sites) {
            names.insert(names.end(), site.pool.names.begin(), site.pool.names.end());
        }
        error("to",
              "no site has the name " + in_quotes(*text) + did_you_mean_or_list(*text, names));
    }

    void read_address(const YamlNode& at) {
        const auto block = read_cidr(at.text);
        if (!block || block->first != block->last()) {
            return error("at", in_quotes(at.text) + " is no address");
        }
        visit_.at = block->first;
        if (site_of(draft_->scenario, visit_) != nullptr) return;
        error("at", "no site has the address " + in_quotes(at.text));
    }

    void read_bytes(std::string_view key, std::uint64_t& into) {
        const YamlNode* node = find(key);
        if (node == nullptr) return;
        const auto bytes = read_positive(*node, Quantity::size, in_quotes(key), findings());
        if (bytes && *bytes > most_bytes) {
            error(key, in_quotes(key) + " is at most 1 GB");
        } else if (bytes) {
            into = static_cast<std::uint64_t>(*bytes);
        }
    }

    std::optional<Duration> read_time(std::string_view key) {
        const YamlNode* node = find(key);
        if (node == nullptr) return std::nullopt;
        const auto time = read_positive(*node, Quantity::duration, in_quotes(key), findings());
        if (!time) return std::nullopt;
        if (Duration{*time} > longest) error(key, in_quotes(key) + " is at most 1 h");
        return Duration{*time};
    }

    const YamlEntry* entry_;
    ScenarioDraft* draft_;
    Visit visit_;
};

}  // namespace

void read_visits(const YamlNode& root, ScenarioDraft& draft) {
    const YamlNode* visits = root.find("visits");
    if (visits == nullptr) return;
    if (!visits->is_map() || visits->entries.size() > most_visits) {
        draft.findings.error(visits->at,
                             "'visits' is a map of at most 1,000 names, each with {to: NAME, get: "
                             "400 kB, within: 16 s}");
        return;
    }
    for (const YamlEntry& entry : visits->entries) {
        const bool grounds = entry.key.text == "source" || entry.key.text == "assumed";
        if (!grounds) VisitReader{entry, draft}.read();
    }
    read_grounds(*visits, "'visits'", draft);
}

}  // namespace cordon

#include <algorithm>
#include <array>

#include "sim/policy/file/words.hh"
#include "sim/scenario/observations/file/observations_draft.hh"

namespace cordon {
namespace {

constexpr std::array<std::string_view, 15> keys{"id",   "when",   "place",  "function", "visit",
                                                "to",   "status", "m",      "kind",     "origin",
                                                "read", "use",    "source", "road",     "says"};
constexpr std::int64_t most_tries = 10'000;

class RowReader {
public:
    RowReader(const YamlNode& node, ObservationsDraft& draft) : node_(&node), draft_(&draft) {}

    void read() {
        const std::size_t errors = draft_->findings.errors();
        static_cast<void>(expect_map(*node_, "a row", keys, draft_->findings));
        if (!node_->is_map()) return;
        row_.where = node_->at.source->where_line(node_->at.offset);
        read_names();
        read_when();
        read_function();
        read_words_of_row();
        read_tries();
        check_use();
        if (draft_->findings.errors() == errors) check_wave();
        if (draft_->has_sources) check_against_source(row_, *node_, *draft_);
        draft_->observations.rows.push_back(std::move(row_));
    }

private:
    void read_names() {
        if (const auto* id = read_needed_name(*node_, "id", "a row", *draft_)) {
            row_.id = *id;
            const auto& rows = draft_->observations.rows;
            const bool known = std::any_of(rows.begin(), rows.end(),
                                           [id](const auto& row) { return row.id == *id; });
            if (known) error("id", "two rows are called " + in_quotes(*id));
        }
        const auto name = [&](std::string_view key, std::string& into) {
            const std::string* text = read_needed_name(*node_, key, "a row", *draft_);
            if (text != nullptr) into = *text;
        };
        name("place", row_.place);
        name("origin", row_.origin);
        name("source", row_.source);
        if (const YamlNode* says = node_->find("says")) {
            const std::string* text = read_text(*says, "'says'", draft_->findings);
            if (text != nullptr) row_.says = *text;
        }
    }

    void read_when() {
        const YamlNode* when = node_->find("when");
        if (when == nullptr) return draft_->findings.error(node_->at, "a row lacks 'when'");
        const auto span = read_span(*when, "'when'", *draft_);
        if (!span) return;
        row_.from = span->from;
        row_.to = span->to;
    }

    void read_visit(const YamlNode& node) {
        if (node_->find("function") != nullptr) {
            error("visit", "a row has a 'function' or a 'visit', not both");
        }
        const std::string* name = read_name(node, "the name of a visit", draft_->findings);
        if (name == nullptr) return;
        row_.function = Function::visit;
        row_.visit = *name;
    }

    void read_function() {
        if (const YamlNode* visit = node_->find("visit")) return read_visit(*visit);
        const YamlNode* node = node_->find("function");
        if (node == nullptr) return;
        const std::string* text = read_text(*node, "'function'", draft_->findings);
        if (text == nullptr) return;
        row_.function = function_named(*text);
        if (row_.function) return;
        std::vector<std::string_view> names;
        for (const Function function : all_functions()) names.push_back(to_text(function));
        draft_->findings.error(node->at, "no function is called " + in_quotes(*text) +
                                             did_you_mean_or_list(*text, names));
    }

    template <typename Enum>
    std::optional<Enum> word(std::string_view key, KnownWords words) {
        const YamlNode* node = node_->find(key);
        if (node == nullptr) return std::nullopt;
        const auto choice =
            read_choice(*node, "'" + std::string(key) + "'", words, draft_->findings);
        if (!choice) return std::nullopt;
        return static_cast<Enum>(*choice);
    }

    void read_words_of_row() {
        for (const std::string_view key : {"kind", "read", "use"}) {
            if (node_->find(key) != nullptr) continue;
            draft_->findings.error(node_->at, "a row lacks '" + std::string(key) + "'");
        }
        row_.status = word<Status>("status", status_words());
        row_.kind = word<ReportKind>("kind", kind_words()).value_or(row_.kind);
        row_.read = word<ReadIn>("read", read_words()).value_or(row_.read);
        row_.use = word<ReportUse>("use", use_words()).value_or(row_.use);
        row_.road = word<Road>("road", road_words()).value_or(row_.road);
        row_.recipient = word<Recipient>("to", recipient_words()).value_or(row_.recipient);
    }

    void read_tries() {
        const YamlNode* node = node_->find("m");
        if (node == nullptr) return;
        const auto tries = read_positive(*node, Quantity::count, "'m'", draft_->findings);
        if (!tries) return;
        if (*tries > most_tries) return error("m", "'m' is at most 10,000 tries");
        row_.tries = static_cast<std::uint32_t>(*tries);
    }

    void check_use() {
        if (row_.use != ReportUse::context) {
            const auto need = [&](std::string_view key, std::string_view or_else) {
                if (node_->find(key) != nullptr || node_->find(or_else) != nullptr) return;
                draft_->findings.error(node_->at,
                                       "a row lacks '" + std::string(key) + "'; only context may");
            };
            need("function", "visit");
            need("status", "status");
        }
        if (row_.use == ReportUse::context && row_.says.empty()) {
            draft_->findings.error(node_->at, "context has something to say: 'says'");
        }
        if (row_.kind == ReportKind::analyst && row_.use != ReportUse::context) {
            error("use", "an analyst's explanation is context, never scored");
        }
        if (row_.kind == ReportKind::control && row_.use != ReportUse::control) {
            error("use", "a row of kind control has use: control");
        }
    }

    void check_wave() {
        if (row_.use != ReportUse::fit && row_.use != ReportUse::held_out) return;
        const auto& waves = draft_->observations.waves;
        const bool inside = std::any_of(waves.begin(), waves.end(), [this](const Wave& wave) {
            return wave.from <= row_.from && row_.to <= wave.to;
        });
        if (inside || waves.empty()) return;
        error("when", "this lies in no wave, so that no candidate can be asked of it");
    }

    void error(std::string_view key, std::string what) {
        const YamlNode* at = node_->find(key);
        draft_->findings.error(at == nullptr ? node_->at : at->at, std::move(what));
    }

    const YamlNode* node_;
    ObservationsDraft* draft_;
    Observation row_;
};

}  // namespace

std::vector<std::string_view> row_keys() {
    return {keys.begin(), keys.end()};
}

void read_rows(const YamlNode& root, ObservationsDraft& draft) {
    const YamlNode* rows = root.find("rows");
    if (rows == nullptr || !rows->is_list()) {
        draft.findings.error(rows == nullptr ? root.at : rows->at,
                             "'rows' is a list, one row a claim, each after a '-'");
        return;
    }
    for (const YamlNode& row : rows->items) RowReader{row, draft}.read();
}

}  // namespace cordon

#include <algorithm>
#include <array>
#include <optional>

#include "sim/policy/file/words.hh"
#include "sim/scenario/candidate/file/candidate_draft.hh"

namespace cordon {
namespace {

constexpr std::array<std::string_view, 6> keys{"is", "moves", "from", "to", "prior", "in"};
constexpr std::array<std::string_view, 3> roles{"strength", "unevenness", "own"};
constexpr std::array<std::string_view, 2> priors{"even", "even-in-log"};
/// A text is taken for the first of these that both ends of the range fit.
constexpr std::array quantities{Quantity::share, Quantity::duration, Quantity::rate,
                                Quantity::size,  Quantity::count,    Quantity::decimal};

class DialReader {
public:
    DialReader(const YamlEntry& entry, CandidateDraft& draft) : entry_(&entry), draft_(&draft) {}

    void read() {
        const YamlNode& node = entry_->value;
        const std::string* name = read_name(entry_->key, "the name of a dial", findings());
        if (!expect_map(node, "a dial", keys, findings()) || name == nullptr) return;
        dial_.name = *name;
        const std::size_t errors = findings().errors();
        if (!read_role()) return;
        read_waves();
        if (dial_.is == ModelDial::Is::unevenness) {
            refuse_settings();
        } else {
            read_moves();
            read_range();
        }
        draft_->candidate.dials.push_back(std::move(dial_));
        draft_->dials.push_back({.at = entry_->key.at, .is_sound = findings().errors() == errors});
    }

private:
    Findings& findings() { return draft_->findings; }

    const YamlNode* needed(std::string_view key) {
        const YamlNode* node = entry_->value.find(key);
        if (node == nullptr) {
            findings().error(entry_->key.at,
                             "dial " + in_quotes(dial_.name) + " lacks '" + std::string(key) + "'");
        }
        return node;
    }

    bool read_role() {
        const YamlNode* node = needed("is");
        if (node == nullptr) return false;
        const auto role = read_choice(*node, "'is'", roles, findings());
        if (role) dial_.is = static_cast<ModelDial::Is>(*role);
        return role.has_value();
    }

    void read_waves() {
        const YamlNode* node = entry_->value.find("in");
        if (node == nullptr) return;
        for (const YamlNode* item : read_list(*node, "'in'", findings())) {
            dial_.waves.push_back(item->text);
            check_wave(*item);
        }
    }

    void check_wave(const YamlNode& item) {
        if (draft_->rows == nullptr) return;
        std::vector<std::string_view> names;
        for (const Wave& wave : draft_->rows->waves) names.push_back(wave.name);
        if (std::find(names.begin(), names.end(), item.text) != names.end()) return;
        findings().error(item.at, "no wave is called " + in_quotes(item.text) +
                                      did_you_mean_or_list(item.text, names));
    }

    /// How uneven is from none to all that the spread allows.
    void refuse_settings() {
        for (const std::string_view key : {"moves", "from", "to", "prior"}) {
            const YamlNode* node = entry_->value.find(key);
            if (node == nullptr) continue;
            findings().error(node->at,
                             "unevenness moves no setting and has one range, from none "
                             "to all of the spread");
        }
    }

    void read_moves() {
        const YamlNode* node = needed("moves");
        if (node == nullptr) return;
        for (const YamlNode* item : read_list(*node, "'moves'", findings())) {
            if (item->text.find('.') == std::string::npos) {
                findings().error(item->at, in_quotes(item->text) +
                                               " is no setting; write RULE.SETTING, $SET.SETTING "
                                               "or world.SETTING");
                continue;
            }
            dial_.moves.push_back(item->text);
        }
    }

    void read_range() {
        const YamlNode* from = needed("from");
        const YamlNode* to = needed("to");
        if (from == nullptr || to == nullptr) return;
        const std::string* first = read_text(*from, "'from'", findings());
        const std::string* last = read_text(*to, "'to'", findings());
        if (first == nullptr || last == nullptr) return;
        const auto* quantity = std::find_if(quantities.begin(), quantities.end(), [&](Quantity q) {
            return parse_quantity(*first, q) && parse_quantity(*last, q);
        });
        if (quantity == quantities.end()) {
            return findings().error(from->at,
                                    "'from' and 'to' are numbers of one kind, such as "
                                    "0% and 100%, or 16 kbit/s and 512 kbit/s");
        }
        dial_.quantity = *quantity;
        dial_.from = *parse_quantity(*first, *quantity);
        dial_.to = *parse_quantity(*last, *quantity);
        if (dial_.to <= dial_.from) findings().error(to->at, "'to' is more than 'from'");
        read_prior(*from);
    }

    void read_prior(const YamlNode& from) {
        const YamlNode* node = entry_->value.find("prior");
        if (node == nullptr) return;
        const auto prior = read_choice(*node, "'prior'", priors, findings());
        if (prior) dial_.prior = static_cast<Dial::Prior>(*prior);
        if (dial_.prior == Dial::Prior::even_in_log && dial_.from <= 0) {
            findings().error(from.at, "a prior even in the logarithm begins above nothing");
        }
    }

    const YamlEntry* entry_;
    CandidateDraft* draft_;
    Dial dial_;
};

/// At most four dials in a wave, one of them of unevenness.
void count_dials(const std::string& wave, CandidateDraft& draft) {
    std::size_t count = 0, uneven = 0;
    for (std::size_t i = 0; i < draft.candidate.dials.size(); ++i) {
        const Dial& dial = draft.candidate.dials[i];
        if (!dial.turns_in(wave)) continue;
        const std::string in = wave.empty() ? "" : " in wave " + in_quotes(wave);
        if (++count == most_dials + 1) {
            draft.findings.error(draft.dials[i].at,
                                 "this is the fifth dial" + in +
                                     "; at most four are turned: "
                                     "with enough of them any wall agrees with anything");
        }
        if (dial.is == ModelDial::Is::unevenness && ++uneven == 2) {
            draft.findings.error(draft.dials[i].at, "a second dial of unevenness" + in);
        }
    }
}

}  // namespace

void read_dials(const YamlNode& root, CandidateDraft& draft) {
    const YamlNode* dials = root.find("dials");
    if (dials == nullptr) return;
    if (!dials->is_map()) {
        draft.findings.error(dials->at,
                             "'dials' is a map of names, each with {is, moves, from, "
                             "to}; this is " +
                                 std::string(kind_name(*dials)));
        return;
    }
    for (const YamlEntry& entry : dials->entries) DialReader{entry, draft}.read();
    std::vector<std::string> waves;
    for (const Dial& dial : draft.candidate.dials) {
        waves.insert(waves.end(), dial.waves.begin(), dial.waves.end());
    }
    std::sort(waves.begin(), waves.end());
    waves.erase(std::unique(waves.begin(), waves.end()), waves.end());
    if (waves.empty()) waves.emplace_back();
    for (const std::string& wave : waves) count_dials(wave, draft);
}

}  // namespace cordon

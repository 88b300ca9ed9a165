#include "sim/policy/file/let_reader.hh"

#include <algorithm>
#include <array>
#include <optional>
#include <variant>

#include "sim/policy/file/node_reader.hh"
#include "sim/policy/file/set_builder.hh"
#include "sim/policy/file/words.hh"
#include "sim/policy/law.hh"

namespace cordon {
namespace {

constexpr std::array kinds{SetKind::domains, SetKind::cidrs, SetKind::ports,
                           SetKind::strings, SetKind::bytes, SetKind::pool};
constexpr std::array<std::string_view, 8> set_keys{"domains", "cidrs", "ports", "strings",
                                                   "bytes",   "pool",  "place", "file"};
constexpr std::array<std::string_view, 4> pool_keys{"pool", "covers", "lag", "rotate"};
constexpr std::array<std::string_view, 2> place_keys{"place", "file"};

std::vector<std::string_view> kind_words() {
    std::vector<std::string_view> words;
    words.reserve(kinds.size() + 1);
    for (const SetKind kind : kinds) words.push_back(to_text(kind));
    words.push_back("place");
    return words;
}

class LetReader {
public:
    LetReader(const FileReader& reader, Draft& draft) : reader_(&reader), draft_(&draft) {}

    void read(const YamlNode& root) {
        const YamlNode* let = root.find("let");
        if (let == nullptr) return;
        if (!let->is_map()) {
            error(let->at,
                  "'let' is a map of names, each with a set such as {domains: "
                  "[example.org]}; this is " +
                      std::string(kind_name(*let)));
            return;
        }
        for (const YamlEntry& entry : let->entries) read_entry(entry);
    }

    void read_pools() {
        for (const YamlEntry* entry : pools_) read_pool(*entry);
    }

private:
    void error(SourcePlace at, std::string what) { draft_->findings.error(at, std::move(what)); }

    void read_entry(const YamlEntry& entry) {
        if (entry.value.is_map() && entry.value.find("pool") != nullptr) {
            pools_.push_back(&entry);
            claim_set(entry, SetKind::pool, PoolSet{});
            return;
        }
        if (entry.value.is_map() && entry.value.find("place") != nullptr) return read_place(entry);
        const bool fits = expect_map(entry.value, "a set", set_keys, draft_->findings);
        if (!entry.value.is_map()) return;
        const auto kind = kind_of(entry);
        if (!kind) return;
        SetBuilder builder{*kind, draft_->findings};
        if (fits) fill(builder, entry.value, to_text(*kind));
        claim_set(entry, *kind, builder.take());
    }

    /// The one kind that a set states.
    std::optional<SetKind> kind_of(const YamlEntry& entry) {
        std::optional<SetKind> found;
        for (const SetKind kind : kinds) {
            if (entry.value.find(to_text(kind)) == nullptr) continue;
            if (found) {
                error(entry.key.at, "set " + in_quotes(entry.key.text) + " has two kinds, " +
                                        std::string(to_text(*found)) + " and " +
                                        std::string(to_text(kind)) + "; it has one");
                return std::nullopt;
            }
            found = kind;
        }
        if (!found && entry.value.find("file") != nullptr) {
            error(entry.key.at, "set " + in_quotes(entry.key.text) +
                                    " has no kind; beside 'file' stands what the file holds, as in "
                                    "{domains: [], file: ...}; it may be " +
                                    one_of(kind_words()));
        } else if (!found) {
            error(entry.key.at, "set " + in_quotes(entry.key.text) + " has no kind; it may have " +
                                    one_of(kind_words()));
        }
        return found;
    }

    void claim_set(const YamlEntry& entry, SetKind kind, Set set) {
        const std::string* name = read_name(entry.key, "the name of a set", draft_->findings);
        if (name == nullptr || is_taken(*name, entry.key, draft_->places)) return;
        const Named named{.index = draft_->policy.sets.size(), .kind = kind, .at = entry.key.at};
        if (!claim(draft_->sets, "set", *name, named, draft_->findings)) return;
        static_cast<void>(draft_->add_set(*name, std::move(set)));
    }

    /// Sets and places share one `let`, and so their names.
    bool is_taken(const std::string& name, const YamlNode& key, const NameTable& others) {
        const auto standing = others.find(name);
        if (standing == others.end()) return false;
        const SourcePlace first = standing->second.at;
        error(key.at,
              in_quotes(name) + " is already defined in " + first.source->where_line(first.offset));
        return true;
    }

    void fill(SetBuilder& builder, const YamlNode& set, std::string_view key) {
        const YamlNode* file = set.find("file");
        const YamlNode* members = set.find(key);
        // `{cidrs: [], file: ...}` and `{cidrs: , file: ...}` have all their members in the file.
        const bool none = members->kind == YamlNode::Kind::empty ||
                          (members->is_list() && members->items.empty());
        if (file == nullptr || !none) {
            for (const YamlNode* item : read_list(*members, key, draft_->findings)) {
                builder.add(item->text, item->at);
            }
        }
        if (file == nullptr || !fill_from_file(builder, *file) || builder.has_members()) return;
        draft_->findings.warn(file->at, "no member stands in " + in_quotes(file->text) +
                                            ": nothing is ever in this " +
                                            (key == "place" ? "place" : "set"));
    }

    /// Whether there is such a file.
    bool fill_from_file(SetBuilder& builder, const YamlNode& file) {
        const std::string* name = read_text(file, "'file'", draft_->findings);
        if (name == nullptr) return false;
        const std::string path = path_beside(file.at.source->name(), *name);
        auto text = reader_->read(path);
        if (!text) {
            error(file.at, "cannot read " + in_quotes(path) + ": " + text.error().what);
            return false;
        }
        draft_->lists.push_back(
            std::make_unique<Source>(path, std::move(*text), 1000 + draft_->lists.size()));
        builder.add_lines(*draft_->lists.back());
        return true;
    }

    void read_place(const YamlEntry& entry) {
        const std::string* name = read_name(entry.key, "the name of a place", draft_->findings);
        if (!expect_map(entry.value, "a place", place_keys, draft_->findings)) return;
        SetBuilder builder{SetKind::cidrs, draft_->findings};
        fill(builder, entry.value, "place");
        if (name == nullptr || is_taken(*name, entry.key, draft_->sets)) return;
        const Named named{
            .index = draft_->policy.places.size(), .kind = SetKind::cidrs, .at = entry.key.at};
        if (!claim(draft_->places, "place", *name, named, draft_->findings)) return;
        draft_->policy.places.push_back(
            {.name = *name, .addresses = std::get<CidrSet>(builder.take())});
    }

    void read_pool(const YamlEntry& entry) {
        const auto claimed = draft_->sets.find(entry.key.text);
        if (claimed == draft_->sets.end()) return;
        if (!expect_map(entry.value, "a pool", pool_keys, draft_->findings)) return;
        PoolSet pool;
        pool.name = entry.key.text;
        if (const auto* blocks = pool_members(*entry.value.find("pool"))) pool.pool = *blocks;
        if (const YamlNode* covers = entry.value.find("covers")) {
            const auto share =
                read_quantity(*covers, Quantity::share, "'covers'", draft_->findings);
            if (share && *share > 1'000'000) error(covers->at, "'covers' is at most 100%");
            if (share)
                pool.covers =
                    Share{static_cast<std::uint32_t>(std::min<std::int64_t>(*share, 1'000'000))};
        }
        if (const YamlNode* rotate = entry.value.find("rotate")) {
            const auto time =
                read_positive(*rotate, Quantity::duration, "'rotate'", draft_->findings);
            if (time) pool.rotate = Duration{*time};
        }
        if (const YamlNode* lag = entry.value.find("lag")) read_lag(*lag, pool);
        draft_->policy.sets[claimed->second.index].set = std::move(pool);
    }

    void read_lag(const YamlNode& node, PoolSet& pool) {
        pool.lag = read_law(node, "'lag'", draft_->findings);
        const bool moves = pool.rotate.count() > 0;
        if (!pool.lag || !moves) return;
        if (longest(*pool.lag) / pool.rotate >= PoolSet::most_rotations_late) {
            error(node.at,
                  "this lag is longer than 1,000 rotations; rotate more slowly, or leave "
                  "'rotate' out for a pool that does not move");
        }
    }

    /// The addresses of the set that a pool is made of.
    const CidrSet* pool_members(const YamlNode& node) {
        const std::string* text = read_text(node, "'pool'", draft_->findings);
        if (text == nullptr) return nullptr;
        const bool marked = text->starts_with('$');
        const auto found = marked ? draft_->sets.find(text->substr(1)) : draft_->sets.end();
        if (found == draft_->sets.end()) {
            error(node.at, marked ? "no set is called " + in_quotes(*text) +
                                        did_you_mean(text->substr(1), words_of(draft_->sets))
                                  : "a pool is made of a set of cidrs: pool: $NAME");
            return nullptr;
        }
        if (found->second.kind != SetKind::cidrs) {
            error(node.at, in_quotes(*text) + " is a set of kind " +
                               std::string(to_text(found->second.kind)) +
                               "; a pool is made of cidrs");
            return nullptr;
        }
        return std::get_if<CidrSet>(&draft_->policy.sets[found->second.index].set);
    }

    const FileReader* reader_;
    Draft* draft_;
    std::vector<const YamlEntry*> pools_;
};

}  // namespace

void read_lets(const PolicyFiles& files, const FileReader& reader, Draft& draft) {
    LetReader lets{reader, draft};
    for (const PolicyFile& file : files.files) lets.read(file.root);
    lets.read_pools();
}

}  // namespace cordon

#include "sim/policy/file/operand_reader.hh"

#include <algorithm>
#include <array>
#include <vector>

#include "sim/policy/file/byte_text.hh"
#include "sim/policy/file/choices.hh"
#include "sim/policy/file/cidr_text.hh"
#include "sim/policy/file/domain_pattern.hh"
#include "sim/policy/file/field_type.hh"
#include "sim/policy/file/pattern.hh"
#include "sim/policy/file/tls_versions.hh"
#include "sim/policy/file/words.hh"

namespace cordon {
namespace {

bool is_plain_number(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789.") == text.npos;
}

bool is_text(const Token& token) {
    return token.kind == Token::Kind::word || token.kind == Token::Kind::quoted;
}

std::vector<std::string_view> words_for(Field field) {
    std::vector<std::string_view> words;
    for (const Choice& choice : choices_of(field)) words.push_back(choice.word);
    return words;
}

/// What a field wants on its right side, for messages.
std::string example_for(const FieldInfo& field) {
    const std::vector<std::string_view> words = words_for(field.field);
    if (const auto quantity = quantity_of(field.type)) {
        const std::string example(example_of(*quantity));
        return words.empty() ? example : example + ", or " + one_of(words);
    }
    if (field.type == FieldType::address) return "an address such as 10.0.0.0/8";
    if (field.type == FieldType::name) return "a name such as www.example.org";
    if (field.type == FieldType::bytes) return "bytes such as 57:41:02, or a text in quotes";
    if (field.type == FieldType::boolean) return "true or false";
    if (field.type == FieldType::choice) return one_of(words);
    if (field.type == FieldType::app) return "an application such as whatsapp.chat";
    return "a text, in quotes if it has spaces";
}

/// How many of the integers that hold a field's values make one as people write it: decimals are
/// held in thousandths, shares in millionths and written in percent.
std::int64_t units_in_one(FieldType type) {
    if (type == FieldType::decimal) return 1'000;
    return type == FieldType::share ? 10'000 : 1;
}

/// The families and the applications that a condition may name.
std::vector<std::string_view> app_words() {
    std::vector<std::string_view> known;
    for (const App each : all_apps()) {
        if (each == App::none) continue;
        const std::string_view path = to_text(each);
        const std::string_view family = path.substr(0, path.find('.'));
        for (const std::string_view word : {family, path}) {
            if (std::find(known.begin(), known.end(), word) == known.end()) known.push_back(word);
        }
    }
    return known;
}

std::string to_upper(std::string text) {
    for (char& c : text) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return text;
}

}  // namespace

bool OperandReader::wants_one_value(const FieldInfo& field) {
    const Token& here = tokens_->peek();
    if (here.kind == Token::Kind::set || here.kind == Token::Kind::open_set) {
        return tokens_->fail(here, "a set goes with 'in': " + std::string(field.name) + " in " +
                                       (here.kind == Token::Kind::set ? "$" + std::string(here.text)
                                                                      : std::string("{...}")));
    }
    const bool keyword = here.is_word("and") || here.is_word("or") || here.is_word("not");
    if (!is_text(here) || keyword) {
        return tokens_->fail(here, std::string(field.name) + " is compared with " +
                                       example_for(field) + ", not with " + name_of(here));
    }
    return true;
}

std::optional<Operand> OperandReader::value(const FieldInfo& field, CompareOp op) {
    const auto as_operand = [](auto read) {
        return read ? std::optional<Operand>(std::move(*read)) : std::nullopt;
    };
    if (!wants_one_value(field)) return std::nullopt;
    if (op == CompareOp::equal) warn_of_value(field, tokens_->peek());
    if (quantity_of(field.type) || field.type == FieldType::choice ||
        field.type == FieldType::boolean) {
        return as_operand(number(field));
    }
    if (field.type == FieldType::address) return as_operand(block());
    if (field.type == FieldType::name) return as_operand(name(field, op));
    if (field.type == FieldType::bytes) return as_operand(bytes(field));
    if (field.type == FieldType::app) return as_operand(app());
    return as_operand(text(field));
}

std::optional<Operand> OperandReader::pattern(const FieldInfo& field) {
    if (!wants_one_value(field)) return std::nullopt;
    const Token token = tokens_->next();
    if (token.text.empty()) {
        tokens_->fail(token, "an empty expression matches everything");
        return std::nullopt;
    }
    // Between quotes an expression stands as RE2 reads it: RE2 has the escapes of its own.
    auto compiled = compile_pattern(token.text);
    if (!compiled) {
        const std::size_t quote = token.kind == Token::Kind::quoted ? 1 : 0;
        tokens_->fail_at(token.begin + quote + compiled.error().at,
                         "this regular expression cannot be read: " + compiled.error().what);
        return std::nullopt;
    }
    draft_->policy.patterns.push_back(std::move(*compiled));
    return static_cast<PatternId>(draft_->policy.patterns.size() - 1);
}

std::optional<Duration> OperandReader::window(const FieldInfo& field) {
    const Token here = tokens_->peek();
    const std::string name(field.name);
    if (!tokens_->accept(Token::Kind::open)) {
        tokens_->fail(here, name + " looks back over a time: " + name + "(5 s)");
        return std::nullopt;
    }
    const Token start = tokens_->next();
    std::string text(start.text);
    if (is_plain_number(text) && tokens_->peek().kind == Token::Kind::word) {
        text += ' ';
        text += tokens_->next().text;
    }
    const bool closed = tokens_->accept(Token::Kind::close);
    const auto width = parse_quantity(text, Quantity::duration);
    if (start.kind != Token::Kind::word || !width) {
        tokens_->fail(start, width ? "a time goes here, as in (5 s)" : width.error());
        return std::nullopt;
    }
    if (*width < 1'000'000 || *width % 16 != 0) {
        tokens_->fail(start, in_quotes(text) +
                                 " is too fine: a window is 1 ms or longer, and is cut "
                                 "into 16 slots of whole nanoseconds");
        return std::nullopt;
    }
    if (!closed) {
        tokens_->fail(tokens_->peek(), "a ')' is missing after the window");
        return std::nullopt;
    }
    return Duration{*width};
}

std::optional<std::int64_t> OperandReader::number(const FieldInfo& field) {
    const Token token = tokens_->next();
    if (token.kind == Token::Kind::quoted) {
        tokens_->fail(token, std::string(field.name) + " is compared with " + example_for(field) +
                                 ", without quotes");
        return std::nullopt;
    }
    std::string text(token.text);
    const Token& unit = tokens_->peek();
    const bool joins = unit.is_word("and") || unit.is_word("or");
    if (is_plain_number(text) && unit.kind == Token::Kind::word && !joins) {
        text += ' ';
        text += tokens_->next().text;
    }
    return number_in(field, text, token);
}

std::optional<std::int64_t> OperandReader::number_in(const FieldInfo& field, std::string_view text,
                                                     const Token& at) {
    if (const auto choice = find_choice(field.field, text)) return choice;
    if (field.type == FieldType::boolean) {
        if (text == "true") return 1;
        if (text == "false") return 0;
        tokens_->fail(at, in_quotes(text) + " is not true or false");
        return std::nullopt;
    }
    const std::vector<std::string_view> words = words_for(field.field);
    const bool numbers = field.type != FieldType::choice || field.field == Field::dns_qtype;
    const bool is_word = !text.empty() && (text.front() < '0' || text.front() > '9');
    if (!words.empty() && (is_word || !numbers)) {
        tokens_->fail(at, in_quotes(text) + " is not a value of " + std::string(field.name) +
                              ", which is " + one_of(words) + (numbers ? ", or a number" : "") +
                              did_you_mean(text, words));
        return std::nullopt;
    }
    return quantity_in(field, text, at);
}

std::optional<std::int64_t> OperandReader::quantity_in(const FieldInfo& field,
                                                       std::string_view text, const Token& at) {
    const auto value = parse_quantity(text, quantity_of(field.type).value_or(Quantity::count));
    if (!value) {
        tokens_->fail(at, value.error());
        return std::nullopt;
    }
    const auto most = field.traits.greatest;
    if (most && *value > *most) {
        const bool percent = field.type == FieldType::share;
        tokens_->fail(at, in_quotes(text) + " is too large for " + std::string(field.name) +
                              ", which is at most " +
                              std::to_string(*most / units_in_one(field.type)) +
                              (percent ? "%" : ""));
        return std::nullopt;
    }
    return *value;
}

std::optional<Cidr> OperandReader::block() {
    const Token token = tokens_->next();
    const auto block = read_cidr(token.text);
    if (block) return *block;
    tokens_->fail(token, block.error());
    return std::nullopt;
}

std::optional<std::string> OperandReader::unescaped(const Token& token) {
    if (token.kind == Token::Kind::word) return std::string(token.text);
    auto text = unescape(token.text);
    if (text) return std::move(*text);
    tokens_->fail_at(token.begin + 1 + text.error().at, text.error().what);
    return std::nullopt;
}

std::optional<std::string> OperandReader::text(const FieldInfo& field) {
    const Token token = tokens_->next();
    auto text = unescaped(token);
    if (!text || !checked_text(field, token, *text)) return std::nullopt;
    return text;
}

bool OperandReader::checked_text(const FieldInfo& field, const Token& at, const std::string& text) {
    if (text.empty()) return tokens_->fail(at, "an empty text compares with nothing");
    const auto& versions = tls_versions;
    if (field.field == Field::tls_version &&
        std::find(versions.begin(), versions.end(), text) == versions.end()) {
        return tokens_->fail(at, in_quotes(text) +
                                     " is no version of TLS; it may be 1.0, 1.1, 1.2, "
                                     "1.3, or 3.0 for SSL");
    }
    return true;
}

/// Only a place that `let` names lies anywhere: a case gives it other addresses, and adds none.
void OperandReader::warn_of_place(const Token& at) {
    const auto text = at.kind == Token::Kind::quoted ? unescape(at.text) : std::string(at.text);
    if (!text || text->empty() || draft_->places.contains(*text)) return;
    const std::string near = did_you_mean(*text, words_of(draft_->places));
    tokens_->warn(at, "no place is called " + in_quotes(*text) + ", so that nobody is ever there" +
                          (near.empty() ? "; 'let' names places, as in { beijing: { place: "
                                          "[10.1.0.0/16] } }"
                                        : near));
}

/// A text that is well written and hardly meant: the bare name of a set or a field, a method in
/// small letters, a place that is none.
void OperandReader::warn_of_value(const FieldInfo& field, const Token& at) {
    const std::string text(at.text);
    if (field.field == Field::place) warn_of_place(at);
    if (field.field == Field::http_method && to_upper(text) != text) {
        tokens_->warn(at, "methods are sent in capitals: write " + to_upper(text));
    }
    const bool bare = at.kind == Token::Kind::word &&
                      (field.type == FieldType::name || field.type == FieldType::text);
    if (bare && draft_->sets.contains(text)) {
        tokens_->warn(
            at, in_quotes(text) + " is taken as a text here; the set of that name is $" + text);
    } else if (bare && find_field(text)) {
        tokens_->warn(at, in_quotes(text) +
                              " is taken as a text here: on the right side of a comparison stand "
                              "values, no fields");
    }
}

std::optional<std::string> OperandReader::bytes(const FieldInfo& field) {
    const Token token = tokens_->next();
    if (token.kind == Token::Kind::quoted) {
        auto text = unescaped(token);
        if (!text || !checked_text(field, token, *text)) return std::nullopt;
        return text;
    }
    if (auto bytes = parse_bytes(token.text)) return bytes;
    tokens_->fail(token, in_quotes(token.text) +
                             " is not bytes such as 57:41:02; a text among bytes "
                             "stands in quotes");
    return std::nullopt;
}

std::optional<std::string> OperandReader::name(const FieldInfo& field, CompareOp op) {
    const Token token = tokens_->next();
    auto text = unescaped(token);
    if (!text || !checked_text(field, token, *text)) return std::nullopt;
    if (op != CompareOp::equal) return text;
    if (text->find('*') != text->npos) {
        tokens_->fail(token, "'==' compares byte for byte; a name with '*' goes with 'in': " +
                                 std::string(field.name) + " in {" + *text + "}");
        return std::nullopt;
    }
    if (const auto why = names_no_host(*text)) {
        tokens_->warn(token, in_quotes(*text) + ' ' + *why);
    }
    return text;
}

std::optional<std::string> OperandReader::app() {
    const Token token = tokens_->next();
    if (is_app_path(token.text)) return std::string(token.text);
    if (token.text == to_text(App::none)) {
        tokens_->fail(token, in_quotes(token.text) +
                                 " is no application: reports print it where none was found; "
                                 "write 'not app' for those flows, and 'app' for all others");
        return std::nullopt;
    }
    tokens_->fail(token, "no application is called " + in_quotes(token.text) +
                             did_you_mean_or_list(token.text, app_words()));
    return std::nullopt;
}

}  // namespace cordon

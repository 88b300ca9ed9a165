#include "tools/cordon/arguments.hh"

#include <fmt/core.h>

#include <boost/program_options.hpp>
#include <charconv>
#include <sstream>

namespace cordon {
namespace {

namespace po = boost::program_options;

po::options_description described(const Usage& usage) {
    po::options_description options("");
    for (const Option& option : usage.options) {
        switch (option.takes) {
            case Option::Takes::nothing:
                options.add_options()(option.names.c_str(), option.about.c_str());
                break;
            case Option::Takes::a_word:
                options.add_options()(option.names.c_str(),
                                      po::value<std::string>()->value_name(option.value),
                                      option.about.c_str());
                break;
            case Option::Takes::words:
                options.add_options()(
                    option.names.c_str(),
                    po::value<std::vector<std::string>>()->value_name(option.value),
                    option.about.c_str());
                break;
        }
    }
    options.add_options()("help,h", "show this help");
    return options;
}

void print_help(const Usage& usage, const po::options_description& described) {
    std::ostringstream options;
    options << described;
    fmt::print("Usage: {}\n\n{}\n\nOptions:\n{}", usage.synopsis, usage.about, options.str());
    if (!usage.examples.empty()) fmt::print("\nExamples:\n{}", usage.examples);
}

po::variables_map parse(const Usage& usage, const po::options_description& described,
                        const std::vector<std::string>& words) {
    po::options_description all;
    all.add(described);
    po::positional_options_description positional;
    if (!usage.positional.empty()) {
        positional.add(usage.positional.c_str(), usage.most_positional);
        all.add_options()(usage.positional.c_str(), po::value<std::vector<std::string>>());
    }
    // Abbreviations are not guessed: a new option would change what an old script means.
    const int style = po::command_line_style::unix_style & ~po::command_line_style::allow_guessing;
    po::variables_map found;
    po::store(po::command_line_parser(words).options(all).positional(positional).style(style).run(),
              found);
    return found;
}

std::vector<std::string> words_in(const po::variable_value& value) {
    if (const auto* many = boost::any_cast<std::vector<std::string>>(&value.value())) return *many;
    if (const auto* one = boost::any_cast<std::string>(&value.value())) return {*one};
    return {};
}

}  // namespace

Result<std::optional<Arguments>> read_arguments(const Usage& usage,
                                                const std::vector<std::string>& words) {
    const po::options_description options = described(usage);
    try {
        const po::variables_map found = parse(usage, options, words);
        if (found.count("help") != 0) {
            print_help(usage, options);
            return std::nullopt;
        }
        Arguments arguments;
        for (const auto& [name, value] : found) arguments.keep(name, words_in(value));
        return arguments;
    } catch (const po::too_many_positional_options_error&) {
        return fail(fmt::format("too many arguments; see `cordon {} --help`", usage.command));
    } catch (const po::error& error) {
        return fail(fmt::format("{}; see `cordon {} --help`", error.what(), usage.command));
    }
}

std::optional<std::string> Arguments::text(const std::string& option) const {
    const auto found = words_.find(option);
    if (found == words_.end() || found->second.empty()) return std::nullopt;
    return found->second.front();
}

std::vector<std::string> Arguments::words(const std::string& option) const {
    const auto found = words_.find(option);
    return found == words_.end() ? std::vector<std::string>() : found->second;
}

Result<std::optional<std::uint64_t>> Arguments::number(const std::string& option) const {
    const std::optional<std::string> text = this->text(option);
    if (!text) return std::nullopt;
    std::uint64_t value = 0;
    const char* const end = text->data() + text->size();
    const auto [stop, error] = std::from_chars(text->data(), end, value);
    if (error != std::errc() || stop != end) {
        return fail(fmt::format("--{} takes a whole number, not '{}'", option, *text));
    }
    return value;
}

}  // namespace cordon

#include "tests/support/programs.hh"

#include <cstdio>
#include <cstdlib>
#include <memory>

namespace cordon::testing {
namespace {

struct ClosePipe {
    void operator()(std::FILE* pipe) const { pclose(pipe); }
};

}  // namespace

bool have_tshark() {
    return std::system("tshark --version >/dev/null 2>&1") == 0;
}

std::string output_of(const std::string& command) {
    const std::unique_ptr<std::FILE, ClosePipe> pipe(popen(command.c_str(), "r"));
    std::string output;
    if (!pipe) return output;
    for (int c = std::fgetc(pipe.get()); c != EOF; c = std::fgetc(pipe.get())) {
        output += static_cast<char>(c);
    }
    return output;
}

std::vector<std::string> lines_of(const std::string& command) {
    std::vector<std::string> lines = split(output_of(command), '\n');
    lines.pop_back();
    return lines;
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    while (true) {
        const std::size_t end = text.find(separator);
        parts.emplace_back(text.substr(0, end));
        if (end == text.npos) return parts;
        text.remove_prefix(end + 1);
    }
}

}  // namespace cordon::testing

#include "tools/cordon/output_folder.hh"

#include <fmt/core.h>

#include "sim/policy/file/words.hh"

namespace cordon {
namespace {

constexpr std::array<std::string_view, 4> file_words{"passed", "removed", "events", "summary"};

Result<void> want(WantedFiles& wanted, std::string_view word) {
    if (word == "passed") {
        wanted.passed = true;
    } else if (word == "removed") {
        wanted.removed = true;
    } else if (word == "events") {
        wanted.events = true;
    } else if (word == "summary") {
        wanted.summary = true;
    } else if (word == "report") {
        return fail("--write report: report.html does not exist yet");
    } else {
        return fail(fmt::format("--write takes {} with commas between, not {}{}",
                                one_of(file_words), in_quotes(word),
                                did_you_mean(word, file_words)));
    }
    return {};
}

std::vector<std::string_view> names_of(WantedFiles wanted) {
    std::vector<std::string_view> names;
    if (wanted.passed) names.push_back("passed.pcapng");
    if (wanted.removed) names.push_back("removed.pcapng");
    if (wanted.events) names.push_back("events.jsonl");
    if (wanted.summary) names.push_back("summary.json");
    return names;
}

}  // namespace

Result<WantedFiles> WantedFiles::parse(std::string_view list) {
    WantedFiles wanted{.passed = false, .removed = false, .events = false, .summary = false};
    while (true) {
        const std::size_t comma = list.find(',');
        if (Result<void> known = want(wanted, list.substr(0, comma)); !known) {
            return fail(known.error());
        }
        if (comma == std::string_view::npos) return wanted;
        list.remove_prefix(comma + 1);
    }
}

Result<OutputFolder> OutputFolder::create(const std::string& path, WantedFiles wanted,
                                          const InputFiles& inputs) {
    Result<FileFolder> files = FileFolder::create(path, inputs, names_of(wanted));
    if (!files) return fail(files.error());
    OutputFolder folder(std::move(*files));
    if (Result<void> opened = folder.open_all(wanted); !opened) return fail(opened.error());
    return folder;
}

Result<void> OutputFolder::open_all(WantedFiles wanted) {
    Result<void> opened;
    const auto keep = [&](const auto& added, auto& file) {
        if (added) {
            file = *added;
        } else {
            opened = fail(added.error());
        }
    };
    if (wanted.passed) keep(files_.add_capture("passed.pcapng"), passed_);
    if (wanted.removed && opened) keep(files_.add_capture("removed.pcapng"), removed_);
    if (wanted.events && opened) keep(files_.add_text("events.jsonl"), events_);
    if (wanted.summary && opened) keep(files_.add_text("summary.json"), summary_);
    return opened;
}

void OutputFolder::write_summary(std::string_view json) {
    if (summary_ != nullptr) summary_->write(json);
}

}  // namespace cordon

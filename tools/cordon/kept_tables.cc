#include "tools/cordon/kept_tables.hh"

#include <cstdlib>
#include <filesystem>

#include "sim/capture/output_file.hh"
#include "sim/policy/file/file_reader.hh"

namespace cordon {
namespace {

namespace fs = std::filesystem;

/// The folder that a variable of the environment names; none when it is not set or not absolute.
std::optional<fs::path> folder_in(const char* variable) {
    const char* value = std::getenv(variable);
    if (value == nullptr || !fs::path(value).is_absolute()) return std::nullopt;
    return fs::path(value);
}

Result<void> write_whole(const std::string& path, const std::string& text) {
    Result<OutputFile> file = OutputFile::create(path);
    if (!file) return fail(file.error());
    file->write(text);
    return file->commit();
}

}  // namespace

KeptTables::KeptTables(std::optional<std::string> folder, const std::atomic<bool>& spoilt)
    : folder_(std::move(folder)), spoilt_(&spoilt) {
    if (!folder_) return;
    std::error_code error;
    fs::create_directories(*folder_, error);
    if (error) status_ = fail(error.message(), *folder_);
}

std::optional<std::string> KeptTables::load(const std::string& key) {
    if (folder_) {
        Result<std::string> text = DiskFiles().read((fs::path(*folder_) / key).string());
        if (text) {
            ++found_;
            return std::move(*text);
        }
    }
    ++missing_;
    return std::nullopt;
}

void KeptTables::keep(const std::string& key, const std::string& text) {
    if (!folder_ || !status_ || *spoilt_) return;
    status_ = write_whole((fs::path(*folder_) / key).string(), text);
}

std::optional<std::string> cache_folder(const std::optional<std::string>& option) {
    if (option && *option == "none") return std::nullopt;
    if (option) return option;
    if (const auto caches = folder_in("XDG_CACHE_HOME")) return (*caches / "cordon").string();
    if (const auto home = folder_in("HOME")) return (*home / ".cache" / "cordon").string();
    return std::nullopt;
}

}  // namespace cordon

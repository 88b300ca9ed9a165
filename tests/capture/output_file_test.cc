#include "sim/capture/output_file.hh"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "tests/capture/reading.hh"

namespace cordon::testing {
namespace {

class Output : public ::testing::Test {
protected:
    [[nodiscard]] std::string path(const std::string& name = "out") const {
        return (folder.path() / name).string();
    }
    [[nodiscard]] OutputFile create() const { return std::move(*OutputFile::create(path())); }

    TemporaryFolder folder;
};

using Names = std::vector<std::string>;

TEST_F(Output, StandsUnderItsNameOnlyWhenCommitted) {
    OutputFile file = create();
    file.write("hello");
    EXPECT_EQ(folder.names(), Names{"out.writing"});
    EXPECT_TRUE(file.commit());
    EXPECT_EQ(folder.names(), Names{"out"});
    EXPECT_EQ(content_of(path()), FileBytes({'h', 'e', 'l', 'l', 'o'}));
}

TEST_F(Output, LeavesNothingWhenItIsDropped) {
    { create().write("hello"); }
    EXPECT_EQ(folder.names(), Names{});
}

TEST_F(Output, KeepsTheOldFileUntilItIsCommitted) {
    folder.file("out", payload(3));
    {
        OutputFile file = create();
        file.write("hello");
        EXPECT_EQ(content_of(path()), payload(3));
    }
    EXPECT_EQ(content_of(path()), payload(3));
    OutputFile file = create();
    EXPECT_TRUE(file.commit());
    EXPECT_EQ(content_of(path()), FileBytes{});
}

TEST_F(Output, KeepsPartOfItUnderAnotherName) {
    OutputFile file = create();
    file.write("hello");
    EXPECT_TRUE(file.keep_partial());
    EXPECT_EQ(folder.names(), Names{"out.partial"});
    EXPECT_EQ(content_of(path("out.partial")).size(), 5U);
}

TEST_F(Output, StepsAsideForWhatACrashLeft) {
    folder.file("out.writing", payload(3));
    OutputFile file = create();
    EXPECT_TRUE(file.commit());
    EXPECT_EQ(folder.names(), (Names{"out", "out.writing"}));
}

TEST_F(Output, HoldsWhateverSizesAreWritten) {
    OutputFile file = create();
    FileBytes expected;
    for (std::size_t i = 0; i < 400; ++i) {
        const FileBytes piece =
            payload(i % 50 == 49 ? 300'000 : i * 97 % 9'000, static_cast<std::uint8_t>(i));
        expected.insert(expected.end(), piece.begin(), piece.end());
        if (i % 3 == 0 || piece.size() > OutputFile::most_reserved) {
            file.write(piece);
        } else {
            std::copy(piece.begin(), piece.end(), file.reserve(piece.size()));
            file.advance(piece.size());
        }
        ASSERT_EQ(file.size(), expected.size());
    }
    ASSERT_TRUE(file.commit());
    EXPECT_EQ(content_of(path()), expected);
}

TEST_F(Output, ReservesAsMuchAsItPromises) {
    OutputFile file = create();
    for (int i = 0; i < 5; ++i) {
        std::uint8_t* const room = file.reserve(OutputFile::most_reserved);
        std::fill_n(room, OutputFile::most_reserved, static_cast<std::uint8_t>(i));
        file.advance(OutputFile::most_reserved);
    }
    ASSERT_TRUE(file.commit());
    const FileBytes content = content_of(path());
    ASSERT_EQ(content.size(), 5 * OutputFile::most_reserved);
    EXPECT_EQ(content.back(), 4U);
}

TEST_F(Output, IsAsLongAsWhatWasWrittenThoughSpaceWasSetAside) {
    OutputFile file = create();
    const FileBytes piece = payload(100'001);
    for (int i = 0; i < 50; ++i) file.write(piece);
    ASSERT_TRUE(file.commit());
    EXPECT_EQ(std::filesystem::file_size(path()), 50U * 100'001U);
    struct stat status {};
    ASSERT_EQ(::stat(path().c_str(), &status), 0);
    EXPECT_LT(status.st_blocks * 512, 6'000'000) << "gives back what it did not need";
}

TEST_F(Output, ObeysTheUmask) {
    const mode_t before = ::umask(027);
    EXPECT_TRUE(create().commit());
    ::umask(before);
    struct stat status {};
    ASSERT_EQ(::stat(path().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0640U);
}

TEST_F(Output, SaysWhyItCannotBeCreated) {
    const auto error_of = [](const std::string& name) {
        const auto file = OutputFile::create(name);
        return file ? std::string() : file.error().where + ": " + file.error().what;
    };
    EXPECT_EQ(error_of(path("no/out")),
              path("no/out") + ": cannot be written: its folder does not exist");
    EXPECT_EQ(error_of(folder.path().string()),
              folder.path().string() + ": cannot be written: a folder or device bears this name");
    EXPECT_EQ(error_of("/dev/null"),
              "/dev/null: cannot be written: a folder or device bears this name");
}

/// While it lives no file grows beyond `bytes`, as on a disk that is full there.
class FullDisk {
public:
    explicit FullDisk(rlim_t bytes) : handler_(::signal(SIGXFSZ, SIG_IGN)) {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit{.rlim_cur = bytes, .rlim_max = before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;
    ~FullDisk() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        ::signal(SIGXFSZ, handler_);
    }

private:
    rlimit before_{};
    sighandler_t handler_;
};

TEST_F(Output, LeavesNothingUnderItsNameWhenTheDiskIsFull) {
    const FullDisk disk(3'000'000);
    {
        OutputFile file = create();
        const FileBytes record = payload(1'000);
        for (int i = 0; i < 4'000; ++i) file.write(record);
        const Result<void> status = file.status();
        ASSERT_FALSE(status);
        EXPECT_EQ(status.error().kind, Error::Kind::failed);
        EXPECT_EQ(status.error().where, path());
        EXPECT_NE(status.error().what.find("no space is left"), std::string::npos);
        EXPECT_FALSE(file.commit());
    }
    EXPECT_EQ(folder.names(), Names{});
}

TEST_F(Output, KeepsWholeRecordsWhenTheDiskIsFull) {
    for (const std::size_t size : {1'000U, 1'237U, 200'003U, 600'000U}) {
        const FullDisk disk(3'000'000);
        OutputFile file = create();
        const FileBytes record = payload(size);
        for (std::size_t i = 0; i < 4'000'000 / size; ++i) file.write(record);
        ASSERT_FALSE(file.status());
        ASSERT_TRUE(file.keep_partial());
        EXPECT_EQ(folder.names(), Names{"out.partial"});
        const FileBytes kept = content_of(path("out.partial"));
        EXPECT_EQ(kept.size() % size, 0U) << size;
        EXPECT_GT(kept.size() + size + 4096, 3'000'000U) << size;
        EXPECT_TRUE(std::ranges::equal(Bytes(kept).last(size), record));
    }
}

TEST_F(Output, KeepsWhatFitsOfItsFirstBuffer) {
    const FullDisk disk(100'000);
    OutputFile file = create();
    const FileBytes record = payload(1'000);
    for (int i = 0; i < 200; ++i) file.write(record);
    EXPECT_TRUE(file.status()) << "all of it is in the buffer";
    ASSERT_TRUE(file.keep_partial());
    EXPECT_GE(content_of(path("out.partial")).size(), 95'000U);
    EXPECT_EQ(content_of(path("out.partial")).size() % 1'000, 0U);
}

TEST_F(Output, GivesBackAllButWhatItStillNeeds) {
    OutputFile file = create();
    const auto set_aside = [&] { return std::filesystem::file_size(path("out.writing")); };
    file.give_back();
    EXPECT_GE(set_aside(), 4096U) << "nothing was given to it yet";
    file.write(payload(5'000));
    file.give_back();
    EXPECT_EQ(set_aside(), 5'000U);
    file.write(payload(5'000, 1));
    ASSERT_TRUE(file.commit());
    EXPECT_EQ(content_of(path()).size(), 10'000U);
}

TEST_F(Output, KeepsNothingWhenNotOneRecordFits) {
    const FullDisk disk(1'000);
    {
        OutputFile file = create();
        file.write(payload(5'000));
        EXPECT_FALSE(file.keep_partial());
    }
    EXPECT_EQ(folder.names(), Names{});
}

}  // namespace
}  // namespace cordon::testing

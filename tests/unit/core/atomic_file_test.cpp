// A file is written whole or not at all.
#include <relata/core/atomic_file.hpp>
#include <relata/core/error.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace relata {
namespace {

class AtomicFileTest : public testing::Test {
 protected:
  void SetUp() override { std::filesystem::create_directories(folder_); }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::string content() const {
    std::ifstream in(file_, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder_), std::filesystem::directory_iterator()));
  }
  const std::filesystem::path folder_ = std::filesystem::path(testing::TempDir()) / "relata-atomic-file";
  const std::string file_ = (folder_ / "out").string();
};

TEST_F(AtomicFileTest, CommitReplacesAndDestructionLeavesAsItWas) {
  std::ofstream(file_) << "old";
  {
    AtomicFile file(file_);
    file.write(std::string(200'000, 'x'));
  }
  EXPECT_EQ(content(), "old");
  EXPECT_EQ(files(), 1u);
  AtomicFile file(file_);
  file.write("new");
  EXPECT_EQ(content(), "old");
  file.commit();
  EXPECT_EQ(content(), "new");
  EXPECT_EQ(files(), 1u);
}

TEST_F(AtomicFileTest, GoesOnWithWhatIsRightOfAPart) {
  const std::string part = AtomicFile::part_of(file_);
  {
    AtomicFile file(file_, 0);
    file.write("abc");
    EXPECT_EQ(file.sync(), 3u);
    file.write("lost");
    EXPECT_THROW(AtomicFile(file_, 3), InputError);  // one writer at a time
  }
  std::ofstream(part, std::ios::app) << "torn";
  {
    AtomicFile file(file_, 3);
    file.write("def");
    EXPECT_EQ(file.sync(), 6u);
  }
  EXPECT_FALSE(std::filesystem::exists(file_));
  EXPECT_THROW(AtomicFile(file_, 7), InputError);
  {
    AtomicFile file(file_, 6);
    file.commit();
  }
  EXPECT_EQ(content(), "abcdef");
  EXPECT_EQ(files(), 1u);
  {
    AtomicFile file(file_, 0);
    file.write("x");
    file.discard();
  }
  EXPECT_EQ(content(), "abcdef");
  EXPECT_EQ(files(), 1u);
}

TEST_F(AtomicFileTest, RefusesByTable) {
  const auto check = [](const std::string& path, const std::string& words) {
    try {
      AtomicFile file(path);
      file.write(std::string(200'000, 'x'));
      file.commit();
      ADD_FAILURE() << path << " was written";
    } catch (const InputError& refused) {
      EXPECT_NE(std::string(refused.what()).find(words), std::string::npos) << refused.what();
    }
  };
  check((folder_ / "missing" / "out").string(), "make the folder first");
  check(folder_.string(), "Is a directory");
  check("/dev/full", "No space left on device");
}

}  // namespace
}  // namespace relata

#include <sys/stat.h>
#include <unistd.h>

#include <random>
#include <set>
#include <string>

#include "support/bit_set.h"
#include "support/check.h"
#include "support/file_system.h"
#include "support/id.h"
#include "support/symbol.h"
#include "support/table.h"
#include "support/text_writer.h"

// Criterion's macro Test would swallow BitSet::Test: it comes last.
#include "assert_text.h"

using namespace omni;

Test(support, symbols_are_equal_exactly_when_their_text_is) {
  const Symbol first = Intern("sum-list");
  const std::string_view text = first.text();
  std::vector<Symbol> many;
  for (int i = 0; i < 20000; ++i) many.push_back(Intern("name-" + std::to_string(i)));
  for (int i = 0; i < 20000; ++i) {
    const std::string name = "name-" + std::to_string(i);
    cr_assert_eq(Intern(name).index(), many[static_cast<size_t>(i)].index());
    ASSERT_TEXT(std::string(many[static_cast<size_t>(i)].text()), name);
  }
  cr_assert_eq(text.data(), Intern(std::string("sum-") + "list").text().data(), "texts never move");
  cr_assert_not(support::Symbols().Find("never-seen").valid());
  cr_assert_eq(Intern("").text().size(), 0U);
  const std::string long_name(200000, 'x');
  ASSERT_TEXT(std::string(Intern(long_name).text()), long_name);
}

// Against std::set, over sizes around the word boundary.
Test(support, bit_sets_agree_with_sets) {
  std::mt19937 random(7);
  for (const size_t size : {1U, 63U, 64U, 65U, 200U}) {
    BitSet a(size);
    BitSet b(size);
    std::set<size_t> x;
    std::set<size_t> y;
    for (int i = 0; i < 100; ++i) {
      const size_t bit = random() % size;
      cr_assert_eq(a.Set(bit), x.insert(bit).second);
      const size_t other = random() % size;
      b.Set(other);
      y.insert(other);
      const size_t gone = random() % size;
      cr_assert_eq(a.Reset(gone), x.erase(gone) != 0);
    }
    BitSet either = a;
    std::set<size_t> either_set = x;
    either_set.insert(y.begin(), y.end());
    cr_assert_eq(either.Or(b), either_set != x);
    cr_assert_not(either.Or(b));
    cr_assert_eq(either.Count(), either_set.size());
    BitSet minus = a;
    minus.AndNot(b);
    std::vector<size_t> seen;
    minus.ForEach([&](size_t bit) { seen.push_back(bit); });
    std::vector<size_t> expected;
    for (const size_t bit : x) {
      if (y.count(bit) == 0) expected.push_back(bit);
    }
    cr_assert(seen == expected);
    cr_assert_eq(a.Intersects(b), expected.size() != x.size());
    cr_assert(either.Contains(a) && either.Contains(b));
    BitSet transfer(size);
    transfer.OrTransfer(b, a, b);
    cr_assert(transfer == either);
    a.SetAll();
    cr_assert_eq(a.Count(), size);
  }
}

Test(support, tables_hand_out_ids_in_order) {
  using ThingId = Id<struct ThingTag>;
  Table<ThingId, std::string> things;
  const ThingId a = things.Add("a");
  const ThingId b = things.Add("b");
  cr_assert(a < b);
  cr_assert_not(ThingId().valid());
  ASSERT_TEXT(things[b], "b");
  std::string all;
  for (const ThingId id : things.ids()) all += things[id];
  ASSERT_TEXT(all, "ab");
}

Test(support, writer_indents_lines_that_hold_text) {
  TextWriter writer;
  writer.Line("a {");
  {
    const IndentScope scope(writer);
    writer.Write("b\n\nc").FormatLine(" {}", 1);
    writer.BlankLine().BlankLine();
    writer.Write("λ").PadTo(6).Line("; note");
  }
  writer.Line("}");
  ASSERT_TEXT(writer.text(), "a {\n  b\n\n  c 1\n\n  λ   ; note\n}\n");
  cr_assert_eq(writer.line(), 8U);
}

Test(support, failed_check_names_its_stage_and_exits_3, .exit_code = 3) {
  const StageScope stage("plan");
  OMNI_CHECK(1 + 1 == 3, "sum is {}", 2);
}

Test(support, reading_says_why_it_failed) {
  support::DiskFileSystem disk;
  cr_assert(disk.Read("/no/such/file").status.error == support::FileError::Missing);
  cr_assert(disk.Read("/").status.error == support::FileError::IsDirectory);
  cr_assert(disk.Read("/dev/null/x").status.error == support::FileError::NotDirectory);
  ASSERT_TEXT(disk.Read("/").status.message(), "is a directory");
}

Test(support, writing_leaves_the_whole_file_or_nothing) {
  char folder[] = "/tmp/omnic_test_XXXXXX";
  cr_assert_not_null(mkdtemp(folder));
  const std::string base = folder;
  support::DiskFileSystem disk;
  cr_assert(disk.WriteAtomically(base + "/a.c", "old").ok());
  cr_assert_eq(chmod((base + "/a.c").c_str(), 0640), 0);
  cr_assert(disk.WriteAtomically(base + "/a.c", std::string(100000, 'n')).ok());
  cr_assert_eq(disk.Read(base + "/a.c").text.size(), 100000U);
  struct stat facts = {};
  cr_assert_eq(stat((base + "/a.c").c_str(), &facts), 0);
  cr_assert_eq(facts.st_mode & 0777U, 0640U);
  cr_assert(disk.WriteAtomically(base + "/none/a.c", "x").error == support::FileError::Missing);
  cr_assert(disk.MakeDirectories(base + "/sub/dir").ok());
  cr_assert(disk.WriteAtomically(base + "/sub", "x").error == support::FileError::IsDirectory);
  cr_assert(disk.List(base) == (std::vector<std::string>{"a.c", "sub"}));
  cr_assert_eq(std::system(("rm -r " + base).c_str()), 0);
}

Test(support, memory_files_behave_like_those_on_disk) {
  support::MemoryFileSystem memory;
  cr_assert(memory.WriteAtomically("lib/util.omni", "(x)").ok());
  cr_assert(memory.Read("lib").status.error == support::FileError::IsDirectory);
  cr_assert(memory.Read("lib/other").status.error == support::FileError::Missing);
  cr_assert(memory.List("lib") == std::vector<std::string>{"util.omni"});
  cr_assert(memory.List(".") == std::vector<std::string>{"lib"});
  memory.Deny("lib/util.omni");
  cr_assert(memory.WriteAtomically("lib/util.omni", "(y)").error == support::FileError::NoPermission);
}

#include <criterion/criterion.h>

#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "driver/text_diff.h"

namespace {

void AssertSame(const std::string& got, const std::string& wanted) {
  cr_assert(got == wanted, "got:\n%s\nwanted:\n%s", got.c_str(), wanted.c_str());
}

using omni::driver::UnifiedDiff;

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  for (size_t at = 0; at < text.size();) {
    const size_t end = text.find('\n', at);
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

// What `patch` does, without any tolerance: every context and removed line must be where the hunk says.
std::string Apply(const std::string& before, const std::string& diff) {
  const std::vector<std::string> old_lines = Lines(before);
  std::string after;
  size_t at = 0;
  for (const std::string& line : Lines(diff)) {
    if (line.rfind("---", 0) == 0 || line.rfind("+++", 0) == 0) continue;
    if (line.rfind("@@ -", 0) == 0) {
      const size_t begin = static_cast<size_t>(std::strtoul(line.c_str() + 4, nullptr, 10)) - 1;
      while (at < begin) after += old_lines[at++] + "\n";
    } else if (line[0] == '+') {
      after += line.substr(1) + "\n";
    } else {
      cr_assert(at < old_lines.size());
      AssertSame(old_lines[at], line.substr(1));
      if (line[0] == ' ') after += old_lines[at] + "\n";
      ++at;
    }
  }
  while (at < old_lines.size()) after += old_lines[at++] + "\n";
  return after;
}

std::string RandomText(std::mt19937& dice, size_t lines) {
  std::string text;
  for (size_t i = 0; i < lines; ++i) text += "line " + std::string(1, static_cast<char>('a' + dice() % 6)) + "\n";
  return text;
}

}  // namespace

Test(driver_text_diff, equal_texts_have_no_diff) {
  AssertSame(UnifiedDiff("a\nb\n", "a\nb\n", "x", "y"), "");
}

Test(driver_text_diff, one_changed_line_has_three_lines_of_context) {
  const std::string diff = UnifiedDiff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n", "old", "new");
  AssertSame(diff,
               "--- old\n+++ new\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

Test(driver_text_diff, a_diff_applied_to_the_old_text_gives_the_new_one) {
  std::mt19937 dice(11);
  for (int round = 0; round < 400; ++round) {
    const std::string before = RandomText(dice, dice() % 30);
    const std::string after = RandomText(dice, dice() % 30);
    AssertSame(Apply(before, UnifiedDiff(before, after, "old", "new")), after);
  }
}

Test(driver_text_diff, texts_too_long_for_the_table_are_replaced) {
  std::mt19937 dice(5);
  const std::string before = RandomText(dice, 6000);
  const std::string after = RandomText(dice, 6000);
  AssertSame(Apply(before, UnifiedDiff(before, after, "old", "new")), after);
}

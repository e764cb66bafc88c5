#include "driver/text_diff.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace omni::driver {

namespace {

constexpr size_t kContext = 3;
constexpr size_t kMaxTable = size_t{16} << 20;  // above it, the differing middle is shown as replaced whole

struct Edit {
  char sign;  // ' ', '-', '+'
  std::string_view line;
};

std::vector<std::string_view> Lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

// Longest common subsequence by the textbook table; the callers have cut the common ends off.
void AppendMiddle(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b, std::vector<Edit>& edits) {
  const size_t width = b.size() + 1;
  if ((a.size() + 1) * width > kMaxTable) {
    for (std::string_view line : a) edits.push_back({'-', line});
    for (std::string_view line : b) edits.push_back({'+', line});
    return;
  }
  std::vector<uint32_t> common((a.size() + 1) * width, 0);
  for (size_t i = a.size(); i-- > 0;) {
    for (size_t j = b.size(); j-- > 0;) {
      common[i * width + j] = a[i] == b[j] ? common[(i + 1) * width + j + 1] + 1
                                           : std::max(common[(i + 1) * width + j], common[i * width + j + 1]);
    }
  }
  size_t i = 0;
  size_t j = 0;
  while (i < a.size() || j < b.size()) {
    if (i < a.size() && j < b.size() && a[i] == b[j]) {
      edits.push_back({' ', a[i++]});
      ++j;
    } else if (j == b.size() || (i < a.size() && common[(i + 1) * width + j] >= common[i * width + j + 1])) {
      edits.push_back({'-', a[i++]});
    } else {
      edits.push_back({'+', b[j++]});
    }
  }
}

std::vector<Edit> Edits(std::vector<std::string_view> a, std::vector<std::string_view> b) {
  size_t head = 0;
  while (head < a.size() && head < b.size() && a[head] == b[head]) ++head;
  size_t tail = 0;
  while (tail < a.size() - head && tail < b.size() - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) ++tail;
  std::vector<Edit> edits;
  for (size_t i = 0; i < head; ++i) edits.push_back({' ', a[i]});
  const auto middle = [&](const std::vector<std::string_view>& lines) {
    return std::vector<std::string_view>(lines.begin() + static_cast<std::ptrdiff_t>(head),
                                         lines.end() - static_cast<std::ptrdiff_t>(tail));
  };
  AppendMiddle(middle(a), middle(b), edits);
  for (size_t i = a.size() - tail; i < a.size(); ++i) edits.push_back({' ', a[i]});
  return edits;
}

}  // namespace

std::string UnifiedDiff(std::string_view before, std::string_view after, std::string_view before_name,
                        std::string_view after_name) {
  if (before == after) return "";
  const std::vector<Edit> edits = Edits(Lines(before), Lines(after));
  std::string out = fmt::format("--- {}\n+++ {}\n", before_name, after_name);
  size_t at = 0;
  size_t before_line = 1;
  size_t after_line = 1;
  const auto pass = [&](size_t end) {
    for (; at < end; ++at) {
      before_line += edits[at].sign != '+' ? 1U : 0U;
      after_line += edits[at].sign != '-' ? 1U : 0U;
    }
  };
  while (true) {
    size_t change = at;
    while (change < edits.size() && edits[change].sign == ' ') ++change;
    if (change == edits.size()) break;
    const size_t begin = change - std::min(change - at, kContext);
    size_t end = change;
    for (size_t quiet = 0, i = change; i < edits.size() && quiet <= 2 * kContext; ++i) {
      quiet = edits[i].sign == ' ' ? quiet + 1 : 0;
      if (quiet == 0) end = i + 1;
    }
    end = std::min(end + kContext, edits.size());
    pass(begin);
    size_t before_count = 0;
    size_t after_count = 0;
    for (size_t i = begin; i < end; ++i) {
      before_count += edits[i].sign != '+' ? 1U : 0U;
      after_count += edits[i].sign != '-' ? 1U : 0U;
    }
    out += fmt::format("@@ -{},{} +{},{} @@\n", before_line, before_count, after_line, after_count);
    for (size_t i = begin; i < end; ++i) {
      out += edits[i].sign;
      out += edits[i].line;
      out += '\n';
    }
    pass(end);
  }
  if (at == 0 && out.find("@@") == std::string::npos) out += "\\ the texts differ only in their last line break\n";
  return out;
}

}  // namespace omni::driver

#include "syntax/parse.h"

#include <tree_sitter/api.h>

#include <chrono>
#include <cstring>
#include <memory>
#include <string>
#include <utility>

#include "support/check.h"
#include "syntax/bracket_scan.h"
#include "syntax/datum_reader.h"
#include "syntax/node_types.h"

extern "C" const TSLanguage* tree_sitter_omnilisp(void);

namespace omni::syntax {

namespace {

using source::DiagKind;
using source::Span;
using Clock = std::chrono::steady_clock;

// The parser needs some 70 bytes for each byte of the text that it is given at once.
constexpr size_t kMaxFormBytes = size_t{8} << 20;
constexpr TSSymbol kErrorSymbol = 0xFFFF;

double SecondsSince(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

// Node type by tree-sitter's symbol number.
const std::vector<NodeType>& NodeTypes() {
  static const std::vector<NodeType> types = [] {
    const TSLanguage* const language = tree_sitter_omnilisp();
    std::vector<NodeType> table(ts_language_symbol_count(language), NodeType::Token);
    for (const NamedNode& entry : kNamedNodes) {
      const auto length = static_cast<uint32_t>(std::strlen(entry.name));
      const TSSymbol symbol = ts_language_symbol_for_name(language, entry.name, length, true);
      OMNI_CHECK(symbol != 0, "the grammar has no rule {}", entry.name);
      table[symbol] = entry.type;
    }
    return table;
  }();
  return types;
}

// One file on its way from top-level slices, through one tree each, to forms.
class FileReader {
 public:
  FileReader(const source::SourceFiles& files, source::FileId file, const ScanResult& scan, source::Sink& sink)
      : file_(file),
        text_(files[file].text()),
        scan_(scan),
        sink_(sink),
        reader_(file, text_, sink),
        types_(NodeTypes()),
        parser_(ts_parser_new()) {
    OMNI_CHECK(ts_parser_set_language(parser_.get(), tree_sitter_omnilisp()), "parser and library do not fit");
  }
  ~FileReader() {
    if (has_cursor_) ts_tree_cursor_delete(&cursor_);
  }
  FileReader(const FileReader&) = delete;
  FileReader& operator=(const FileReader&) = delete;

  ParsedFile Read(ParseTimes& times);

 private:
  void BeginForm(ByteRange slice);
  void ReadTree(const TSTree* tree, ByteRange slice);
  void FinishForm(ByteRange slice, std::vector<Form>& forms);
  void Walk(uint32_t base, bool has_error);
  bool Enter(const TSNode& node, uint32_t base, bool has_error);
  void ReportBroken(NodeType type, const TSNode& node, uint32_t begin, uint32_t end);

  Span At(uint32_t begin, uint32_t end) const { return {file_, begin, end}; }
  std::string_view Text(uint32_t begin, uint32_t end) const { return text_.substr(begin, end - begin); }

  struct DeleteParser {
    void operator()(TSParser* parser) const { ts_parser_delete(parser); }
  };

  source::FileId file_;
  std::string_view text_;
  const ScanResult& scan_;
  source::Sink& sink_;
  DatumReader reader_;
  const std::vector<NodeType>& types_;
  std::unique_ptr<TSParser, DeleteParser> parser_;
  TSTreeCursor cursor_ = {};
  bool has_cursor_ = false;

  std::vector<Span> comments_;  // before the form in hand
  size_t next_comment_ = 0;     // of scan_.comments
  uint32_t last_end_ = 0;       // where the last form, or its trailing comment, ended
  bool broken_ = false;         // the form in hand holds text that could not be read
  uint32_t reported_to_ = 0;    // where the last such text ends
};

// `#0=` and `#0#`.
bool IsLabel(std::string_view text) {
  const size_t end = text.find_first_not_of("0123456789", 1);
  return end != std::string_view::npos && end > 1 && (text[end] == '=' || text[end] == '#');
}

void FileReader::ReportBroken(NodeType type, const TSNode& node, uint32_t begin, uint32_t end) {
  broken_ = true;
  if (type == NodeType::Error) {
    if (end == begin) end = begin + 1;
    const bool hash = text_[begin] == '#';
    while (hash && end < text_.size() && std::string_view(" \t\r\n()[]{}\"';,`").find(text_[end]) == std::string_view::npos) {
      ++end;  // the whole word
    }
    reported_to_ = end;
    const std::string shown = source::Excerpt(Text(begin, end));
    sink_.Report(hash ? DiagKind::UnknownHash : DiagKind::UnreadableText, At(begin, end), shown)
        .Hint(!hash ? "" : IsLabel(shown) ? kLabelHint : kHashHint);
  } else {
    const char* const name = ts_node_type(node);
    sink_.Report(DiagKind::MissingText, At(begin, begin), ts_node_is_named(node) ? "an expression" : fmt::format("`{}`", name));
  }
}

// Says whether the children of the node are to be read.
bool FileReader::Enter(const TSNode& node, uint32_t base, bool has_error) {
  const TSSymbol symbol = ts_node_symbol(node);
  const NodeType type = symbol == kErrorSymbol ? NodeType::Error : types_[symbol];
  if (type == NodeType::Token && !has_error) return false;
  const uint32_t begin = base + ts_node_start_byte(node);
  const uint32_t end = base + ts_node_end_byte(node);
  if (begin < reported_to_) return false;
  if (has_error && (type == NodeType::Error || ts_node_is_missing(node))) {
    ReportBroken(type, node, begin, end);
    return false;
  }
  return reader_.Enter(type, begin, end);
}

void FileReader::Walk(uint32_t base, bool has_error) {
  while (true) {
    const TSNode node = ts_tree_cursor_current_node(&cursor_);
    if (Enter(node, base, has_error) && ts_tree_cursor_goto_first_child(&cursor_)) continue;
    while (!ts_tree_cursor_goto_next_sibling(&cursor_)) {
      if (!ts_tree_cursor_goto_parent(&cursor_)) return;
      reader_.Leave();
    }
  }
}

void FileReader::ReadTree(const TSTree* tree, ByteRange slice) {
  const TSNode root = ts_tree_root_node(tree);
  if (has_cursor_) {
    ts_tree_cursor_reset(&cursor_, root);
  } else {
    cursor_ = ts_tree_cursor_new(root);
    has_cursor_ = true;
  }
  broken_ = false;
  reported_to_ = 0;
  Walk(slice.begin, ts_node_has_error(root));
  if (reader_.item_count() > 1 && !broken_) {
    const std::string shown = source::Excerpt(Text(slice.begin, slice.end));
    sink_.Report(DiagKind::UnreadableText, At(slice.begin, slice.end), shown);
    broken_ = true;
  }
}

// The comments before the slice go to its form.
void FileReader::BeginForm(ByteRange slice) {
  comments_.clear();
  for (; next_comment_ < scan_.comments.size() && scan_.comments[next_comment_].begin < slice.begin; ++next_comment_) {
    comments_.push_back(At(scan_.comments[next_comment_].begin, scan_.comments[next_comment_].end));
  }
  reader_.Begin(last_end_, comments_);
}

void FileReader::FinishForm(ByteRange slice, std::vector<Form>& forms) {
  last_end_ = slice.end;
  // A datum comment leaves nothing.
  if (broken_ || reader_.item_count() == 0) return reader_.Drop();
  Span trailing;
  if (next_comment_ < scan_.comments.size()) {
    const ByteRange comment = scan_.comments[next_comment_];
    const bool same_line = Text(slice.end, comment.begin).find('\n') == std::string_view::npos;
    if (text_[comment.begin] == ';' && same_line) {
      trailing = At(comment.begin, comment.end);
      last_end_ = comment.end;
      ++next_comment_;
    }
  }
  forms.push_back(reader_.Take(trailing));
}

ParsedFile FileReader::Read(ParseTimes& times) {
  ParsedFile parsed;
  parsed.forms.reserve(scan_.forms.size());
  Clock::time_point start = Clock::now();
  // Adds the time since the last call to `total`.
  const auto spend = [&](double& total) {
    const Clock::time_point now = Clock::now();
    total += std::chrono::duration<double>(now - start).count();
    start = now;
  };
  for (const ByteRange slice : scan_.forms) {
    const uint32_t size = slice.end - slice.begin;
    if (size > kMaxFormBytes) {
      sink_.Report(DiagKind::FormTooLarge, At(slice.begin, slice.begin + 1), size, kMaxFormBytes)
          .Hint("divide it into several definitions");
      continue;
    }
    BeginForm(slice);
    spend(times.data);
    TSTree* const tree = ts_parser_parse_string(parser_.get(), nullptr, text_.data() + slice.begin, size);
    OMNI_CHECK(tree != nullptr, "the parser gave up");
    spend(times.tree_sitter);
    ReadTree(tree, slice);
    FinishForm(slice, parsed.forms);
    spend(times.data);
    ts_tree_delete(tree);
    spend(times.tree_sitter);
  }
  for (; next_comment_ < scan_.comments.size(); ++next_comment_) {
    parsed.comments_at_end.push_back(At(scan_.comments[next_comment_].begin, scan_.comments[next_comment_].end));
  }
  return parsed;
}

}  // namespace

ParsedFile ParseFile(const source::SourceFiles& files, source::FileId file, source::Sink& sink, ParseTimes* times) {
  ParseTimes own;
  ParseTimes& spent = times != nullptr ? *times : own;
  const Clock::time_point start = Clock::now();
  const ScanResult scan = ScanBrackets(files, file, sink);
  spent.scan += SecondsSince(start);
  return FileReader(files, file, scan, sink).Read(spent);
}

}  // namespace omni::syntax

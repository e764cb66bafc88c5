#include "syntax/bracket_scan.h"

#include <fmt/core.h>

#include <array>
#include <cstring>
#include <string>
#include <string_view>

#include "syntax/characters.h"
#include "syntax/findings.h"

namespace omni::syntax {

namespace {

using source::DiagKind;
using source::Span;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Note [unclosed brackets]
// A missing `)` shows up at the end of the file only, far from where it should be. Two passes find a better place. The
// first takes the text as it is; when a form is still open at the end, scanning starts again at that form in recovery
// mode, where a `(` in the first column ends the forms before it. The bracket to blame is the innermost one that was
// open when a line first began at or left of its column: the author's indentation says that it should have been closed.
class Scanner {
 public:
  Scanner(source::FileId file, std::string_view text, source::Sink& sink) : file_(file), text_(text), sink_(sink) {}

  ScanResult Run() {
    at_ = text_.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
    ScanToEnd();
    if (!open_.empty() && !swallowed_) {
      recovering_ = true;
      at_ = form_begin_;
      findings_.Clear();
      BeginTopLevel();
      line_start_ = form_line_start_;
      ScanToEnd();
      if (!open_.empty() && !swallowed_) ReportUnclosed();
    }
    if (open_.empty()) ReportPending();
    findings_.Flush(sink_);
    return std::move(result_);
  }

 private:
  struct Open {
    uint32_t offset;
    uint32_t column;    // 0-based, in bytes
    uint32_t prefixes;  // marks directly before it
    char close;
    bool is_path;
    bool is_meta;  // ^{ }: stands before a datum, is none
  };

  Finding& Report(DiagKind kind, Span span, std::vector<std::string> holes = {}) {
    return findings_.Add(kind, span, std::move(holes));
  }

  char Peek(size_t ahead) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  Span At(size_t begin, size_t end) const {
    return {file_, static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
  }
  bool at_top() const { return open_.empty() && excess_ == 0; }

  void ScanToEnd() {
    while (at_ < text_.size() && !swallowed_) ScanToken();
    if (swallowed_) at_ = text_.size();
  }

  void ScanToken() {
    const char c = text_[at_];
    if (c == '\n') {
      ++at_;
      line_start_ = at_;
      at_line_start_ = true;
      return;
    }
    if (IsSpace(c)) {
      ++at_;
      return;
    }
    const bool first_of_line = at_line_start_;
    at_line_start_ = false;
    if (c == ';') return LineComment();
    if (c == '#' && Peek(1) == '|') return BlockComment();
    if (c == ')' || c == ']' || c == '}') return Close(c);
    if (first_of_line) LookAtIndentation(c);
    switch (c) {
      case '(':
        return OpenBracket(1, ')');
      case '[':
        return OpenBracket(1, ']');
      case '{':
        return OpenBracket(1, '}');
      case '"':
        return String();
      case '|':
        return BarSymbol();
      case '\'':
      case '`':
        return Prefix(1);
      case ',':
        return Prefix(Peek(1) == '@' ? 2 : 1);
      case '#':
        return Hash();
      default:
        return Atom();
    }
  }

  // --- comments, strings and atoms ---------------------------------------------------------------------------------

  void LineComment() {
    const size_t begin = at_;
    const size_t end = text_.find('\n', at_);
    at_ = end == std::string_view::npos ? text_.size() : end;
    if (!at_top() || HasPending()) return;
    result_.comments.push_back(Range(begin, text_[at_ - 1] == '\r' ? at_ - 1 : at_));
  }

  void BlockComment() {
    const size_t begin = at_;
    size_t depth = 1;
    at_ += 2;
    while (depth > 0) {
      at_ = text_.find_first_of("|#\n", at_);
      if (at_ == std::string_view::npos) {
        Report(DiagKind::UnclosedComment, At(begin, begin + 2)).Hint("close it with `|#`; block comments nest");
        return Swallow();
      }
      if (text_[at_] == '\n') line_start_ = at_ + 1;
      const char next = Peek(1);
      if (text_[at_] == '|' && next == '#') {
        --depth;
        at_ += 2;
      } else if (text_[at_] == '#' && next == '|') {
        ++depth;
        at_ += 2;
      } else {
        ++at_;
      }
    }
    if (at_top() && !HasPending()) result_.comments.push_back(Range(begin, at_));
  }

  void String() {
    const size_t begin = at_;
    BeginDatum(begin);
    for (++at_; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '"') break;
      if (c == '\\') ++at_;
      if (at_ < text_.size() && text_[at_] == '\n') line_start_ = at_ + 1;
    }
    if (at_ >= text_.size()) {
      Report(DiagKind::UnclosedString, At(begin, begin + 1));
      return Swallow();
    }
    ++at_;
    EndDatum();
  }

  void BarSymbol() {
    const size_t begin = at_;
    BeginDatum(begin);
    for (++at_; at_ < text_.size() && text_[at_] != '|' && text_[at_] != '\n'; ++at_) {
      if (text_[at_] == '\\' && Peek(1) != '\n') ++at_;
    }
    if (at_ >= text_.size() || text_[at_] == '\n') {
      at_ = at_ < text_.size() ? at_ : text_.size();
      Report(DiagKind::UnclosedSymbol, At(begin, begin + 1)).Hint("a name in bars ends on its own line");
      sound_ = false;
    } else {
      ++at_;
    }
    EndDatum();
  }

  void SkipRest() {
    while (at_ < text_.size() && IsNameRest(text_[at_])) ++at_;
  }

  void Atom() {
    const size_t begin = at_;
    SkipRest();
    const std::string_view atom = text_.substr(begin, at_ - begin);
    if (atom.size() > 2 && atom.starts_with("^:")) {
      at_ = begin;
      return Prefix(atom.size());
    }
    if (atom == "^" && Peek(0) == '{') {
      at_ = begin;
      return OpenBracket(2, '}', false, true);
    }
    if (atom.size() > 1 && atom.back() == '.' && atom.front() != ':' && Peek(0) == '[') {
      at_ = begin;
      return OpenBracket(atom.size() + 1, ']', true);
    }
    BeginDatum(begin);
    EndDatum();
  }

  void Hash() {
    switch (Peek(1)) {
      case ';':
        return Prefix(2);
      case '(':
        return OpenBracket(2, ')');
      case '{':
        return OpenBracket(2, '}');
      case '\\': {
        BeginDatum(at_);
        at_ += 2;
        if (at_ < text_.size() && text_[at_] != '\n') at_ += SequenceLength(text_[at_]);
        at_ = at_ < text_.size() ? at_ : text_.size();
        SkipRest();
        return EndDatum();
      }
      default:
        if (const auto begin = text_.substr(at_, 4); begin == "#u8(" || begin == "#U8(") return OpenBracket(4, ')');
        const size_t begin = at_++;
        SkipRest();
        // A directive is no datum: it stands like a comment in a form, and alone at the top level.
        if (IsDirective(text_.substr(begin, at_ - begin)) && (!at_top() || HasPending())) return;
        BeginDatum(begin);
        return EndDatum();
    }
  }

  // --- top-level forms ---------------------------------------------------------------------------------------------

  void BeginTopLevel() {
    findings_.Flush(sink_);
    open_.clear();
    kinds_open_ = {};
    excess_ = 0;
    depth_ = 0;
    sound_ = true;
    in_form_ = false;
    too_deep_ = false;
    has_suspect_ = false;
    pending_count_ = 0;
  }

  // A datum or a mark begins at `begin`.
  void BeginForm(size_t begin) {
    if (in_form_) return;
    in_form_ = true;
    form_begin_ = begin;
    form_line_start_ = line_start_;
  }

  void BeginDatum(size_t begin) {
    BeginForm(begin);
    pending_count_ = 0;
  }

  // A datum ends here; at the top level it is a form.
  void EndDatum() {
    if (!at_top()) return;
    // What follows a bracket of the wrong kind on its line is likely a piece of the same form.
    if (sound_ && form_line_start_ != mismatch_line_) result_.forms.push_back(Range(form_begin_, at_));
    last_form_ = Range(form_begin_, at_);
    BeginTopLevel();
  }

  // The text up to the end belongs to something unclosed that was reported.
  void Swallow() {
    swallowed_ = true;
    sound_ = false;
  }

  static ByteRange Range(size_t begin, size_t end) {
    return {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
  }

  // --- marks: ' ` , ,@ #; ^:flag -------------------------------------------------------------------------------------

  bool HasPending() const { return pending_count_ > 0; }

  void Prefix(size_t length) {
    BeginForm(at_);
    pending_ = Range(at_, at_ + length);
    ++pending_count_;
    CheckDepth(at_);
    at_ += length;
  }

  // A mark that nothing follows.
  void ReportPending() {
    if (!HasPending()) return;
    Report(DiagKind::MissingDatum, At(pending_.begin, pending_.end),
           {std::string(text_.substr(pending_.begin, pending_.end - pending_.begin))});
    sound_ = false;
    pending_count_ = 0;
  }

  // --- brackets ------------------------------------------------------------------------------------------------------

  static size_t KindIndex(char close) { return close == ')' ? 0 : close == ']' ? 1 : 2; }

  void CheckDepth(size_t offset) {
    if (depth_ + pending_count_ < kMaxDepth || !sound_) return;
    Report(DiagKind::NestedTooDeep, At(offset, offset + 1), {std::to_string(kMaxDepth)})
        .Note(At(form_begin_, form_begin_ + 1), "in the form that begins here");
    sound_ = false;
    too_deep_ = true;
  }

  void OpenBracket(size_t length, char close, bool is_path = false, bool is_meta = false) {
    BeginForm(at_);
    CheckDepth(at_);
    if (open_.size() >= kMaxDepth) {
      ++excess_;
    } else {
      open_.push_back(Open{static_cast<uint32_t>(at_), static_cast<uint32_t>(at_ - line_start_),
                           static_cast<uint32_t>(pending_count_), close, is_path, is_meta});
      depth_ += 1 + pending_count_;
      ++kinds_open_[KindIndex(close)];
    }
    pending_count_ = 0;
    at_ += length;
  }

  void Close(char c) {
    ReportPending();
    if (excess_ > 0) {
      --excess_;
      ++at_;
      return;
    }
    if (open_.empty()) return UnexpectedClose(c);
    if (open_.back().close != c) {
      MismatchedClose(c);
      // When an outer bracket waits for this one, the inner ones were forgotten; else this one is a slip of the finger.
      if (kinds_open_[KindIndex(c)] > 0) {
        while (open_.back().close != c) Pop();
      }
    }
    const Open closed = open_.back();
    Pop();
    ++at_;
    if (closed.is_path && c == ']' && ContinuePath()) return;
    if (closed.is_meta) {
      // The whole of ^{...} is a mark; those before it wait on.
      pending_ = Range(closed.offset, at_);
      pending_count_ = closed.prefixes + 1;
      return;
    }
    EndDatum();
  }

  void Pop() {
    const Open& top = open_.back();
    depth_ -= 1 + top.prefixes;
    --kinds_open_[KindIndex(top.close)];
    open_.pop_back();
  }

  // After the `]` of a path: a.[i].b ends in a field, a.[i].b.[ and a.[i].[ go on. Says whether it goes on.
  bool ContinuePath() {
    const char after = Peek(1);
    if (Peek(0) != '.' || !(after == '[' || IsNameRest(after))) return false;
    SkipRest();
    if (text_[at_ - 1] != '.' || Peek(0) != '[') return false;
    OpenBracket(1, ']', true);
    return true;
  }

  void UnexpectedClose(char c) {
    const size_t begin = at_;
    while (at_ < text_.size() && (text_[at_] == ')' || text_[at_] == ']' || text_[at_] == '}')) ++at_;
    if (mismatch_line_ == line_start_) return BeginTopLevel();  // a consequence of what was said about this line
    Finding& finding = Report(DiagKind::UnexpectedClose, At(begin, at_), {std::string(1, c)});
    if (last_form_.end > last_form_.begin) {
      finding.Note(At(last_form_.end - 1, last_form_.end), "the form before it ends here already");
    }
    BeginTopLevel();
  }

  void MismatchedClose(char c) {
    const Open& top = open_.back();
    mismatch_line_ = line_start_;
    if (sound_) {
      const std::string_view opener = OpenerText(top);
      Report(DiagKind::MismatchedClose, At(at_, at_ + 1), {std::string(1, c), std::string(opener)})
          .Note(At(top.offset, top.offset + opener.size()), fmt::format("this waits for `{}`", top.close));
    }
    sound_ = false;
  }

  std::string_view OpenerText(const Open& open) const {
    const size_t end = text_.find_first_of("([{", open.offset);
    return text_.substr(open.offset, end - open.offset + 1);
  }

  // --- Note [unclosed brackets] --------------------------------------------------------------------------------------

  void LookAtIndentation(char c) {
    if (!recovering_ || open_.empty()) return;
    const size_t column = at_ - line_start_;
    if (!has_suspect_ && column <= open_.back().column) {
      has_suspect_ = true;
      suspect_ = open_.back();
      suspect_line_ = at_;
    }
    if (column == 0 && c == '(') {
      ReportUnclosed();
      BeginTopLevel();
    }
  }

  void ReportUnclosed() {
    if (too_deep_) return;
    const Open& blamed = has_suspect_ ? suspect_ : open_.back();
    const std::string_view opener = OpenerText(blamed);
    Finding& finding = Report(DiagKind::UnclosedBracket, At(blamed.offset, blamed.offset + opener.size()),
                              {std::string(opener)});
    if (has_suspect_) {
      finding.Note(At(suspect_line_, suspect_line_ + 1), "indented as if it were closed before this line");
    }
    if (blamed.offset != open_.front().offset) {
      finding.Note(At(open_.front().offset, open_.front().offset + 1), "in the form that begins here");
    }
    finding.Hint(fmt::format("close it with `{}`", blamed.close));
  }

  source::FileId file_;
  std::string_view text_;
  source::Sink& sink_;
  ScanResult result_;
  Findings findings_;

  size_t at_ = 0;
  size_t line_start_ = 0;
  bool at_line_start_ = true;
  size_t mismatch_line_ = std::string_view::npos;  // start of the last line with a bracket of the wrong kind

  // The top-level form in hand.
  bool in_form_ = false;
  bool sound_ = true;
  bool too_deep_ = false;
  size_t form_begin_ = 0;
  size_t form_line_start_ = 0;
  std::vector<Open> open_;
  std::array<size_t, 3> kinds_open_ = {};
  size_t depth_ = 0;   // of open_, marks included
  size_t excess_ = 0;  // brackets beyond kMaxDepth, only counted
  ByteRange pending_;  // the last mark
  size_t pending_count_ = 0;
  ByteRange last_form_;

  bool swallowed_ = false;
  bool recovering_ = false;
  bool has_suspect_ = false;
  Open suspect_ = {};
  size_t suspect_line_ = 0;
};

// False when the text cannot be read as text at all.
bool CheckBytes(source::FileId file, std::string_view text, source::Sink& sink) {
  const auto report = [&](size_t offset, DiagKind kind) -> source::Diagnostic& {
    const Span span{file, static_cast<uint32_t>(offset), static_cast<uint32_t>(offset + 1)};
    return sink.Report(kind, span, static_cast<unsigned>(static_cast<unsigned char>(text[offset])));
  };
  if (const auto bad = source::FirstInvalidUtf8(text)) {
    report(*bad, DiagKind::InvalidUtf8).Hint("source files are UTF-8");
    return false;
  }
  const size_t nul = text.find('\0');
  if (nul != std::string_view::npos) {
    report(nul, DiagKind::BinaryByte);
    return false;
  }
  return true;
}

}  // namespace

ScanResult ScanBrackets(const source::SourceFiles& files, source::FileId file, source::Sink& sink) {
  const std::string_view text = files[file].text();
  if (!CheckBytes(file, text, sink)) return {};
  return Scanner(file, text, sink).Run();
}

}  // namespace omni::syntax

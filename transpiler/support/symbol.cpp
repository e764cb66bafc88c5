#include "support/symbol.h"

#include <cstring>

namespace omni::support {

namespace {

constexpr size_t kFirstSlots = 4096;
constexpr size_t kChunkBytes = 64 * 1024;

// FNV-1a, folded: names are short, and the same hash on every machine keeps runs alike.
uint32_t Hash(std::string_view text) {
  uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001b3U;
  }
  return static_cast<uint32_t>(hash ^ (hash >> 32));
}

}  // namespace

SymbolTable::SymbolTable() : slots_(kFirstSlots, Symbol::kNone) {}

// The slot that holds `text`, or the free one where it belongs.
size_t SymbolTable::Slot(std::string_view text, uint32_t hash) const {
  const size_t mask = slots_.size() - 1;
  for (size_t slot = hash & mask;; slot = (slot + 1) & mask) {
    const uint32_t index = slots_[slot];
    if (index == Symbol::kNone) return slot;
    const Entry& entry = texts_[index];
    if (entry.hash == hash && std::string_view(entry.text, entry.size) == text) return slot;
  }
}

void SymbolTable::Grow() {
  std::vector<uint32_t> slots(slots_.size() * 2, Symbol::kNone);
  const size_t mask = slots.size() - 1;
  for (size_t index = 0; index < texts_.size(); ++index) {
    if (texts_[index].alias_of != Symbol::kNone) continue;
    size_t slot = texts_[index].hash & mask;
    while (slots[slot] != Symbol::kNone) slot = (slot + 1) & mask;
    slots[slot] = static_cast<uint32_t>(index);
  }
  slots_ = std::move(slots);
}

const char* SymbolTable::Store(std::string_view text) {
  if (text.size() > chunk_left_) {
    const size_t bytes = text.size() > kChunkBytes ? text.size() : kChunkBytes;
    chunks_.push_back(std::make_unique<char[]>(bytes));
    chunk_next_ = chunks_.back().get();
    chunk_left_ = bytes;
  }
  char* const place = chunk_next_;
  if (!text.empty()) std::memcpy(place, text.data(), text.size());
  chunk_next_ += text.size();
  chunk_left_ -= text.size();
  return place;
}

Symbol SymbolTable::Intern(std::string_view text) {
  const uint32_t hash = Hash(text);
  size_t slot = Slot(text, hash);
  if (slots_[slot] != Symbol::kNone) return Symbol(slots_[slot]);
  if ((texts_.size() + 1) * 2 > slots_.size()) {
    Grow();
    slot = Slot(text, hash);
  }
  const uint32_t index = static_cast<uint32_t>(texts_.size());
  Entry entry;
  entry.text = Store(text);
  entry.size = static_cast<uint32_t>(text.size());
  entry.hash = hash;
  texts_.push_back(entry);
  slots_[slot] = index;
  return Symbol(index);
}

Symbol SymbolTable::AddAlias(Symbol of, uint32_t note) {
  Entry entry = texts_[of.index()];
  entry.alias_of = of.index();
  entry.note = note;
  const auto index = static_cast<uint32_t>(texts_.size());
  texts_.push_back(entry);
  if (first_alias_ == Symbol::kNone) first_alias_ = index;
  return Symbol(index);
}

Symbol SymbolTable::Find(std::string_view text) const {
  const uint32_t index = slots_[Slot(text, Hash(text))];
  return index == Symbol::kNone ? Symbol() : Symbol(index);
}

Symbol Intern(std::string_view text) { return Symbols().Intern(text); }

}  // namespace omni::support

#include "syntax/contract.h"

#include <array>
#include <optional>

#include <fmt/format.h>

namespace omni::syntax {

namespace {


constexpr std::array<std::string_view, 5> kNames = {"stack", "region", "heap", "no-alloc", "max-bytes"};

std::optional<ContractKind> KindOf(std::string_view keyword) {
  if (!keyword.empty() && keyword.front() == ':') keyword.remove_prefix(1);
  for (size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == keyword) return static_cast<ContractKind>(i);
  }
  return std::nullopt;
}

class Taker {
 public:
  Taker(Form& form) : form_(form) {}

  std::vector<Contract> Run() {
    Visit(form_.root(), DatumId(), false);
    while (!work_.empty()) {
      const Item item = work_.back();
      work_.pop_back();
      const std::vector<DatumId> children(form_.children(item.list).begin(), form_.children(item.list).end());
      const bool is_call = form_.kind(item.list) == DatumKind::List && !children.empty() &&
                           form_.kind(children[0]) == DatumKind::Symbol;
      const std::string_view head = is_call ? form_.symbol(children[0]).text() : std::string_view();
      const bool defines = head == "define" || head == "defn";
      const bool lambda = head == "lambda" || head == "fn" || head == "λ";
      if (head == "quote" || head == "quasiquote" || head == "struct" || head == "defstruct" ||
          head == "define-record-type") {
        continue;
      }
      for (size_t i = 0; i < children.size(); ++i) {
        if (item.is_header && i > 0 && form_.kind(children[i]) == DatumKind::Meta) continue;  // a parameter
        const bool is_struct = defines && i == 1 && form_.kind(children[1]) == DatumKind::Brace;
        if (is_struct) break;
        Visit(children[i], defines && i == 1 ? item.list : DatumId(), (defines && i == 1) || (lambda && i == 1));
      }
    }
    return std::move(contracts_);
  }

 private:
  struct Item {
    DatumId list;
    bool is_header;
  };

  void Visit(DatumId datum, DatumId definition, bool is_header) {
    while (form_.kind(datum) == DatumKind::Meta && Take(datum, definition)) {
    }
    const bool nests = form_.kind(datum) >= DatumKind::List && form_.kind(datum) != DatumKind::Meta &&
                       form_.kind(datum) != DatumKind::Vector && form_.kind(datum) != DatumKind::Bytes;
    if (nests) work_.push_back({datum, is_header});
  }

  // True when `datum` was a contract; then it is what stood behind it.
  bool Take(DatumId datum, DatumId definition) {
    const auto children = form_.children(datum);
    if (children.size() != 2) return false;
    const DatumId flag = children[0];
    const DatumId target = children[1];
    Contract contract;
    contract.span = form_.span(flag);
    contract.definition = definition.valid() ? form_.span(definition) : source::Span();
    std::vector<Contract> found;
    if (form_.kind(flag) == DatumKind::Keyword) {
      const std::optional<ContractKind> kind = KindOf(form_.symbol(flag).text());
      if (!kind || *kind == ContractKind::MaxBytes) return false;
      contract.kind = *kind;
      found.push_back(contract);
    } else if (form_.kind(flag) == DatumKind::Dict || form_.kind(flag) == DatumKind::Brace) {
      const auto parts = form_.children(flag);
      for (size_t i = 0; i + 1 < parts.size(); i += 2) {
        const bool named = form_.kind(parts[i]) == DatumKind::Keyword &&
                           KindOf(form_.symbol(parts[i]).text()) == ContractKind::MaxBytes;
        if (!named || form_.kind(parts[i + 1]) != DatumKind::Int || form_.integer(parts[i + 1]) < 0) return false;
        contract.kind = ContractKind::MaxBytes;
        contract.max_bytes = form_.integer(parts[i + 1]);
        found.push_back(contract);
      }
    } else {
      return false;
    }
    for (Contract& each : found) {
      each.target = form_.span(target);
      contracts_.push_back(each);
    }
    form_.Replace(datum, target);
    return true;
  }

  Form& form_;
  std::vector<Item> work_;
  std::vector<Contract> contracts_;
};

}  // namespace

std::vector<Contract> TakeContracts(Form& form) {
  for (size_t i = 0; i < form.size(); ++i) {
    if (form.kind(DatumId(i)) == DatumKind::Meta) return Taker(form).Run();
  }
  return {};
}

std::string Spelling(const Contract& contract) {
  const std::string_view name = kNames[static_cast<size_t>(contract.kind)];
  return contract.kind == ContractKind::MaxBytes ? fmt::format("^{{:{} {}}}", name, contract.max_bytes)
                                                 : fmt::format("^:{}", name);
}

}  // namespace omni::syntax

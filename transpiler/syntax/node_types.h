// What the nodes of grammar.js are called on our side of the parser library.
#pragma once

#include <cstdint>

namespace omni::syntax {

// The named nodes of grammar.js.
enum class NodeType : uint8_t {
  Token,  // brackets and marks, which say nothing that their parent does not
  File,
  List,
  Bracket,
  Brace,
  Dict,
  Vector,
  Bytes,
  Quote,
  Quasiquote,
  Unquote,
  UnquoteSplicing,
  Meta,
  MetaDict,
  Path,
  Dot,
  MetaFlag,
  PathHead,
  PathStep,
  PathField,
  String,
  Character,
  Number,
  Boolean,
  Keyword,
  Symbol,
  BarSymbol,
  Comment,
  DatumComment,
  Directive,
  Error,
};

struct NamedNode {
  const char* name;
  NodeType type;
};

inline constexpr NamedNode kNamedNodes[] = {
    {"source_file", NodeType::File},
    {"list", NodeType::List},
    {"bracket", NodeType::Bracket},
    {"brace", NodeType::Brace},
    {"dict", NodeType::Dict},
    {"vector", NodeType::Vector},
    {"bytes", NodeType::Bytes},
    {"quote", NodeType::Quote},
    {"quasiquote", NodeType::Quasiquote},
    {"unquote", NodeType::Unquote},
    {"unquote_splicing", NodeType::UnquoteSplicing},
    {"meta", NodeType::Meta},
    {"meta_dict", NodeType::MetaDict},
    {"path", NodeType::Path},
    {"dot", NodeType::Dot},
    {"meta_flag", NodeType::MetaFlag},
    {"path_head", NodeType::PathHead},
    {"path_step", NodeType::PathStep},
    {"path_field", NodeType::PathField},
    {"string", NodeType::String},
    {"character", NodeType::Character},
    {"number", NodeType::Number},
    {"boolean", NodeType::Boolean},
    {"keyword", NodeType::Keyword},
    {"symbol", NodeType::Symbol},
    {"bar_symbol", NodeType::BarSymbol},
    {"comment", NodeType::Comment},
    {"block_comment", NodeType::Comment},
    {"datum_comment", NodeType::DatumComment},
    {"directive", NodeType::Directive},
};

}  // namespace omni::syntax

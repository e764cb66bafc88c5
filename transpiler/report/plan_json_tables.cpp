#include <algorithm>
#include <map>
#include <set>

#include "emit/names.h"
#include "report/json.h"
#include "rir/print.h"

namespace omni::report {

namespace {

std::string_view KindName(rir::RegionKind kind) {
  switch (kind) {
    case rir::RegionKind::Local: return "local";
    case rir::RegionKind::Stack: return "stack";
    case rir::RegionKind::Dest: return "dest";
    case rir::RegionKind::Outside: return "outside";
    case rir::RegionKind::Global: return "global";
    default: return "other";
  }
}

std::string_view KindName(core::VarKind kind) {
  switch (kind) {
    case core::VarKind::Param: return "parameter";
    case core::VarKind::Captured: return "captured";
    case core::VarKind::Local: return "local";
    case core::VarKind::Temp: return "temporary";
  }
  return "";
}

// `car`, `elem`, `field:name`, `captured:0`.
std::string FieldName(const rir::Module& program, const rir::Field& field) {
  if (field.kind == core::FieldKind::Captured || field.kind == core::FieldKind::Param) {
    return fmt::format("{}:{}", rir::Word(field.kind), field.index);
  }
  if (field.kind != core::FieldKind::Field) return std::string(rir::Word(field.kind));
  for (const core::StructType& type : program.structs) {
    if (field.index >= type.first_field && field.index < type.first_field + type.fields.size()) {
      return fmt::format("field:{}.{}", type.name.text(), type.fields[field.index - type.first_field].name.text());
    }
  }
  return fmt::format("field:{}", field.index);
}

std::string NodeId(const std::string& function, rir::NodeId node) { return fmt::format("{}/n{}", function, node.index()); }

Json LinesJson(uint32_t first, uint32_t last) {
  return first == 0 ? Json(nullptr) : Json{{"line", first}, {"end_line", last}};
}

// Statements that the function reaches from its body.
std::vector<core::StmtId> Placed(const core::Function& code) {
  std::vector<core::StmtId> placed;
  std::vector<core::BlockId> work;
  if (code.body.valid()) work.push_back(code.body);
  while (!work.empty()) {
    const core::BlockId block = work.back();
    work.pop_back();
    for (const core::StmtId id : code.blocks[block].stmts) {
      placed.push_back(id);
      for (const core::BlockId inner : code.stmts[id].blocks) {
        if (inner.valid()) work.push_back(inner);
      }
    }
  }
  return placed;
}

using Spans = std::map<std::pair<uint32_t, uint32_t>, source::Span>;  // by place, each once

// The expressions that use each variable, by VarId.
std::vector<Spans> UsesOf(const core::Function& code) {
  std::vector<Spans> uses(code.vars.size());
  for (const core::StmtId id : Placed(code)) {
    const core::Stmt& stmt = code.stmts[id];
    for (const core::Atom atom : code.args(stmt)) {
      if (atom.is_var() && stmt.span.valid()) uses[atom.var().index()][{stmt.span.begin, stmt.span.end}] = stmt.span;
    }
  }
  return uses;
}

}  // namespace

Json PlaceJson(const Subject& subject, source::Span span) {
  if (!span.valid()) return nullptr;
  const source::SourceFile& file = subject.files[span.file];
  const source::Location begin = file.Locate(span.begin);
  const source::Location end = file.Locate(span.end);
  return Json{{"file", file.path()},
              {"line", begin.line},
              {"column", begin.column},
              {"end_line", end.line},
              {"end_column", end.column}};
}

Json FilesTable(const Subject& subject) {
  std::set<std::string> used;
  for (const rir::Function& function : subject.program.functions) {
    if (function.code.span.valid()) used.insert(subject.files[function.code.span.file].path());
  }
  const source::FileId main = subject.program.main_file;
  if (main.valid()) used.insert(subject.files[main].path());
  Json table = Json::array();
  for (const std::string& path : used) {
    const bool is_main = main.valid() && subject.files[main].path() == path;
    table.push_back({{"path", path}, {"main", is_main}, {"library", !path.empty() && path[0] == '<'}});
  }
  return table;
}

Json FunctionsTable(const Subject& subject, const std::vector<std::string>& ids) {
  std::map<core::FuncId, const emit::FunctionLines*> lines;
  for (const emit::FunctionLines& entry : subject.trace.functions) lines[entry.function] = &entry;
  Json table = Json::array();
  for (const rir::Function& function : subject.program.functions) {
    const core::Function& code = function.code;
    if (code.is_extern) continue;
    const auto found = lines.find(code.id);
    const emit::FunctionLines place = found == lines.end() ? emit::FunctionLines{} : *found->second;
    Json params = Json::array();
    for (const core::VarId param : code.params) params.push_back(std::string(code.vars[param].name.text()));
    table.push_back({{"id", ids[code.id.index()]},
                     {"name", std::string(code.name.text())},
                     {"entry", code.is_entry},
                     {"library", code.is_prelude},
                     {"takes_dest", function.takes_dest},
                     {"parameters", std::move(params)},
                     {"parent", code.parent.valid() ? Json(ids[code.parent.index()]) : Json(nullptr)},
                     {"place", PlaceJson(subject, code.span)},
                     {"c_name", place.name.empty() ? Json(nullptr) : Json(place.name)},
                     {"c_comment_line", place.comment == 0 ? Json(nullptr) : Json(place.comment)},
                     {"c", LinesJson(place.first, place.last)},
                     {"c_entry", LinesJson(place.entry_first, place.entry_last)}});
  }
  return table;
}

Json VariablesTable(const Subject& subject, const std::vector<std::string>& ids) {
  std::map<std::pair<core::FuncId, core::VarId>, std::string_view> c_names;
  for (const emit::VariableName& entry : subject.trace.variables) c_names[{entry.function, entry.var}] = entry.name;
  Json table = Json::array();
  for (const rir::Function& function : subject.program.functions) {
    const core::Function& code = function.code;
    const std::vector<Spans> uses = UsesOf(code);
    for (const core::VarId var : code.vars.ids()) {
      const core::Var& data = code.vars[var];
      const rir::NodeId node = var.index() < function.node_of.size() ? function.node_of[var.index()] : rir::NodeId();
      if (code.is_extern || !node.valid()) continue;
      Json places = Json::array();
      for (const auto& [key, span] : uses[var.index()]) places.push_back(PlaceJson(subject, span));
      const auto c_name = c_names.find({code.id, var});
      table.push_back({{"function", ids[code.id.index()]},
                       {"name", std::string(data.name.text())},
                       {"kind", std::string(KindName(data.kind))},
                       {"c_name", c_name == c_names.end() ? Json(nullptr) : Json(std::string(c_name->second))},
                       {"node", NodeId(ids[code.id.index()], node)},
                       {"place", PlaceJson(subject, data.span)},
                       {"uses", std::move(places)}});
    }
  }
  return table;
}

Json NodesTable(const Subject& subject, const std::vector<std::string>& ids) {
  Json table = Json::array();
  for (const rir::Function& function : subject.program.functions) {
    if (function.code.is_extern) continue;
    const std::string& id = ids[function.code.id.index()];
    for (const rir::NodeId node : function.nodes.ids()) {
      const rir::Node& data = function.nodes[node];
      Json fields = Json::object();
      for (const rir::Field& field : data.fields) fields[FieldName(subject.program, field)] = NodeId(id, field.target);
      Json variables = Json::array();
      for (const core::VarId var : function.code.vars.ids()) {
        if (var.index() < function.node_of.size() && function.node_of[var.index()] == node) {
          variables.push_back(std::string(function.code.vars[var].name.text()));
        }
      }
      const bool placed = data.region.valid();
      table.push_back({{"id", NodeId(id, node)},
                       {"function", id},
                       {"region", placed ? Json(id + "/" + emit::Mangle(function.regions[data.region].name)) : Json(nullptr)},
                       {"result", function.result_node == node},
                       {"unknown_structure", data.any},
                       {"fields", std::move(fields)},
                       {"variables", std::move(variables)}});
    }
  }
  return table;
}

Json RegionsTable(const Subject& subject, const std::vector<std::string>& ids, const std::vector<DecisionView>& views) {
  Json table = Json::array();
  for (const rir::Function& function : subject.program.functions) {
    if (function.code.is_extern) continue;
    const core::FuncId function_id = function.code.id;
    const std::string& id = ids[function_id.index()];
    for (const rir::RegionId region : function.regions.ids()) {
      const rir::Region& data = function.regions[region];
      Json decisions = Json::array();
      for (const DecisionView& view : views) {
        if (view.function == function_id && view.region == emit::Mangle(data.name)) decisions.push_back(view.id);
      }
      std::set<std::string> holds;
      for (const core::VarId var : function.code.vars.ids()) {
        const rir::NodeId node = var.index() < function.node_of.size() ? function.node_of[var.index()] : rir::NodeId();
        if (node.valid() && function.nodes[node].region == region) holds.insert(std::string(function.code.vars[var].name.text()));
      }
      table.push_back({{"id", id + "/" + emit::Mangle(data.name)},
                       {"function", id},
                       {"name", emit::Mangle(data.name)},
                       {"kind", std::string(KindName(data.kind))},
                       {"holds", holds},
                       {"decisions", std::move(decisions)}});
    }
  }
  return table;
}

}  // namespace omni::report

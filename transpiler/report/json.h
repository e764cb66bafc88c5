// Parts of reports that are JSON.
#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

#include "report/view.h"

namespace omni::report {

using Json = nlohmann::json;

// {file, line, column, end_line, end_column}, or null.
Json PlaceJson(const Subject& subject, source::Span span);

// Tables of the plan: one array of rows each, in the order of the program.
Json FilesTable(const Subject& subject);
Json FunctionsTable(const Subject& subject, const std::vector<std::string>& ids);
Json VariablesTable(const Subject& subject, const std::vector<std::string>& ids);
Json NodesTable(const Subject& subject, const std::vector<std::string>& ids);
Json RegionsTable(const Subject& subject, const std::vector<std::string>& ids, const std::vector<DecisionView>& views);

}  // namespace omni::report

#pragma once
// From data to core: definitions are collected, then each top-level form goes through ast to core and is dropped.

#include "ast/import.h"
#include "core/core.h"
#include "source/diagnostics.h"
#include "source/source_file.h"
#include "syntax/parse.h"

namespace omni::core {

struct BuildOptions {
    bool allow_extern = false;    ///< calls of unbound names are calls of C functions
    bool extern_borrows = false;  ///< ... that only look at their arguments: the user's word for it
    bool trmc = true;             ///< recursions modulo cons become loops
    bool procedure_versions = true;  ///< of functions, for the procedures that they get
    bool pending_calls = true;    ///< tail calls of unknown functions that may come back take no stack
};

/// A file of the program, parsed.
struct SourceUnit {
    source::FileId file;
    std::string library;               ///< it is one of the file's libraries: `my lib`. Empty: the file itself
    syntax::ParsedFile parsed;
    std::vector<ast::Import> imports;  ///< their targets are positions in the list of units
};

/// The whole program in core, with the prelude functions that it reaches. What is wrong with the program goes to `sink`;
/// the module may only be used when that has no errors. `parsed` is emptied on the way, to keep memory low. Prelude
/// sources are added to `files`.
/// `units`: imported files first, the main file last.
Module BuildModule(source::SourceFiles& files, std::vector<SourceUnit>&& units, const BuildOptions& options,
                   source::Sink& sink);
/// A program of one file.
Module BuildModule(source::SourceFiles& files, syntax::ParsedFile&& parsed, const BuildOptions& options,
                   source::Sink& sink);

}  // namespace omni::core

#pragma once
// What a file imports: other files, by their path, and standard libraries, which are built in.
//
//   (import "lib/shapes.omni" (only "lib/util.omni" sum) (prefix (rename "lib/queue.omni" (make new)) queue-))
//   (import (scheme base) (srfi 1))

#include <string>
#include <utility>
#include <vector>

#include "source/diagnostics.h"
#include "syntax/datum.h"

namespace omni::ast {

/// `only`, `except`, `prefix` or `rename`: what one of them makes of the names of the set inside of it.
struct ImportStep {
    enum class Kind : uint8_t { Only, Except, Prefix, Rename };
    struct Pair {
        support::Symbol from, to;   ///< Only, Except: `from`. Prefix: `to`
        source::Span span;
    };
    Kind kind = Kind::Only;
    std::vector<Pair> names;
};

/// The import of one file, or of names of the library under other names.
struct Import {
    bool is_library = false;        ///< a standard library, until who loads it finds that the program has it
    bool is_own = false;            ///< a library that is not built in: the program has to have it
    std::string library;            ///< its name: `scheme base`
    std::string path;               ///< as written, relative to the importing file
    source::Span span;              ///< of the path or the library's name
    std::vector<ImportStep> steps;  ///< the innermost first
    uint32_t target = 0;            ///< the imported file, set by who loads it
};

/// The words of a library's name with blanks in between: `my lib 1`. Empty when it is no such name.
std::string LibraryNameOf(const syntax::Form& form, syntax::DatumId name);

/// What the file's `name` is called in the library, by a `prefix` or `rename`; absent when it has that name itself or
/// nothing imports it.
support::Symbol LibraryName(const std::vector<Import>& imports, support::Symbol name);

/// True when `only` or `except` leaves the library's `name` out and no other import can bring it. What belongs to which library
/// is not asked: an `except` counts when the other imports are `(scheme ...)` libraries, an `only` when every library has one.
bool IsLeftOut(const std::vector<Import>& imports, support::Symbol name);

/// The imports of files and libraries, in source order. Reports what is malformed and libraries that do not exist.
std::vector<Import> FindImports(const std::vector<syntax::Form>& forms, source::Sink& sink);

}  // namespace omni::ast

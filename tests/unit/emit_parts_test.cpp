// Names, literals, expressions, line breaks and templates of the emit stage.

#include <criterion/criterion.h>

#include "assert_text.h"
#include "emit/constants.h"
#include "emit/names.h"
#include "emit/templates.h"
#include "emit/writer.h"
#include "support/file_system.h"

using namespace omni::emit;

Test(emit_names, mangling_reads_like_the_source)
{
    const std::pair<const char*, const char*> cases[] = {
        {"make-pair", "make_pair"}, {"empty?", "is_empty"},   {"is-odd?", "is_odd"},      {"set-x!", "set_x"},
        {"a->b", "a_to_b"},         {"*global*", "global"},   {"+", "plus"},              {"-", "minus"},
        {"*", "star"},              {"1+", "n1_plus"},        {"string<?", "is_string_less"}, {"a--b", "a_b"},
        {"\xCE\xBB", "u3bb"},       {"!", "bang"},            {"Point", "Point"},         {"x<=y", "x_less_equal_y"},
    };
    for (const auto& [source, name] : cases) {
        ASSERT_TEXT(Mangle(source), name);
    }
}

Test(emit_names, nothing_reserved_is_taken_and_equals_are_told_apart)
{
    NameScope file(NameScope::Level::File);
    NameScope function(NameScope::Level::Function);
    for (const char* name : {"while", "bool", "errno", "INT_MAX", "region_exit", "mk_pair", "omni_x", "Pair", "size_t",
                             "sin", "main", "self", "dest", "typeof", "EOF"}) {
        ASSERT_TEXT(file.Take(name), std::string(name) + "_");
        ASSERT_TEXT(function.Take(name), std::string(name) + "_");
    }
    // A local variable may be called like a library function, a function of the file may not.
    ASSERT_TEXT(file.Take("index"), "index_");
    ASSERT_TEXT(function.Take("index"), "index");
    ASSERT_TEXT(function.Take("x"), "x");
    ASSERT_TEXT(function.Take("x"), "x_2");
    ASSERT_TEXT(function.Take("x_2"), "x_2_2");
    ASSERT_TEXT(function.Take("x"), "x_3");
    ASSERT_TEXT(function.Take("N"), "N");
}

Test(emit_literals, are_safe_c)
{
    ASSERT_TEXT(IntText(INT64_MIN), "INT64_MIN");
    ASSERT_TEXT(IntText(-7), "-7");
    ASSERT_TEXT(IntText(4294967296), "INT64_C(4294967296)");
    ASSERT_TEXT(FloatText(2), "2.0");
    ASSERT_TEXT(FloatText(0.1), "0.1");
    ASSERT_TEXT(FloatText(1e300), "1e+300");
    ASSERT_TEXT(FloatText(-1.0 / 0.0), "-INFINITY");
    ASSERT_TEXT(CharText('a'), "'a'");
    ASSERT_TEXT(CharText('\''), "'\\''");
    ASSERT_TEXT(CharText(0x3BB), "0x3BB");
    ASSERT_TEXT(StringLiteral("a\"b\\c\n\x01" "2\xC3\xA9"), R"("a\"b\\c\n\0012\303\251")");
    ASSERT_TEXT(StringLiteral("?\?/"), R"("?\?/")");
    ASSERT_TEXT(CommentText("a */ b /* c \\"), "a * / b / * c");
}

Test(emit_expressions, have_minimal_parentheses_that_compilers_accept)
{
    ExprPool pool;
    const auto name = [&](const char* text) { return pool.Text(text); };
    const auto print = [&](ExprId id) {
        std::string text;
        pool.Print(id, text);
        cr_expect(text.size() == pool[id].width, "width of `%s` is %u", text.c_str(), pool[id].width);
        return text;
    };
    const ExprId a = name("a"), b = name("b"), c = name("c");
    ASSERT_TEXT(print(pool.Binary("*", pool.Binary("+", a, b, false), c, false)), "(a + b) * c");
    ASSERT_TEXT(print(pool.Binary("-", a, pool.Binary("-", b, c, false), false)), "a - (b - c)");
    ASSERT_TEXT(print(pool.Binary("-", pool.Binary("-", a, b, false), c, false)), "a - b - c");
    ASSERT_TEXT(print(pool.Binary("||", a, pool.Binary("&&", b, c, false), false)), "a || (b && c)");
    ASSERT_TEXT(print(pool.Binary("&", pool.Binary("==", a, b, true), c, false)), "(a == b) & c");
    ASSERT_TEXT(print(pool.Binary("==", pool.Binary("<", a, b, true), c, true)), "(a < b) == c");
    ASSERT_TEXT(print(pool.Not(pool.Binary("<", a, b, true))), "a >= b");
    ASSERT_TEXT(print(pool.Not(pool.Binary("<", a, b, false))), "!(a < b)");
    ASSERT_TEXT(print(pool.Not(pool.Not(a))), "a");
    ASSERT_TEXT(print(pool.Conditional(a, b, c)), "a ? b : c");
    ASSERT_TEXT(print(pool.Unary("(double)", pool.Binary("+", a, b, false))), "(double)(a + b)");
}

Test(emit_expressions, break_where_the_line_ends)
{
    ExprPool pool;
    std::vector<ExprId> args;
    for (int i = 0; i < 9; ++i) {
        args.push_back(pool.Text("argument_name"));
    }
    args.push_back(pool.Text("\"where+1: (a very long expression that has to be broken somewhere in the middle of it because it is long)\""));
    std::string text = "    ";
    pool.Format(pool.Call("function_name", args, effect::kCall), 4, 4, 1, text);
    size_t begin = 0;
    size_t lines = 0;
    while (begin <= text.size()) {
        const size_t end = std::min(text.find('\n', begin), text.size());
        cr_expect(end - begin <= kLineLimit, "%zu columns:\n%s", end - begin, text.c_str());
        begin = end + 1;
        ++lines;
    }
    cr_expect(lines == 4, "%s", text.c_str());
    cr_expect(text.find("\"\n") != std::string::npos, "the literal goes over two lines:\n%s", text.c_str());
}

Test(emit_templates, every_hole_is_documented_with_a_sample)
{
    for (size_t i = 0; i < static_cast<size_t>(Template::Count); ++i) {
        const auto id = static_cast<Template>(i);
        const std::string text(Templates::BuiltIn(Templates::FileName(id)));
        cr_assert(text.substr(0, 3) == "{{!", "%s has no comment", std::string(Templates::FileName(id)).c_str());
        const std::string comment = text.substr(0, text.find("}}"));
        // What a note says in words stands beside it for a house style that says it otherwise.
        const bool has_note = comment.find("note:") != std::string::npos;
        for (const std::string_view hole : Templates::Holes(id)) {
            cr_expect(comment.find("\n    " + std::string(hole) + ":") != std::string::npos, "%s: no sample of %s",
                      std::string(Templates::FileName(id)).c_str(), std::string(hole).c_str());
            cr_expect(has_note || text.find("{{" + std::string(hole) + "}}") != std::string::npos, "%s: %s is not used",
                      std::string(Templates::FileName(id)).c_str(), std::string(hole).c_str());
        }
    }
}

Test(emit_templates, a_directory_overrides_some_and_problems_name_the_line)
{
    omni::support::MemoryFileSystem files;
    files.WriteAtomically("house/if.mustache", "{{! ours }}\nif( {{condition}} )\n{\n{{then}}\n");
    files.WriteAtomically("house/return.mustache", "return{{#value}} ({{value}}){{/value}};\n");
    files.WriteAtomically("house/while.mustache", "while ({{condition}})\n  {{body}}\n");
    files.WriteAtomically("house/assign.mustache", "{{name}} := {{what}};\n");
    files.WriteAtomically("house/nonsense.mustache", "x");
    files.WriteAtomically("house/reasons.mustache", "# ours\nonly_read: nur gelesen\nno_such: x\nlast_use: {{nowhere}}\n");
    Templates templates;
    const auto problems = templates.LoadDirectory(files, "house");
    std::string found;
    for (const auto& problem : problems) {
        found += problem.file + ":" + std::to_string(problem.line) + " ";
    }
    ASSERT_TEXT(found, "house/assign.mustache:1 house/nonsense.mustache:1 house/reasons.mustache:3 "
                       "house/reasons.mustache:4 house/while.mustache:2 ");

    ExprPool pool;
    Writer writer(templates, pool);
    writer.Begin(Template::If, {pool.Text("ready")});
    writer.Render(Template::Return, {"value"});
    writer.Begin(Template::While, {"true"});
    writer.Render(Template::Break, {});
    writer.End();
    writer.End();
    writer.Render(Template::EndIf, {});
    ASSERT_TEXT(writer.Take(), "if( ready )\n{\n    return (value);\n    while (true) {\n        break;\n    }\n}\n");

    omni::reason::Reason reason;
    reason.kind = omni::reason::ReasonKind::OnlyRead;
    omni::source::SourceFiles sources;
    ASSERT_TEXT(omni::reason::Word(reason, templates.wording(), sources), "nur gelesen");
}

Test(emit_reasons, quote_source_text_on_one_short_line)
{
    omni::source::SourceFiles files;
    const std::string text = "(summarize ; all of it\n   stats \"a  b\" #\\;)";
    const auto file = files.Add("x.omni", text);
    const omni::source::Span span{file, 0, static_cast<uint32_t>(text.size())};
    ASSERT_TEXT(omni::reason::ExpressionText(files, span, 80), "(summarize stats \"a  b\" #\\;)");
    ASSERT_TEXT(omni::reason::ExpressionText(files, span, 12), "(summariz...");
    omni::reason::Reason reason;
    reason.kind = omni::reason::ReasonKind::LastUse;
    reason.names = {omni::support::Intern("a"), omni::support::Intern("b"), omni::support::Intern("c")};
    reason.expression = span;
    ASSERT_TEXT(omni::reason::Word(reason, omni::reason::WordingTable(), files),
                "last use of a, b and c: (summarize stats \"a  b\" #\\;)");
}

#include "emit/names.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <unordered_set>

#include "source/source_file.h"

namespace omni::emit {
namespace {

// All lists are sorted, for people to find what they look for.

// Keywords of C99 and of the dialects that the emitted files may meet (C11, C23, C++), and macros of the headers that
// they include.
constexpr std::string_view kReserved[] = {
    std::string_view("BUFSIZ"), std::string_view("EOF"), std::string_view("EXIT_FAILURE"),
    std::string_view("EXIT_SUCCESS"), std::string_view("FILE"), std::string_view("HUGE_VAL"),
    std::string_view("INFINITY"), std::string_view("NAN"), std::string_view("NDEBUG"), std::string_view("NULL"),
    std::string_view("RAND_MAX"), std::string_view("alignas"), std::string_view("alignof"), std::string_view("and"),
    std::string_view("asm"), std::string_view("assert"), std::string_view("auto"), std::string_view("bool"),
    std::string_view("break"), std::string_view("case"), std::string_view("catch"), std::string_view("char"),
    std::string_view("class"), std::string_view("const"), std::string_view("constexpr"), std::string_view("continue"),
    std::string_view("default"), std::string_view("delete"), std::string_view("dest"), std::string_view("do"),
    std::string_view("double"), std::string_view("else"), std::string_view("enum"), std::string_view("errno"),
    std::string_view("explicit"), std::string_view("export"), std::string_view("extern"), std::string_view("false"),
    std::string_view("float"), std::string_view("for"), std::string_view("fpclassify"), std::string_view("friend"),
    std::string_view("goto"), std::string_view("i386"), std::string_view("if"), std::string_view("inline"),
    std::string_view("int"), std::string_view("isfinite"), std::string_view("isgreater"), std::string_view("isinf"),
    std::string_view("isless"), std::string_view("isnan"), std::string_view("isnormal"), std::string_view("linux"),
    std::string_view("long"), std::string_view("main"), std::string_view("mutable"), std::string_view("namespace"),
    std::string_view("new"), std::string_view("nullptr"), std::string_view("offsetof"), std::string_view("operator"),
    std::string_view("private"), std::string_view("protected"), std::string_view("public"),
    std::string_view("register"), std::string_view("restrict"), std::string_view("return"), std::string_view("self"),
    std::string_view("setjmp"), std::string_view("short"), std::string_view("signbit"), std::string_view("signed"),
    std::string_view("sizeof"), std::string_view("static"), std::string_view("static_assert"),
    std::string_view("stderr"), std::string_view("stdin"), std::string_view("stdout"), std::string_view("struct"),
    std::string_view("switch"), std::string_view("template"), std::string_view("this"),
    std::string_view("thread_local"), std::string_view("throw"), std::string_view("true"), std::string_view("try"),
    std::string_view("typedef"), std::string_view("typeid"), std::string_view("typename"), std::string_view("typeof"),
    std::string_view("union"), std::string_view("unix"), std::string_view("unsigned"), std::string_view("using"),
    std::string_view("va_arg"), std::string_view("va_copy"), std::string_view("va_end"), std::string_view("va_list"),
    std::string_view("va_start"), std::string_view("virtual"), std::string_view("void"), std::string_view("volatile"),
    std::string_view("while"),
};

// Functions that emitted expressions call by their C name: no variable may hide them.
constexpr std::string_view kCalled[] = {
    std::string_view("acos"), std::string_view("asin"), std::string_view("atan"), std::string_view("atan2"),
    std::string_view("ceil"), std::string_view("cos"), std::string_view("exp"), std::string_view("fabs"),
    std::string_view("floor"), std::string_view("log"), std::string_view("pow"), std::string_view("sin"),
    std::string_view("sqrt"), std::string_view("tan"), std::string_view("transmigrate"), std::string_view("trunc"),
};

// External names of the C99 library, of what its headers declare in GNU mode, and of compiler builtins.
constexpr std::string_view kLibrary[] = {
    std::string_view("a64l"), std::string_view("abort"), std::string_view("abs"), std::string_view("access"),
    std::string_view("acosh"), std::string_view("alloca"), std::string_view("asctime"),
    std::string_view("asinh"), std::string_view("atanh"), std::string_view("atexit"),
    std::string_view("atof"), std::string_view("atoi"), std::string_view("atol"), std::string_view("atoll"),
    std::string_view("basename"), std::string_view("bcmp"), std::string_view("bcopy"), std::string_view("bsearch"),
    std::string_view("bzero"), std::string_view("cabs"), std::string_view("cacos"), std::string_view("calloc"),
    std::string_view("carg"), std::string_view("cbrt"), std::string_view("ccos"), std::string_view("cexp"),
    std::string_view("cimag"), std::string_view("clearenv"), std::string_view("clearerr"), std::string_view("clock"),
    std::string_view("close"), std::string_view("clog"), std::string_view("conj"), std::string_view("copysign"),
    std::string_view("cosh"), std::string_view("cpow"), std::string_view("cproj"), std::string_view("creal"),
    std::string_view("csin"), std::string_view("csqrt"), std::string_view("ctan"), std::string_view("ctermid"),
    std::string_view("ctime"), std::string_view("dcgettext"), std::string_view("dgettext"),
    std::string_view("difftime"), std::string_view("div"), std::string_view("dprintf"), std::string_view("drand48"),
    std::string_view("drem"), std::string_view("dup"), std::string_view("ecvt"), std::string_view("environ"),
    std::string_view("erand48"), std::string_view("erf"), std::string_view("erfc"), std::string_view("execl"),
    std::string_view("execle"), std::string_view("execlp"), std::string_view("execv"), std::string_view("execve"),
    std::string_view("execvp"), std::string_view("exit"), std::string_view("exp10"), std::string_view("exp2"),
    std::string_view("expm1"), std::string_view("fclose"), std::string_view("fcvt"), std::string_view("fdim"),
    std::string_view("fdopen"), std::string_view("feof"), std::string_view("ferror"), std::string_view("fflush"),
    std::string_view("ffs"), std::string_view("fgetc"), std::string_view("fgetpos"), std::string_view("fgets"),
    std::string_view("fileno"), std::string_view("finite"), std::string_view("flockfile"), std::string_view("fma"),
    std::string_view("fmax"), std::string_view("fmemopen"), std::string_view("fmin"), std::string_view("fmod"),
    std::string_view("fopen"), std::string_view("fork"), std::string_view("fprintf"), std::string_view("fputc"),
    std::string_view("fputs"), std::string_view("fread"), std::string_view("free"), std::string_view("freopen"),
    std::string_view("frexp"), std::string_view("fscanf"), std::string_view("fseek"), std::string_view("fseeko"),
    std::string_view("fsetpos"), std::string_view("ftell"), std::string_view("ftello"), std::string_view("fwrite"),
    std::string_view("gamma"), std::string_view("gcvt"), std::string_view("getc"), std::string_view("getchar"),
    std::string_view("getdelim"), std::string_view("getenv"), std::string_view("getline"), std::string_view("getopt"),
    std::string_view("getpid"), std::string_view("gets"), std::string_view("getsubopt"), std::string_view("gettext"),
    std::string_view("getw"), std::string_view("gmtime"), std::string_view("hypot"), std::string_view("ilogb"),
    std::string_view("imaxabs"), std::string_view("imaxdiv"), std::string_view("index"),
    std::string_view("initstate"), std::string_view("isalnum"), std::string_view("isalpha"),
    std::string_view("isascii"), std::string_view("isblank"), std::string_view("iscntrl"),
    std::string_view("isdigit"), std::string_view("isgraph"), std::string_view("islower"),
    std::string_view("isprint"), std::string_view("ispunct"), std::string_view("isspace"),
    std::string_view("isupper"), std::string_view("isxdigit"), std::string_view("j0"), std::string_view("j1"),
    std::string_view("jn"), std::string_view("jrand48"), std::string_view("kill"), std::string_view("l64a"),
    std::string_view("labs"), std::string_view("lcong48"), std::string_view("ldexp"), std::string_view("ldiv"),
    std::string_view("lgamma"), std::string_view("link"), std::string_view("llabs"), std::string_view("lldiv"),
    std::string_view("llrint"), std::string_view("llround"), std::string_view("localeconv"),
    std::string_view("localtime"), std::string_view("log10"), std::string_view("log1p"), std::string_view("log2"),
    std::string_view("logb"), std::string_view("longjmp"), std::string_view("lrand48"), std::string_view("lrint"),
    std::string_view("lround"), std::string_view("lseek"), std::string_view("malloc"), std::string_view("mblen"),
    std::string_view("mbstowcs"), std::string_view("mbtowc"), std::string_view("memccpy"),
    std::string_view("memchr"), std::string_view("memcmp"), std::string_view("memcpy"), std::string_view("memmove"),
    std::string_view("mempcpy"), std::string_view("memset"), std::string_view("mkdtemp"), std::string_view("mkstemp"),
    std::string_view("mktemp"), std::string_view("mktime"), std::string_view("modf"), std::string_view("mrand48"),
    std::string_view("nan"), std::string_view("nearbyint"), std::string_view("nextafter"),
    std::string_view("nexttoward"), std::string_view("nrand48"), std::string_view("on_exit"),
    std::string_view("open"), std::string_view("pause"), std::string_view("pclose"), std::string_view("perror"),
    std::string_view("pipe"), std::string_view("popen"), std::string_view("pow10"), std::string_view("printf"),
    std::string_view("psignal"), std::string_view("putc"), std::string_view("putchar"), std::string_view("putenv"),
    std::string_view("puts"), std::string_view("putw"), std::string_view("qecvt"), std::string_view("qsort"),
    std::string_view("raise"), std::string_view("rand"), std::string_view("random"), std::string_view("read"),
    std::string_view("realloc"), std::string_view("realpath"), std::string_view("remainder"),
    std::string_view("remove"), std::string_view("remquo"), std::string_view("rename"), std::string_view("rewind"),
    std::string_view("rindex"), std::string_view("rint"), std::string_view("round"), std::string_view("rpmatch"),
    std::string_view("scalb"), std::string_view("scalbln"), std::string_view("scalbn"), std::string_view("scanf"),
    std::string_view("seed48"), std::string_view("select"), std::string_view("setbuf"), std::string_view("setenv"),
    std::string_view("setlocale"), std::string_view("setstate"), std::string_view("setvbuf"),
    std::string_view("signal"), std::string_view("significand"), std::string_view("sincos"),
    std::string_view("sinh"), std::string_view("sleep"), std::string_view("snprintf"), std::string_view("sprintf"),
    std::string_view("srand"), std::string_view("srand48"), std::string_view("srandom"), std::string_view("sscanf"),
    std::string_view("stpcpy"), std::string_view("stpncpy"), std::string_view("strcasecmp"),
    std::string_view("strcat"), std::string_view("strchr"), std::string_view("strcmp"), std::string_view("strcoll"),
    std::string_view("strcpy"), std::string_view("strcspn"), std::string_view("strdup"),
    std::string_view("strerror"), std::string_view("strfmon"), std::string_view("strftime"),
    std::string_view("strlen"), std::string_view("strncasecmp"), std::string_view("strncat"),
    std::string_view("strncmp"), std::string_view("strncpy"), std::string_view("strndup"),
    std::string_view("strnlen"), std::string_view("strpbrk"), std::string_view("strrchr"),
    std::string_view("strsep"), std::string_view("strsignal"), std::string_view("strspn"),
    std::string_view("strstr"), std::string_view("strtod"), std::string_view("strtof"), std::string_view("strtok"),
    std::string_view("strtol"), std::string_view("strtold"), std::string_view("strtoll"),
    std::string_view("strtoq"), std::string_view("strtoul"), std::string_view("strtoull"),
    std::string_view("strxfrm"), std::string_view("swab"), std::string_view("system"), std::string_view("tanh"),
    std::string_view("tempnam"), std::string_view("tgamma"), std::string_view("time"), std::string_view("tmpfile"),
    std::string_view("tmpnam"), std::string_view("toascii"), std::string_view("tolower"),
    std::string_view("toupper"), std::string_view("tzname"), std::string_view("ungetc"), std::string_view("unlink"),
    std::string_view("unsetenv"), std::string_view("valloc"), std::string_view("vfork"),
    std::string_view("vfprintf"), std::string_view("vfscanf"), std::string_view("vprintf"),
    std::string_view("vscanf"), std::string_view("vsnprintf"), std::string_view("vsprintf"),
    std::string_view("vsscanf"), std::string_view("wait"), std::string_view("wcslen"),
    std::string_view("wcstombs"), std::string_view("wctomb"), std::string_view("write"), std::string_view("y0"),
    std::string_view("y1"), std::string_view("yn"),
};

// Parameters of `main` and of the functions behind closures: nothing of the file may be hidden by them.
constexpr std::string_view kParameters[] = {
    std::string_view("argc"), std::string_view("args"), std::string_view("argv"),
};

using NameSet = std::unordered_set<std::string_view>;

constexpr bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }
constexpr bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }

// What a character that C does not allow is called inside a name; empty: it only separates.
constexpr std::string_view Word(char c)
{
    switch (c) {
    case '+': return "plus";
    case '*': return "star";
    case '/': return "slash";
    case '<': return "less";
    case '>': return "greater";
    case '=': return "equal";
    case '%': return "percent";
    case '&': return "and";
    case '~': return "tilde";
    case '^': return "caret";
    case '$': return "dollar";
    case '@': return "at";
    default: return "";
    }
}

void AppendWord(std::string& out, std::string_view word)
{
    if (!out.empty() && out.back() != '_') {
        out += '_';
    }
    out += word;
}

// Type names and macros of the runtime and of <stdint.h>, which come in families.
bool HasReservedShape(std::string_view name)
{
    const auto starts = [name](std::string_view prefix) { return name.substr(0, prefix.size()) == prefix; };
    if (starts("omni_") || starts("OMNI_") || starts("region_") || starts("mk_") || starts("INT") || starts("UINT")) {
        return true;
    }
    // Types and macros; a single capital is neither, but for the I of <complex.h>.
    return (IsUpper(name[0]) && (name.size() > 1 || name[0] == 'I')) ||
           (name.size() > 2 && name.substr(name.size() - 2) == "_t");
}

}  // namespace

std::string Mangle(std::string_view name)
{
    std::string out;
    bool question = false;
    if (name.size() > 2 && name.front() == '*' && name.back() == '*') {
        name = name.substr(1, name.size() - 2);
    }
    if (name.size() > 1 && name[0] == '%' && IsLetter(name[1])) {
        name.remove_prefix(1);   // a helper, as the library writes it
    }
    if (name.size() > 1 && name.back() == '?') {
        question = true;
        name.remove_suffix(1);
    }
    for (size_t i = 0; i < name.size();) {
        const char c = name[i];
        if (IsLetter(c) || IsDigit(c)) {
            out += c;
            ++i;
            continue;
        }
        if (c == '-' && i + 1 < name.size() && name[i + 1] == '>') {
            AppendWord(out, "to_");
            i += 2;
            continue;
        }
        if ((static_cast<unsigned char>(c) & 0x80u) != 0) {
            constexpr std::string_view kHex = "0123456789abcdef";
            auto code = static_cast<uint32_t>(source::DecodeUtf8(name, i));
            std::string digits;
            for (; code != 0; code /= 16) {
                digits.insert(digits.begin(), kHex[code % 16]);
            }
            AppendWord(out, "u" + digits + "_");
            continue;
        }
        if (const std::string_view word = Word(c); !word.empty()) {
            AppendWord(out, word);
            out += '_';
        } else if (!out.empty() && out.back() != '_') {
            out += '_';
        }
        ++i;
    }
    while (!out.empty() && out.back() == '_') {
        out.pop_back();
    }
    if (out.empty()) {
        out = name == "-" ? "minus" : name == "!" ? "bang" : name == "?" ? "question" : "name";
    }
    if (question && out.substr(0, 3) != "is_") {
        out.insert(0, "is_");
    }
    if (IsDigit(out[0])) {
        out.insert(0, "n");
    }
    return out;
}

bool IsReservedAnywhere(std::string_view name)
{
    static const NameSet names = [] {
        NameSet all(std::begin(kReserved), std::end(kReserved));
        all.insert(std::begin(kCalled), std::end(kCalled));
        return all;
    }();
    return HasReservedShape(name) || names.contains(name);
}

bool IsReservedAtFileScope(std::string_view name)
{
    static const NameSet names = [] {
        NameSet all(std::begin(kLibrary), std::end(kLibrary));
        all.insert(std::begin(kParameters), std::end(kParameters));
        return all;
    }();
    return names.contains(name);
}

std::string Slug(std::string_view text, size_t limit)
{
    std::string out;
    for (const char c : text) {
        if (IsLetter(c) || IsDigit(c)) {
            out += c;
        } else if (!out.empty() && out.back() != '_') {
            out += '_';
        }
    }
    if (out.size() > limit) {
        const size_t cut = out.rfind('_', limit);
        out.resize(cut == std::string::npos || cut < limit / 2 ? limit : cut);
    }
    while (!out.empty() && out.back() == '_') {
        out.pop_back();
    }
    return out;
}

bool NameScope::Free(std::string_view name) const
{
    return !IsReservedAnywhere(name) && !(level_ == Level::File && IsReservedAtFileScope(name)) &&
           next_suffix_.count(std::string(name)) == 0;
}

std::string NameScope::Take(std::string_view wanted)
{
    std::string name(wanted);
    if (IsReservedAnywhere(name) || (level_ == Level::File && IsReservedAtFileScope(name))) {
        name += '_';
    }
    const auto [entry, is_new] = next_suffix_.emplace(name, 2);
    if (is_new) {
        return name;
    }
    const std::string stem = name + (name.back() == '_' ? "" : "_");
    int& suffix = entry->second;  // references into the map stay valid when it grows
    for (;; ++suffix) {
        std::string numbered = stem + std::to_string(suffix);
        if (next_suffix_.emplace(numbered, 2).second) {
            ++suffix;
            return numbered;
        }
    }
}

}  // namespace omni::emit

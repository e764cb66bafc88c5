/* support.h: what the tests of the runtime share. */
#ifndef OMNI_TEST_SUPPORT_H
#define OMNI_TEST_SUPPORT_H

#define _POSIX_C_SOURCE 200809L

#include <criterion/criterion.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "omni.h"

/* Sizes that hunt for deep recursion in a plain build and stay quick under instruments. */
#if OMNI_INSTRUMENTED
#define DEEP 300000
#else
#define DEEP 10000000
#endif

/* --- each test is a program of its own. Criterion does not count a failure in .fini, so tests call end_program ----- */

static inline void begin_program(void)
{
    static char name[] = "test";
    static char *argv[] = {name, NULL};
    omni_init(1, argv);
}

/* Everything but the global region must be gone. */
static inline void end_program(void)
{
    cr_assert_eq(omni_live_regions(), 1, "%u regions are live", (unsigned)omni_live_regions());
    cr_assert_eq(omni_shutdown(0), 0);
}

/* --- panics ------------------------------------------------------------------------------------------------------ */

static jmp_buf panic_jump;
static OmniErrorCode panic_code;
static char panic_message[512];
static char panic_where[128];

static inline void catch_panic(OmniErrorCode code, const char *message, const char *where)
{
    panic_code = code;
    (void)snprintf(panic_message, sizeof panic_message, "%s", message);
    (void)snprintf(panic_where, sizeof panic_where, "%s", where != NULL ? where : "");
    longjmp(panic_jump, 1);
}

/* The statement must panic with this code and this message. */
#define EXPECT_PANIC(code, message, statement)                                          \
    do {                                                                                \
        OmniPanicHandler handler_before = omni_set_panic_handler(catch_panic);          \
        if (setjmp(panic_jump) == 0) {                                                  \
            (void)(statement);                                                          \
            cr_assert_fail("no panic: %s", #statement);                                 \
        }                                                                               \
        cr_assert_eq(panic_code, (code), "%s: %s", #statement, panic_message);          \
        cr_assert_str_eq(panic_message, (message));                                     \
        (void)omni_set_panic_handler(handler_before);                                   \
    } while (0)

/* --- values ------------------------------------------------------------------------------------------------------ */

/* The external representation, in a buffer that the next call but three overwrites. */
static inline const char *shown(const Obj *value)
{
    static char buffers[4][4096];
    static int next;
    next = (next + 1) % 4;
    (void)omni_describe(value, buffers[next], sizeof buffers[next]);
    return buffers[next];
}

#define ASSERT_SHOWN(value, text) cr_assert_str_eq(shown(value), (text))

static inline Obj *text(Region *region, const char *bytes)
{
    return mk_string_region(region, bytes, strlen(bytes));
}

/* --- programs of their own ----------------------------------------------------------------------------------------- */

/* What a child process printed and how it ended. */
typedef struct Outcome {
    char output[8192];
    char errors[8192];
    int exit_code;  /* -1: killed by a signal */
} Outcome;

static inline void read_all(int from, char *buffer, size_t size)
{
    size_t used = 0;
    ssize_t count;
    char rest[4096];
    while ((count = read(from, used + 1 < size ? buffer + used : rest, used + 1 < size ? size - 1 - used : sizeof rest)) > 0) {
        if (used + 1 < size) {
            used += (size_t)count;
        }
    }
    buffer[used] = '\0';
    (void)close(from);
}

/* Sanitizers may add lines of their own. */
static inline bool starts_with(const char *bytes, const char *prefix)
{
    return strncmp(bytes, prefix, strlen(prefix)) == 0;
}

/* Runs `program` in a child and leaves it with what it returns. */
static inline void run_child(int (*program)(void), Outcome *outcome)
{
    int output[2];
    int errors[2];
    int status = 0;
    pid_t child;
    (void)fflush(NULL);
    cr_assert_eq(pipe(output), 0);
    cr_assert_eq(pipe(errors), 0);
    child = fork();
    cr_assert_geq(child, 0);
    if (child == 0) {
        (void)dup2(output[1], 1);
        (void)dup2(errors[1], 2);
        (void)close(output[0]);
        (void)close(errors[0]);
        _exit(program());
    }
    (void)close(output[1]);
    (void)close(errors[1]);
    read_all(output[0], outcome->output, sizeof outcome->output);
    read_all(errors[0], outcome->errors, sizeof outcome->errors);
    (void)waitpid(child, &status, 0);
    outcome->exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

#endif

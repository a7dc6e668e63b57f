/* What the samples share: exports, and printing without the bulk of printf. */
#ifndef SAMPLE_H
#define SAMPLE_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* An exported function takes any arguments, ends soon and depends on nothing else: tests call it at random. */
#ifdef __wasm__
#define EXPORT(name) __attribute__((used, export_name(#name)))

/* The library's own _start leaves constructors to the linker, which then runs them around every exported function. */
void __wasm_call_ctors(void);
void __wasm_call_dtors(void);
int __main_void(void);

EXPORT(_start) void _start(void)
{
    __wasm_call_ctors();
    int status = __main_void();
    __wasm_call_dtors();
    if (status != 0)
        _Exit(status);
}
#else
#define EXPORT(name)
#endif

static char sample_output[1024];
static size_t sample_length;

static inline void flush(void)
{
    for (size_t done = 0; done < sample_length;) {
        ssize_t n = write(1, sample_output + done, sample_length - done);
        if (n <= 0)
            break;
        done += (size_t)n;
    }
    sample_length = 0;
}

__attribute__((destructor)) static void sample_end(void)
{
    flush();
}

static inline void print_char(char c)
{
    if (sample_length == sizeof sample_output)
        flush();
    sample_output[sample_length++] = c;
}

static inline void print(const char *text)
{
    while (*text)
        print_char(*text++);
}

static inline void print_number(uint64_t value, unsigned base, int digits)
{
    char buffer[64];
    int n = 0;
    do
        buffer[n++] = "0123456789abcdef"[value % base];
    while ((value /= base) != 0 || n < digits);
    while (n > 0)
        print_char(buffer[--n]);
}

static inline void print_integer(int64_t value)
{
    if (value < 0)
        print_char('-');
    print_number(value < 0 ? -(uint64_t)value : (uint64_t)value, 10, 1);
}

/* Prints a number of modest size with a fixed number of decimals. */
static inline void print_fixed(double value, int decimals)
{
    uint64_t scale = 1;
    for (int i = 0; i < decimals; i++)
        scale *= 10;
    if (value < 0) {
        print_char('-');
        value = -value;
    }
    uint64_t scaled = (uint64_t)(value * (double)scale + 0.5);
    print_number(scaled / scale, 10, 1);
    print_char('.');
    print_number(scaled % scale, 10, decimals);
}

/* A small generator of pseudo-random numbers, the same on every engine. */
static inline uint32_t next_random(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

#endif

/* Stitches every stencil of a set for any target, with several choices of registers, into memory and prints the bytes: nothing of it runs. */
#include "set.h"
#include <stdio.h>

#define PASTE(a, b) a##b
#define NAME(prefix, name) PASTE(prefix, name)

int main(void)
{
    static uint8_t at[1 << 16];
    const uint64_t address = 0x40000000, values[8] = { 0x1020, 0x2040, 0x3060, 0x4080, 0x50a0, 0x60c0, 0x70e0, 0x8100 };
    struct NAME(SET, _environment) environment = { .data = 0x40100010 };
    for (unsigned i = 0; i < sizeof environment.traps / sizeof *environment.traps; i++)
        environment.traps[i] = 0x40200000 + 16 * i;
    for (unsigned stencil = 0; stencil < sizeof NAME(SET, _entries) / sizeof *NAME(SET, _entries) - 1; stencil++) {
        for (unsigned turn = 0; turn < 4; turn++) {
            uint8_t registers[8];
            for (unsigned i = 0; i < 8; i++)
                registers[i] = (uint8_t)((turn + (turn < 2 ? i : 2 * i)) % 4);
            if (!NAME(SET, _allows)(stencil, registers))
                continue;
            size_t length = NAME(SET, _emit)(at, address, &environment, stencil, registers, values);
            for (size_t i = 0; i < length; i++)
                printf("%02x", at[i]);
            printf("\n");
        }
    }
    return 0;
}

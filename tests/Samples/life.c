/* Conway's game of life on a torus, a row in a 64-bit word. */
#include "sample.h"

static uint64_t rotate_left(uint64_t row) { return row << 1 | row >> 63; }
static uint64_t rotate_right(uint64_t row) { return row >> 1 | row << 63; }

/* The next state of a row from itself and its neighbours, all 64 cells at once: the neighbours are added bit by bit. */
EXPORT(next_row) uint64_t next_row(uint64_t above, uint64_t row, uint64_t below)
{
    uint64_t neighbours[8] = { rotate_left(above), above, rotate_right(above), rotate_left(row),
                               rotate_right(row),  rotate_left(below), below,  rotate_right(below) };
    uint64_t ones = 0, twos = 0, fours = 0;
    for (int i = 0; i < 8; i++) {
        uint64_t carry = ones & neighbours[i];
        ones ^= neighbours[i];
        fours |= twos & carry;
        twos ^= carry;
    }
    return twos & ~fours & (ones | row);
}

enum { ROWS = 24 };

static void advance(uint64_t board[ROWS])
{
    uint64_t next[ROWS];
    for (int i = 0; i < ROWS; i++)
        next[i] = next_row(board[(i + ROWS - 1) % ROWS], board[i], board[(i + 1) % ROWS]);
    memcpy(board, next, sizeof next);
}

EXPORT(population_after) int population_after(uint64_t seed, int generations)
{
    uint64_t board[ROWS];
    for (int i = 0; i < ROWS; i++)
        board[i] = seed = seed * 6364136223846793005 + 1442695040888963407;
    for (generations &= 255; generations > 0; generations--)
        advance(board);
    int population = 0;
    for (int i = 0; i < ROWS; i++)
        population += __builtin_popcountll(board[i]);
    return population;
}

int main(void)
{
    uint64_t board[ROWS] = { [10] = 2, [11] = 4, [12] = 7, [4] = 0x60000000, [5] = 0xc0000000, [6] = 0x40000000 };
    for (int i = 0; i < 100; i++)
        advance(board);
    for (int i = 0; i < ROWS; i++) {
        for (int column = 0; column < 64; column++)
            print_char(board[i] >> column & 1 ? '#' : '.');
        print_char('\n');
    }
    print_integer(population_after(1, 200));
    print_char('\n');
    return 0;
}

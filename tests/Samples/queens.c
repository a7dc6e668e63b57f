/* Queens on a board, counted with sets of bits; and a knight's tour by backtracking on an array. */
#include "sample.h"

static uint32_t place(uint32_t all, uint32_t columns, uint32_t left, uint32_t right)
{
    uint32_t count = 0;
    for (uint32_t free = all & ~(columns | left | right); free != 0; free &= free - 1) {
        uint32_t queen = free & -free;
        count += (columns | queen) == all ? 1 : place(all, columns | queen, (left | queen) << 1, (right | queen) >> 1);
    }
    return count;
}

static const int8_t moves[8][2] = { { 1, 2 }, { 2, 1 }, { 2, -1 }, { 1, -2 }, { -1, -2 }, { -2, -1 }, { -2, 1 }, { -1, 2 } };
static uint8_t board[6][6];
static uint32_t tries, limit;

static int ride(int x, int y, int n, int step)
{
    if (x < 0 || y < 0 || x >= n || y >= n || board[y][x] != 0 || tries == limit)
        return 0;
    tries++;
    board[y][x] = (uint8_t)step;
    if (step == n * n)
        return 1;
    for (int i = 0; i < 8; i++)
        if (ride(x + moves[i][0], y + moves[i][1], n, step + 1))
            return 1;
    board[y][x] = 0;
    return 0;
}

EXPORT(count_queens) uint32_t count_queens(uint32_t n)
{
    return place((1u << (n % 6 + 1)) - 1, 0, 0, 0);
}

EXPORT(tries_of_tour) uint32_t tries_of_tour(uint32_t x, uint32_t y)
{
    memset(board, 0, sizeof board);
    tries = 0;
    limit = 500;
    return ride((int)(x % 5), (int)(y % 5), 5, 1) ? tries : ~tries;
}

int main(void)
{
    for (uint32_t n = 4; n <= 10; n++) {
        print_integer(place((1u << n) - 1, 0, 0, 0));
        print_char('\n');
    }
    for (int x = 0; x < 3; x++) {
        memset(board, 0, sizeof board);
        tries = 0;
        limit = 200000;
        print_integer(ride(x, x, 5, 1));
        print_char(' ');
        print_integer(tries);
        print_char('\n');
    }
    return 0;
}

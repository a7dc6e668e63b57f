/* Numbers of many digits: factorials and digits of e, in limbs of 32 bits. */
#include "sample.h"

enum { LIMBS = 512 };
static uint32_t number[LIMBS], term[LIMBS];

/* number = number * factor + carry */
static uint32_t multiply(uint32_t *n, uint32_t count, uint32_t factor, uint32_t carry)
{
    for (uint32_t i = 0; i < count; i++) {
        uint64_t product = (uint64_t)n[i] * factor + carry;
        n[i] = (uint32_t)product;
        carry = (uint32_t)(product >> 32);
    }
    return carry;
}

static uint32_t divide(uint32_t *n, uint32_t count, uint32_t divisor)
{
    uint64_t rest = 0;
    for (uint32_t i = count; i-- > 0;) {
        rest = rest << 32 | n[i];
        n[i] = (uint32_t)(rest / divisor);
        rest %= divisor;
    }
    return (uint32_t)rest;
}

static uint32_t factorial(uint32_t of)
{
    uint32_t used = 1;
    memset(number, 0, sizeof number);
    number[0] = 1;
    for (uint32_t i = 2; i <= of && used < LIMBS; i++) {
        number[used] = multiply(number, used, i, 0);
        used += number[used] != 0;
    }
    return used;
}

/* e = 1 + 1/1! + 1/2! + …, as a fraction of `count` limbs. */
static void euler(uint32_t count)
{
    memset(number, 0, sizeof number);
    memset(term, 0, sizeof term);
    term[count - 1] = 1;
    for (uint32_t i = 2; i < 1000; i++) {
        divide(term, count, i);
        uint32_t carry = 0, any = 0;
        for (uint32_t j = 0; j < count; j++) {
            uint64_t sum = (uint64_t)number[j] + term[j] + carry;
            number[j] = (uint32_t)sum;
            carry = (uint32_t)(sum >> 32);
            any |= term[j];
        }
        if (any == 0)
            break;
    }
}

EXPORT(limb_of_factorial) uint32_t limb_of_factorial(uint32_t of, uint32_t index)
{
    return number[index % factorial(of % 60)];
}

EXPORT(rest) uint32_t rest(uint64_t low, uint64_t high, uint32_t divisor)
{
    uint32_t n[4] = { (uint32_t)low, (uint32_t)(low >> 32), (uint32_t)high, (uint32_t)(high >> 32) };
    multiply(n, 4, 1000003, 7);
    return divide(n, 4, divisor | 1);
}

int main(void)
{
    uint32_t used = factorial(1200), digits = 0, sum = 0;
    while (used > 0) {
        uint32_t part = divide(number, used, 10);
        sum += part;
        digits++;
        while (used > 0 && number[used - 1] == 0)
            used--;
    }
    print_integer(digits);
    print_char(' ');
    print_integer(sum);
    print("\n2.");
    /* The terms from 1/2! on are less than one: their digits come out at the upper end. */
    euler(120);
    for (int i = 0; i < 1000; i++) {
        number[119] = 0;
        print_char((char)('0' + (multiply(number, 119, 10, 0))));
    }
    print_char('\n');
    return 0;
}

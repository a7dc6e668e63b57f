/* An interpreter for expressions with variables: parser by descent, `name = expression` lines. */
#include "sample.h"

static const char *cursor;
static const char *problem;
static int64_t variables[26];
static int depth;

static int64_t expression(void);

static char next(void)
{
    while (*cursor == ' ')
        cursor++;
    return *cursor;
}

static int accept(char c)
{
    if (next() != c)
        return 0;
    cursor++;
    return 1;
}

static int64_t primary(void)
{
    char c = next();
    if (c >= '0' && c <= '9') {
        uint64_t value = 0;
        while (*cursor >= '0' && *cursor <= '9')
            value = value * 10 + (uint64_t)(*cursor++ - '0');
        return (int64_t)value;
    }
    if (c >= 'a' && c <= 'z') {
        cursor++;
        return variables[c - 'a'];
    }
    if (accept('-'))
        return (int64_t)-(uint64_t)primary();
    if (accept('(') && depth < 50) {
        depth++;
        int64_t value = expression();
        depth--;
        if (!accept(')'))
            problem = "')' expected";
        return value;
    }
    problem = "operand expected";
    return 0;
}

static int64_t product(void)
{
    int64_t value = primary();
    for (;;) {
        if (accept('*')) {
            value = (int64_t)((uint64_t)value * (uint64_t)primary());
        } else if (accept('/') || accept('%')) {
            char operator = cursor[-1];
            int64_t divisor = primary();
            if (divisor == 0 || divisor == -1) {
                if (divisor == 0)
                    problem = "division by zero";
                value = operator == '/' ? (int64_t)-(uint64_t)value : 0;
            } else {
                value = operator == '/' ? value / divisor : value % divisor;
            }
        } else {
            return value;
        }
    }
}

static int64_t expression(void)
{
    int64_t value = product();
    for (;;) {
        if (accept('+'))
            value = (int64_t)((uint64_t)value + (uint64_t)product());
        else if (accept('-'))
            value = (int64_t)((uint64_t)value - (uint64_t)product());
        else
            return value;
    }
}

static int64_t evaluate(const char *text)
{
    cursor = text;
    problem = NULL;
    depth = 0;
    char name = next();
    if (name >= 'a' && name <= 'z' && cursor[1] == ' ' && cursor[2] == '=') {
        cursor += 3;
        variables[name - 'a'] = expression();
        return variables[name - 'a'];
    }
    int64_t value = expression();
    if (next() != 0 && problem == NULL)
        problem = "operator expected";
    return value;
}

/* A formula of two variables that the interpreter evaluates. */
EXPORT(formula) int64_t formula(uint32_t which, int64_t x, int64_t y)
{
    static const char *const formulas[] = { "x * x - y", "(x + y) * (x - y) / 7", "x % (y / 3 + 1) - -x", "x / y" };
    variables['x' - 'a'] = x;
    variables['y' - 'a'] = y;
    int64_t value = evaluate(formulas[which & 3]);
    return problem ? -1 : value;
}

int main(void)
{
    static const char *const lines[] = { "1 + 2 * 3",        "a = (4 + 5) * (6 - 7)", "b = a * a * a",
                                         "b / (a + 9)",      "2 * (3 + ",             "100 % 7 - -b",
                                         "9223372036854775807 + 1" };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        int64_t value = evaluate(lines[i]);
        print(lines[i]);
        print(" -> ");
        if (problem)
            print(problem);
        else
            print_integer(value);
        print_char('\n');
    }
    return 0;
}

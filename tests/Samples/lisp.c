/* Parsing and a tree-walking interpreter: a Lisp of numbers, conditions and functions of its own. */
#include "sample.h"

enum kind { NUMBER, SYMBOL, PAIR };

struct node {
    enum kind kind;
    int32_t number;
    const struct node *head, *tail;
};

struct binding {
    int32_t name, value;
};

enum { NODES = 1024, BINDINGS = 4096 };
static struct node nodes[NODES];
static struct binding bindings[BINDINGS];
static struct { int32_t name; const struct node *parameters, *body; } functions[16];
static int32_t node_count, function_count, fuel;
static const char *at;

static struct node *make(enum kind kind, int32_t number, const struct node *head, const struct node *tail)
{
    nodes[node_count] = (struct node) { kind, number, head, tail };
    return nodes + node_count++;
}

static const struct node *parse(void);

static const struct node *parse_list(void)
{
    while (*at == ' ' || *at == '\n')
        at++;
    if (*at == ')' || *at == 0) {
        at += *at != 0;
        return NULL;
    }
    const struct node *head = parse();
    return make(PAIR, 0, head, parse_list());
}

/* A symbol is known by its first four characters. */
static const struct node *parse(void)
{
    while (*at == ' ' || *at == '\n')
        at++;
    if (*at == '(') {
        at++;
        return parse_list();
    }
    int32_t number = 0;
    if (*at >= '0' && *at <= '9') {
        while (*at >= '0' && *at <= '9')
            number = number * 10 + *at++ - '0';
        return make(NUMBER, number, NULL, NULL);
    }
    for (int i = 0; *at && *at != ' ' && *at != ')' && *at != '('; at++, i++)
        if (i < 4)
            number |= *at << 8 * i;
    return make(SYMBOL, number, NULL, NULL);
}

#define NAME(a, b, c, d) ((a) | (b) << 8 | (c) << 16 | (d) << 24)

/* Bindings of the call stand from `base` to `top`. */
static int32_t evaluate(const struct node *node, int32_t base, int32_t top)
{
    if (node == NULL || fuel-- <= 0)
        return 0;
    if (node->kind == NUMBER)
        return node->number;
    if (node->kind == SYMBOL) {
        for (int32_t i = top; i-- > base;)
            if (bindings[i].name == node->number)
                return bindings[i].value;
        return 0;
    }
    int32_t name = node->head ? node->head->number : 0;
    const struct node *rest = node->tail;
    if (name == NAME('i', 'f', 0, 0))
        return evaluate(rest->head, base, top) ? evaluate(rest->tail->head, base, top)
                                               : evaluate(rest->tail->tail->head, base, top);
    if (name == NAME('d', 'e', 'f', 0)) {
        functions[function_count].name = rest->head->head->number;
        functions[function_count].parameters = rest->head->tail;
        functions[function_count++].body = rest->tail->head;
        return 0;
    }
    for (int32_t i = 0; i < function_count; i++)
        if (functions[i].name == name) {
            int32_t values[4], count = 0, end = top;
            for (; rest && count < 4; rest = rest->tail)
                values[count++] = evaluate(rest->head, base, top);
            for (const struct node *p = functions[i].parameters; p && end - top < count && end < BINDINGS; p = p->tail, end++)
                bindings[end] = (struct binding) { p->head->number, values[end - top] };
            return evaluate(functions[i].body, top, end);
        }
    uint32_t a = (uint32_t)evaluate(rest->head, base, top), b = (uint32_t)evaluate(rest->tail->head, base, top);
    switch (name) {
    case '+': return (int32_t)(a + b);
    case '-': return (int32_t)(a - b);
    case '*': return (int32_t)(a * b);
    case '%': return b == 0 ? 0 : (int32_t)(a % b);
    case '<': return (int32_t)a < (int32_t)b;
    case '=': return a == b;
    default: return 0;
    }
}

static const char *const program =
    "(def (fib n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))"
    "(def (gcd a b) (if (= b 0) a (gcd b (% a b))))"
    "(def (sum n acc) (if (= n 0) acc (sum (- n 1) (+ acc (* n (gcd n 360))))))"
    "(def (loop n acc) (if (= n 0) acc (loop (- n 1) (+ (* acc 7) (sum 20 n)))))";

static int32_t run(const char *source, int32_t limit)
{
    int32_t result = 0;
    for (at = source, fuel = limit; *at;)
        result = evaluate(parse(), 0, 0);
    return result;
}

static void reset(void)
{
    node_count = function_count = 0;
    run(program, 1000);
}

EXPORT(call) int32_t call(uint32_t function, uint32_t n)
{
    reset();
    at = function % 2 ? "fib" : "sum";
    const struct node *name = parse();
    const struct node *last = make(PAIR, 0, make(NUMBER, 3, NULL, NULL), NULL);
    const struct node *first = make(PAIR, 0, make(NUMBER, (int32_t)(n % 12), NULL, NULL), last);
    fuel = 5000;
    return evaluate(make(PAIR, 0, name, first), 0, 0);
}

int main(void)
{
    static const char *const lines[] = { "(fib 18)", "(gcd 1071 462)", "(sum 300 0)", "(loop 40 1)", "(fib 20)" };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        reset();
        print_integer(run(lines[i], 0x7fffffff));
        print_char('\n');
    }
    return 0;
}

/* Reads JSON into a tree, then prints it indented; standard input, or an example where that is empty. */
#include "sample.h"

enum kind { NOTHING, FALSE, TRUE, NUMBER, STRING, ARRAY, OBJECT };

struct node {
    enum kind kind;
    const char *text; /* of a number or string, as it stands in the input */
    size_t length;
    struct node *key, *first, *next;
};

static const char *cursor, *end;
static const char *problem;

static void skip_space(void)
{
    while (cursor < end && (*cursor == ' ' || *cursor == '\n' || *cursor == '\t' || *cursor == '\r'))
        cursor++;
}

static int accept(char c)
{
    skip_space();
    if (cursor == end || *cursor != c)
        return 0;
    cursor++;
    return 1;
}

static struct node *fail(const char *message)
{
    if (problem == NULL)
        problem = message;
    return NULL;
}

static struct node *make(enum kind kind)
{
    struct node *node = calloc(1, sizeof *node);
    node->kind = kind;
    return node;
}

static struct node *parse(int depth);

static struct node *parse_string(void)
{
    struct node *node = make(STRING);
    node->text = cursor;
    for (; cursor < end && *cursor != '"'; cursor++)
        if (*cursor == '\\')
            cursor++;
    if (cursor >= end)
        return fail("unfinished string");
    node->length = (size_t)(cursor++ - node->text);
    return node;
}

static struct node *parse_members(enum kind kind, char close, int depth)
{
    struct node *node = make(kind), **last = &node->first;
    if (accept(close))
        return node;
    do {
        struct node *key = NULL, *value;
        if (kind == OBJECT && (!accept('"') || (key = parse_string()) == NULL || !accept(':')))
            return fail("member name expected");
        if ((value = parse(depth + 1)) == NULL)
            return NULL;
        value->key = key;
        *last = value;
        last = &value->next;
    } while (accept(','));
    return accept(close) ? node : fail("',' or end of list expected");
}

static struct node *parse_word(const char *word, enum kind kind)
{
    size_t length = strlen(word);
    if ((size_t)(end - cursor) < length || memcmp(cursor, word, length) != 0)
        return fail("unknown word");
    cursor += length;
    return make(kind);
}

static struct node *parse(int depth)
{
    if (depth > 100)
        return fail("too deep");
    if (accept('{'))
        return parse_members(OBJECT, '}', depth);
    if (accept('['))
        return parse_members(ARRAY, ']', depth);
    if (accept('"'))
        return parse_string();
    if (cursor == end)
        return fail("value expected");
    switch (*cursor) {
    case 't':
        return parse_word("true", TRUE);
    case 'f':
        return parse_word("false", FALSE);
    case 'n':
        return parse_word("null", NOTHING);
    }
    struct node *node = make(NUMBER);
    node->text = cursor;
    while (cursor < end && strchr("+-.0123456789eE", *cursor) != NULL)
        cursor++;
    node->length = (size_t)(cursor - node->text);
    return node->length > 0 ? node : fail("value expected");
}

static void indent(int depth)
{
    print_char('\n');
    while (depth-- > 0)
        print("  ");
}

static void print_text(const struct node *node, const char *quote)
{
    print(quote);
    for (size_t i = 0; i < node->length; i++)
        print_char(node->text[i]);
    print(quote);
}

static void print_node(const struct node *node, int depth)
{
    static const char *const words[] = { "null", "false", "true" };
    if (node->key) {
        print_text(node->key, "\"");
        print(": ");
    }
    if (node->kind <= TRUE) {
        print(words[node->kind]);
    } else if (node->kind <= STRING) {
        print_text(node, node->kind == STRING ? "\"" : "");
    } else {
        print_char(node->kind == OBJECT ? '{' : '[');
        for (const struct node *child = node->first; child; child = child->next) {
            indent(depth + 1);
            print_node(child, depth + 1);
            if (child->next)
                print_char(',');
        }
        if (node->first)
            indent(depth);
        print_char(node->kind == OBJECT ? '}' : ']');
    }
}

/* The value of a decimal digit string that is made from the argument and read back. */
EXPORT(digits) uint32_t digits(uint32_t value)
{
    char text[10];
    int n = 0;
    do
        text[n++] = (char)('0' + value % 10);
    while ((value /= 10) != 0);
    uint32_t back = 0;
    while (n > 0)
        back = back * 10 + (uint32_t)(text[--n] - '0');
    return back;
}

int main(void)
{
    static char input[1 << 16];
    size_t length = 0;
    for (ssize_t n; length < sizeof input && (n = read(0, input + length, sizeof input - length)) > 0;)
        length += (size_t)n;
    if (length == 0)
        length = strlen(strcpy(input, "{\"name\":\"stencil\",\"holes\":[{\"offset\":4,\"kind\":\"abs32\"},{}],"
                                      "\"leaf\":true,\"next\":null,\"sizes\":[7,-1.5e3,[]],\"text\":\"a \\\"b\\\"\"}"));
    cursor = input;
    end = input + length;
    struct node *root = parse(0);
    skip_space();
    if (root == NULL || cursor != end) {
        print(problem ? problem : "text after the value");
        print(" at byte ");
        print_integer(cursor - input);
        print_char('\n');
        return 1;
    }
    print_node(root, 0);
    print_char('\n');
    return 0;
}

/* Arguments and environment, a file where one is named, and an exit code: what a program gets from its host. */
#include "sample.h"

extern char **environ;

EXPORT(checksum) uint32_t checksum(uint32_t sum, uint32_t byte)
{
    return (sum << 5 | sum >> 27) ^ (byte & 0xff);
}

static void print_file(const char *name)
{
    FILE *file = fopen(name, "r");
    print("file ");
    print(name);
    if (file == NULL) {
        print(": cannot be read\n");
        return;
    }
    uint32_t sum = 0;
    int64_t size = 0;
    for (int c; (c = fgetc(file)) != EOF; size++)
        sum = checksum(sum, (uint32_t)c);
    fclose(file);
    print(": ");
    print_integer(size);
    print(" bytes, checksum ");
    print_number(sum, 16, 8);
    print_char('\n');
}

/* environment [--exit n] [--file name] [anything...] */
int main(int argc, char **argv)
{
    int status = 0;
    print_integer(argc - 1);
    print(" arguments\n");
    for (int i = 1; i < argc; i++) {
        print("  ");
        print(argv[i]);
        print_char('\n');
        if (strcmp(argv[i], "--exit") == 0 && i + 1 < argc)
            status = atoi(argv[i + 1]);
        if (strcmp(argv[i], "--file") == 0 && i + 1 < argc)
            print_file(argv[i + 1]);
    }
    int count = 0;
    while (environ[count] != NULL)
        count++;
    print_integer(count);
    print(" variables\n");
    for (int i = 0; i < count; i++) {
        print("  ");
        print(environ[i]);
        print_char('\n');
    }
    return status;
}

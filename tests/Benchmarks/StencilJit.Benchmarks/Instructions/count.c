/*
 * A plugin of QEMU's that counts the instructions that an emulated process executes, in all and in memory without a
 * file behind it, and says so when the process ends: "instructions 123 of 456". The second number is that of a program
 * compiled before; the first one that of stitched code, as programs' and libraries' code is in files, and .NET keeps the
 * code that it compiles in memory that has a name.
 *
 * The declarations are those of QEMU's plugin interface, version 1 (docs/devel/tcg-plugins.rst), as far as they are
 * used: no package has its header.
 */
#include <inttypes.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define EXPORT __attribute__((visibility("default")))

typedef uint64_t qemu_plugin_id_t;
struct qemu_plugin_tb;
enum qemu_plugin_op { QEMU_PLUGIN_INLINE_ADD_U64 };

uint64_t qemu_plugin_tb_vaddr(const struct qemu_plugin_tb *block);
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *block);
void qemu_plugin_register_vcpu_tb_trans_cb(qemu_plugin_id_t id, void (*called)(qemu_plugin_id_t, struct qemu_plugin_tb *));
void qemu_plugin_register_vcpu_tb_exec_inline(struct qemu_plugin_tb *block, enum qemu_plugin_op op, void *counter, uint64_t by);
void qemu_plugin_register_atexit_cb(qemu_plugin_id_t id, void (*called)(qemu_plugin_id_t, void *), void *data);
void qemu_plugin_outs(const char *text);

EXPORT int qemu_plugin_version = 1;

enum { MOST_MAPPINGS = 16384, LONGEST_LINE = 4352 };

/* What is mapped, as it was when an address was asked for that was in none of them. */
static struct mapping {
    uint64_t start, end;
    int is_anonymous;
} mappings[MOST_MAPPINGS];
static size_t count;

static uint64_t all, anonymous;

static void read_mappings(void)
{
    FILE *file = fopen("/proc/self/maps", "r");
    if (!file)
        return;
    char line[LONGEST_LINE];
    for (count = 0; count < MOST_MAPPINGS && fgets(line, sizeof line, file);) {
        struct mapping *mapping = &mappings[count];
        char readable;
        /* What is only reserved may become something else. */
        if (sscanf(line, "%" SCNx64 "-%" SCNx64 " %c", &mapping->start, &mapping->end, &readable) != 3 || readable != 'r')
            continue;
        mapping->is_anonymous = strpbrk(line, "/[") == NULL;
        count++;
    }
    fclose(file);
}

static const struct mapping *find(uint64_t address)
{
    for (size_t i = 0; i < count; i++)
        if (address - mappings[i].start < mappings[i].end - mappings[i].start)
            return &mappings[i];
    return NULL;
}

/* Guests of 64 bits have their addresses where the emulator has them. */
static int is_anonymous(uint64_t address)
{
    const struct mapping *mapping = find(address);
    if (!mapping) {
        read_mappings();
        mapping = find(address);
    }
    return mapping && mapping->is_anonymous;
}

static void translated(qemu_plugin_id_t id, struct qemu_plugin_tb *block)
{
    (void)id;
    size_t instructions = qemu_plugin_tb_n_insns(block);
    qemu_plugin_register_vcpu_tb_exec_inline(block, QEMU_PLUGIN_INLINE_ADD_U64, &all, instructions);
    if (is_anonymous(qemu_plugin_tb_vaddr(block)))
        qemu_plugin_register_vcpu_tb_exec_inline(block, QEMU_PLUGIN_INLINE_ADD_U64, &anonymous, instructions);
}

static void ended(qemu_plugin_id_t id, void *data)
{
    (void)id;
    (void)data;
    char text[96];
    snprintf(text, sizeof text, "instructions %" PRIu64 " of %" PRIu64 "\n", anonymous, all);
    qemu_plugin_outs(text);
}

EXPORT int qemu_plugin_install(qemu_plugin_id_t id, const void *info, int argc, char **argv)
{
    (void)info;
    (void)argc;
    (void)argv;
    qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
    qemu_plugin_register_atexit_cb(id, ended, NULL);
    return 0;
}

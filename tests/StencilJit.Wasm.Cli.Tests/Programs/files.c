/* Uses a directory through wasi-libc, and prints what it sees: clang --target=wasm32-wasi -O2 -s -o files.wasm files.c */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static int compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void list(const char *path)
{
    DIR *directory = opendir(path);
    if (directory == NULL) {
        printf("%s: %s\n", path, strerror(errno));
        return;
    }
    char *names[100];
    size_t count = 0;
    for (struct dirent *entry; (entry = readdir(directory)) != NULL && count < 100;)
        names[count++] = strdup(entry->d_name);
    closedir(directory);
    qsort(names, count, sizeof *names, compare);
    printf("%s:", path);
    for (size_t i = 0; i < count; i++)
        printf(" %s", names[i]);
    printf("\n");
}

static void check(const char *what, int result)
{
    printf("%s: %s\n", what, result == 0 ? "done" : strerror(errno));
}

int main(void)
{
    char text[100] = "";
    FILE *file = fopen("/data/new.txt", "w");
    check("create", file == NULL);
    fprintf(file, "one\ntwo\n");
    fclose(file);
    file = fopen("/data/new.txt", "a+");
    fprintf(file, "three\n");
    rewind(file);
    size_t length = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    printf("%zu bytes: %s", length, text);

    struct stat status;
    check("stat", stat("/data/new.txt", &status));
    printf("size %lld, regular %d\n", (long long)status.st_size, S_ISREG(status.st_mode));
    check("truncate", truncate("/data/new.txt", 3));
    check("mkdir", mkdir("/data/sub", 0777));
    check("mkdir again", mkdir("/data/sub", 0777));
    check("rename", rename("/data/new.txt", "/data/sub/moved.txt"));
    check("symlink", symlink("sub/moved.txt", "/data/link"));
    memset(text, 0, sizeof text);
    printf("readlink: %zd %s\n", readlink("/data/link", text, sizeof text), text);
    check("lstat", lstat("/data/link", &status));
    printf("link %d\n", S_ISLNK(status.st_mode));
    check("stat through the link", stat("/data/link", &status));
    printf("size %lld\n", (long long)status.st_size);
    list("/data");
    list("/data/sub");
    list("/data/..");
    list("/etc");
    check("rmdir", rmdir("/data/sub"));
    check("open out", open("/data/../secret", O_RDONLY) < 0);
    check("symlink out", symlink("../secret", "/data/out"));
    check("open through it", open("/data/out", O_RDONLY) < 0);
    check("unlink", unlink("/data/link") | unlink("/data/sub/moved.txt") | unlink("/data/out"));
    check("rmdir", rmdir("/data/sub"));
    check("chdir", chdir("/data"));
    check("access", access("nothing", R_OK));
    list(".");

    printf("terminal %d\n", isatty(1));
    struct timespec start, end, pause = { 0, 1000000 };
    clock_gettime(CLOCK_MONOTONIC, &start);
    check("nanosleep", nanosleep(&pause, NULL));
    clock_gettime(CLOCK_MONOTONIC, &end);
    printf("slept %d\n", (end.tv_sec - start.tv_sec) * 1000000000LL + end.tv_nsec - start.tv_nsec >= 1000000);
    struct pollfd ready = { 1, POLLOUT, 0 };
    printf("poll %d %d\n", poll(&ready, 1, 1000), ready.revents == POLLOUT);
    unsigned char random[16] = { 0 };
    check("getentropy", getentropy(random, sizeof random));
    return 3;
}

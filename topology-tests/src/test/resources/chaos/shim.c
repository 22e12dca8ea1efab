/*
 * Stands between a process and the C library (LD_PRELOAD). Its wall clock is moved, and whatever it does to files of one
 * folder takes longer, by as much as a page says that whoever started it shares with it:
 *
 *   bytes 0-7   how far the clock is ahead, in milliseconds, signed
 *   bytes 8-15  how much longer each operation takes, in microseconds
 *
 * both in the byte order of the machine. SHIM_PAGE names the page's file, SHIM_FOLDER the folder.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#define PAGE_BYTES 16

static volatile const int64_t *page;
static char folder[4096];
static size_t folder_length;

__attribute__((constructor)) static void begin(void) {
    const char *name = getenv("SHIM_PAGE");
    const char *slow = getenv("SHIM_FOLDER");
    int fd = name == NULL ? -1 : open(name, O_RDONLY | O_CLOEXEC);
    if (fd >= 0) {
        void *mapped = mmap(NULL, PAGE_BYTES, PROT_READ, MAP_SHARED, fd, 0);
        close(fd);
        page = mapped == MAP_FAILED ? NULL : mapped;
    }
    if (slow != NULL && realpath(slow, folder) != NULL) {
        folder_length = strlen(folder);
    }
}

static void *real(const char *name) {
    return dlsym(RTLD_NEXT, name);
}

static void take_longer(void) {
    int64_t micros = page[1];
    struct timespec pause = {micros / 1000000, micros % 1000000 * 1000};
    syscall(SYS_nanosleep, &pause, NULL);
}

static int is_slow(void) {
    return page != NULL && page[1] > 0 && folder_length > 0;
}

static void slow_path(const char *path) {
    if (is_slow() && strncmp(path, folder, folder_length) == 0) {
        take_longer();
    }
}

static void slow_file(int fd) {
    if (is_slow()) {
        char link[32];
        char path[sizeof folder];
        snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
        ssize_t length = readlink(link, path, sizeof path - 1);
        if (length > 0) {
            path[length] = 0;
            slow_path(path);
        }
    }
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    static int (*next)(clockid_t, struct timespec *);
    if (next == NULL) {
        next = real("clock_gettime");
    }
    int code = next(clock, now);
    if (code == 0 && page != NULL && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) {
        int64_t ahead = page[0];
        int64_t nanos = now->tv_nsec + ahead % 1000 * 1000000;
        now->tv_sec += ahead / 1000 + (nanos >= 1000000000) - (nanos < 0);
        now->tv_nsec = (nanos + 1000000000) % 1000000000;
    }
    return code;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
    (void) zone;
    struct timespec precise;
    int code = clock_gettime(CLOCK_REALTIME, &precise);
    now->tv_sec = precise.tv_sec;
    now->tv_usec = precise.tv_nsec / 1000;
    return code;
}

time_t time(time_t *now) {
    struct timespec precise;
    clock_gettime(CLOCK_REALTIME, &precise);
    if (now != NULL) {
        *now = precise.tv_sec;
    }
    return precise.tv_sec;
}

#define SLOW(type, name, parameters, arguments, place) \
    type name parameters { \
        static type (*next) parameters; \
        if (next == NULL) { \
            next = (type (*) parameters) real(#name); \
        } \
        place; \
        return next arguments; \
    }

SLOW(ssize_t, read, (int fd, void *to, size_t bytes), (fd, to, bytes), slow_file(fd))
SLOW(ssize_t, pread, (int fd, void *to, size_t bytes, off_t at), (fd, to, bytes, at), slow_file(fd))
SLOW(ssize_t, pread64, (int fd, void *to, size_t bytes, off64_t at), (fd, to, bytes, at), slow_file(fd))
SLOW(ssize_t, write, (int fd, const void *from, size_t bytes), (fd, from, bytes), slow_file(fd))
SLOW(ssize_t, pwrite, (int fd, const void *from, size_t bytes, off_t at), (fd, from, bytes, at), slow_file(fd))
SLOW(ssize_t, pwrite64, (int fd, const void *from, size_t bytes, off64_t at), (fd, from, bytes, at), slow_file(fd))
SLOW(ssize_t, writev, (int fd, const struct iovec *from, int parts), (fd, from, parts), slow_file(fd))
SLOW(int, fsync, (int fd), (fd), slow_file(fd))
SLOW(int, fdatasync, (int fd), (fd), slow_file(fd))
SLOW(int, ftruncate, (int fd, off_t bytes), (fd, bytes), slow_file(fd))
SLOW(int, rename, (const char *from, const char *to), (from, to), slow_path(from))
SLOW(int, unlink, (const char *path), (path), slow_path(path))

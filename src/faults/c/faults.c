/* Faults of the machine below a process: loaded before libc (LD_PRELOAD), compiled when the harness starts.
 *
 * FAULTS_CONTROL names a file of eight 64-bit numbers that the harness changes while the process runs (enum control).
 * FAULTS_JOURNAL names a directory in which, while CRASHABLE is set, every write is preceded by the bytes that it
 * replaces. PowerCut puts back whatever was not followed by a successful fsync, as after a power cut in which the disk
 * has kept nothing that it need not keep. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
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

enum control { CLOCK_SECONDS, FSYNC_MICROS, FSYNC_ERRNO, DISK_FULL, CRASHABLE, FELT, NUMBERS = 8 };

/* One record of a journal: a write that may be undone, or what an fsync has made durable. */
struct record { int64_t kind, offset, length, size; };
enum { WRITE = 1, SYNCED = 2 };
enum { MAX_FILES = 4096 };

static volatile int64_t *control;
static const char *journals;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int journal_of[MAX_FILES];
static ino_t inode_of[MAX_FILES];

__attribute__((constructor)) static void open_control(void) {
    const char *name = getenv("FAULTS_CONTROL");
    int file = name ? (int) syscall(SYS_openat, AT_FDCWD, name, O_RDWR, 0) : -1;
    if (file >= 0) {
        void *memory = mmap(NULL, NUMBERS * sizeof(int64_t), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
        control = memory == MAP_FAILED ? NULL : memory;
        syscall(SYS_close, file);
    }
    journals = getenv("FAULTS_JOURNAL");
}

static int64_t asked(enum control what) { return control ? control[what] : 0; }
static void felt(void) { __atomic_add_fetch(&control[FELT], 1, __ATOMIC_RELAXED); }

/* The clock. Monotonic clocks go on as they are. */

int clock_gettime(clockid_t clock, struct timespec *time) {
    int result = (int) syscall(SYS_clock_gettime, clock, time);
    if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) {
        time->tv_sec += asked(CLOCK_SECONDS);
    }
    return result;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
    struct timespec now;
    (void) zone;
    clock_gettime(CLOCK_REALTIME, &now);
    time->tv_sec = now.tv_sec;
    time->tv_usec = now.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *result) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (result) *result = now.tv_sec;
    return now.tv_sec;
}

/* The disk. */

static int is_file(int file, struct stat *status) { return fstat(file, status) == 0 && S_ISREG(status->st_mode); }

static int is_full(int file, int64_t end) {
    struct stat status;
    if (!asked(DISK_FULL) || !is_file(file, &status) || end <= status.st_size) return 0;
    felt();
    errno = ENOSPC;
    return 1;
}

static int journal(int file, const struct stat *status) {
    if (file < 0 || file >= MAX_FILES) abort();
    if (inode_of[file] != status->st_ino) {
        char name[512];
        if (journal_of[file] > 0) syscall(SYS_close, journal_of[file]);
        snprintf(name, sizeof name, "%s/%llu", journals, (unsigned long long) status->st_ino);
        journal_of[file] = (int) syscall(SYS_openat, AT_FDCWD, name, O_RDWR | O_CREAT | O_APPEND, 0600);
        if (journal_of[file] < 0) abort();
        inode_of[file] = status->st_ino;
    }
    return journal_of[file];
}

static void note(int to, const struct record *record, const void *bytes) {
    struct iovec parts[2] = {{(void *) record, sizeof *record}, {(void *) bytes, bytes ? record->length : 0}};
    if (syscall(SYS_writev, to, parts, 2) < 0) abort();
}

/* Notes what a write replaces; the caller holds the lock. */
static void note_write(int file, const struct stat *status, int64_t offset, int64_t length) {
    int64_t old = offset >= status->st_size ? 0 : status->st_size - offset;
    struct record record = {WRITE, offset, old < length ? old : length, status->st_size};
    /* O_DIRECT reads only into aligned memory, and whole blocks. */
    int64_t room = (record.length + 4095) / 4096 * 4096;
    void *bytes = NULL;
    if (record.length && posix_memalign(&bytes, 4096, room)) abort();
    for (int64_t done = 0; done < record.length;) {
        ssize_t part = syscall(SYS_pread64, file, (char *) bytes + done, room - done, offset + done);
        if (part <= 0 && errno == EBADF) {
            /* Opened for writing only. */
            char name[64];
            snprintf(name, sizeof name, "/proc/self/fd/%d", file);
            int readable = (int) syscall(SYS_openat, AT_FDCWD, name, O_RDONLY, 0);
            part = syscall(SYS_pread64, readable, (char *) bytes + done, room - done, offset + done);
            syscall(SYS_close, readable);
        }
        if (part <= 0) abort();
        done += part;
    }
    note(journal(file, status), &record, bytes);
    free(bytes);
}

static ssize_t written(int file, const void *bytes, size_t length, int64_t offset) {
    return offset < 0 ? syscall(SYS_write, file, bytes, length) : syscall(SYS_pwrite64, file, bytes, length, offset);
}

/* @param offset negative: at the file's own position */
static ssize_t write_at(int file, const void *bytes, size_t length, int64_t offset) {
    struct stat status;
    if ((!asked(DISK_FULL) && !asked(CRASHABLE)) || !is_file(file, &status)) return written(file, bytes, length, offset);
    int64_t at = offset >= 0 ? offset : lseek(file, 0, fcntl(file, F_GETFL) & O_APPEND ? SEEK_END : SEEK_CUR);
    if (is_full(file, at + (int64_t) length)) return -1;
    if (!asked(CRASHABLE)) return written(file, bytes, length, offset);
    pthread_mutex_lock(&lock);
    if (fstat(file, &status) == 0) note_write(file, &status, at, (int64_t) length);
    ssize_t result = written(file, bytes, length, offset);
    pthread_mutex_unlock(&lock);
    return result;
}

ssize_t write(int file, const void *bytes, size_t length) { return write_at(file, bytes, length, -1); }
ssize_t pwrite(int file, const void *bytes, size_t length, off_t at) { return write_at(file, bytes, length, at); }
ssize_t pwrite64(int file, const void *bytes, size_t length, off_t at) { return write_at(file, bytes, length, at); }

/* Notes the old size, and what a shorter file loses. */
static void note_size(int file, int64_t size) {
    struct stat status;
    if (!asked(CRASHABLE) || !is_file(file, &status)) return;
    pthread_mutex_lock(&lock);
    if (fstat(file, &status) == 0) {
        int64_t from = size < status.st_size ? size : status.st_size;
        note_write(file, &status, from, status.st_size - from);
    }
    pthread_mutex_unlock(&lock);
}

int fallocate(int file, int mode, off_t from, off_t size) {
    if (is_full(file, from + size)) return -1;
    if (!(mode & FALLOC_FL_KEEP_SIZE)) note_size(file, from + size);
    return (int) syscall(SYS_fallocate, file, mode, from, size);
}

int fallocate64(int file, int mode, off_t from, off_t size) { return fallocate(file, mode, from, size); }
int posix_fallocate(int file, off_t from, off_t size) { return fallocate(file, 0, from, size) < 0 ? errno : 0; }
int posix_fallocate64(int file, off_t from, off_t size) { return posix_fallocate(file, from, size); }

int ftruncate(int file, off_t size) {
    if (is_full(file, size)) return -1;
    note_size(file, size);
    return (int) syscall(SYS_ftruncate, file, size);
}

int ftruncate64(int file, off_t size) { return ftruncate(file, size); }

static int sync_file(int file, long call) {
    if (asked(FSYNC_MICROS)) {
        felt();
        usleep((useconds_t) asked(FSYNC_MICROS));
    }
    if (asked(FSYNC_ERRNO)) {
        felt();
        errno = (int) asked(FSYNC_ERRNO);
        return -1;
    }
    struct stat status;
    struct record record = {SYNCED, 0, 0, 0};
    int to = -1;
    if (asked(CRASHABLE) && is_file(file, &status)) {
        pthread_mutex_lock(&lock);
        to = journal(file, &status);
        record.offset = lseek(to, 0, SEEK_END);
        pthread_mutex_unlock(&lock);
    }
    int result = (int) syscall(call, file);
    if (to >= 0 && result == 0) {
        pthread_mutex_lock(&lock);
        if (lseek(to, 0, SEEK_END) == record.offset) {
            if (syscall(SYS_ftruncate, to, 0) < 0) abort();
        } else {
            note(to, &record, NULL);
        }
        pthread_mutex_unlock(&lock);
    }
    return result;
}

int fsync(int file) { return sync_file(file, SYS_fsync); }
int fdatasync(int file) { return sync_file(file, SYS_fdatasync); }

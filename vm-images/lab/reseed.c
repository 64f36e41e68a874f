/*
 * Has the kernel take what was written to /dev/urandom into use at once. By itself it does so a second or more later, and machines
 * that go on from the same saved state would give the same random numbers until then.
 */

#include "system-call.h"

enum {
	AT_FDCWD = -100,
	SYS_IOCTL = 29,
	SYS_OPENAT = 56,
	SYS_EXIT = 93,
};

/* include/uapi/linux/random.h */
#define RNDRESEEDCRNG 0x5207

void _start(void)
{
	long file = system_call(SYS_OPENAT, AT_FDCWD, (long)"/dev/urandom", 0);
	long result = system_call(SYS_IOCTL, file, RNDRESEEDCRNG, 0);

	system_call(SYS_EXIT, result < 0, 0, 0);
}

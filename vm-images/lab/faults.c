/*
 * A KVM that does wrong, on demand: preloaded into QEMU, it stands between QEMU and the kernel's KVM, and makes it look
 * like one with a certain bug. The environment variable VMWRIGHT_FAULT names the bug.
 *
 * It needs no header and no library, so that a bare compiler for arm64 builds it anywhere, and it goes with every glibc. Numbers
 * and structures are those of the kernel's interface: include/uapi/linux/kvm.h, arch/arm64/include/uapi/asm/kvm.h.
 */

#include "system-call.h"

typedef unsigned int u32;
typedef unsigned long u64;

enum {
	SYS_IOCTL = 29,
	SYS_WRITE = 64,
	SYS_EXIT_GROUP = 94,
};

/* Requests. */
#define KVM_CHECK_EXTENSION 0xae03ul
#define KVM_CREATE_VCPU 0xae41ul
#define KVM_RUN 0xae80ul
#define KVM_SET_USER_MEMORY_REGION 0x4020ae46ul
#define KVM_SET_USER_MEMORY_REGION2 0x40a0ae49ul
#define KVM_GET_DIRTY_LOG 0x4010ae42ul
#define KVM_GET_MP_STATE 0x8004ae98ul
#define KVM_SET_MP_STATE 0x4004ae99ul
#define KVM_SET_ONE_REG 0x4010aeacul
#define KVM_ARM_VCPU_INIT 0x4020aeaeul
#define KVM_CREATE_DEVICE 0xc00caee0ul
#define KVM_SET_DEVICE_ATTR 0x4018aee1ul

#define KVM_CAP_MP_STATE 14
#define KVM_MP_STATE_RUNNABLE 0
#define KVM_ARM_VCPU_POWER_OFF 1
#define KVM_EXIT_SYSTEM_EVENT 24
#define KVM_SYSTEM_EVENT_RESET 2
#define KVM_DEV_TYPE_ARM_VGIC_V3 7
#define KVM_DEV_TYPE_ARM_VGIC_ITS 8
#define KVM_DEV_ARM_ITS_RESTORE_TABLES 2

#define ENOTTY 25

struct kvm_one_reg {
	u64 id;
	u64 addr;
};

struct kvm_vcpu_init {
	u32 target;
	u32 features[7];
};

struct kvm_create_device {
	u32 type;
	u32 fd;
	u32 flags;
};

struct kvm_device_attr {
	u32 flags;
	u32 group;
	u64 attr;
	u64 addr;
};

/* What KVM_RUN came back for: its beginning, as far as a system event needs it. */
struct kvm_run {
	u64 before;
	u32 exit_reason;
	u32 between[5];
	u32 system_event_type;
};

struct kvm_userspace_memory_region {
	u32 slot;
	u32 flags;
	u64 guest_phys_addr;
	u64 memory_size;
	u64 userspace_addr;
};

struct kvm_dirty_log {
	u32 slot;
	u32 padding;
	u64 *dirty_bitmap;
};

/* Registers by their ids. That of one of the core has its place in struct kvm_regs at the end, counted in words of 4 bytes. */
#define GENERAL_REGISTER(n) (0x6030000000100000ul | 2 * (n))
#define FLOATING_POINT_REGISTERS 0x6040000000100000ul
#define SYSTEM_REGISTER(op0, op1, crn, crm, op2) \
	(0x6030000000130000ul | (op0) << 14 | (op1) << 11 | (crn) << 7 | (crm) << 3 | (op2))
#define KVM_REG_ARM_TIMER_CTL SYSTEM_REGISTER(3, 3, 14, 3, 1)
/* The kernel's interface has the numbers of these two the wrong way round. */
#define KVM_REG_ARM_TIMER_CNT SYSTEM_REGISTER(3, 3, 14, 3, 2)
#define KVM_REG_ARM_TIMER_CVAL SYSTEM_REGISTER(3, 3, 14, 0, 2)
#define TPIDR_EL0 SYSTEM_REGISTER(3, 3, 13, 0, 2)
#define TPIDR_EL1 SYSTEM_REGISTER(3, 0, 13, 0, 4)

/* Groups of a GICv3's attributes, and of its ITS's, which makes interrupts of the messages of PCI devices. */
enum {
	GIC_DISTRIBUTOR = 1,
	GIC_CONTROL = 4,
	GIC_REDISTRIBUTORS = 5,
	GIC_CPU_INTERFACE = 6,
	GIC_LINE_LEVELS = 7,
	GIC_ITS_REGISTERS = 8,
};

static enum {
	NONE,
	WITHOUT_MP_STATE,
	BEFORE_MP_STATE,
	IGNORES_SET_MP_STATE,
	MP_STATE_ALWAYS_RUNNABLE,
	FORGETS_COUNTER,
	FORGETS_TIMER,
	FORGETS_GIC_DISTRIBUTOR,
	FORGETS_GIC_REDISTRIBUTORS,
	FORGETS_GIC_CPU_INTERFACE,
	LOSES_DIRTY_PAGES,
	IGNORES_SET_MP_STATE_LATER,
	COUNTER_JUMPS,
	COUNTER_GOES_ON,
	FORGETS_GENERAL_REGISTERS,
	FORGETS_FLOATING_POINT,
	FORGETS_THREAD_POINTERS,
	FORGETS_ITS,
	LOSES_REBOOT,
} fault;

static const struct {
	const char *name;
	int fault;
} faults[] = {
	{ "kvm-without-mp-state", WITHOUT_MP_STATE },
	{ "kvm-before-mp-state", BEFORE_MP_STATE },
	{ "kvm-ignores-set-mp-state", IGNORES_SET_MP_STATE },
	{ "kvm-mp-state-always-runnable", MP_STATE_ALWAYS_RUNNABLE },
	{ "kvm-forgets-counter", FORGETS_COUNTER },
	{ "kvm-forgets-timer", FORGETS_TIMER },
	{ "kvm-forgets-gic-distributor", FORGETS_GIC_DISTRIBUTOR },
	{ "kvm-forgets-gic-redistributors", FORGETS_GIC_REDISTRIBUTORS },
	{ "kvm-forgets-gic-cpu-interface", FORGETS_GIC_CPU_INTERFACE },
	{ "kvm-loses-dirty-pages", LOSES_DIRTY_PAGES },
	{ "kvm-ignores-set-mp-state-at-reset", IGNORES_SET_MP_STATE_LATER },
	{ "kvm-counter-jumps", COUNTER_JUMPS },
	{ "kvm-counter-goes-on-while-paused", COUNTER_GOES_ON },
	{ "kvm-forgets-general-registers", FORGETS_GENERAL_REGISTERS },
	{ "kvm-forgets-floating-point", FORGETS_FLOATING_POINT },
	{ "kvm-forgets-thread-pointers", FORGETS_THREAD_POINTERS },
	{ "kvm-forgets-its", FORGETS_ITS },
	{ "kvm-loses-reboot", LOSES_REBOOT },
};

/* Of the C library; they bind when QEMU is loaded. */
extern int *__errno_location(void);
extern void *mmap(void *at, u64 length, int protection, int flags, int fd, long offset);

static void say(const char *text)
{
	long length = 0;

	while (text[length])
		length++;
	system_call(SYS_WRITE, 2, (long)text, length);
}

/* What comes after a prefix; nothing when the text does not begin with it. */
static const char *after(const char *text, const char *prefix)
{
	for (; *prefix; text++, prefix++)
		if (*text != *prefix)
			return 0;
	return text;
}

static int equal(const char *a, const char *b)
{
	const char *rest = after(a, b);

	return rest && !*rest;
}

/* Whether this QEMU takes in a migration. */
static int is_incoming;

/* The loader gives a constructor what it gives main. */
__attribute__((constructor)) static void choose_fault(int argc, char **argv, char **environment)
{
	const char *name = 0;
	u32 i;

	(void)argc;
	for (; *argv; argv++)
		if (equal(*argv, "-incoming"))
			is_incoming = 1;
	for (; *environment; environment++)
		if (after(*environment, "VMWRIGHT_FAULT="))
			name = after(*environment, "VMWRIGHT_FAULT=");
	if (!name)
		return;
	for (i = 0; i < sizeof(faults) / sizeof(faults[0]); i++)
		if (equal(name, faults[i].name))
			fault = faults[i].fault;
	say(fault ? "vmwright: KVM has the fault " : "vmwright: there is no fault ");
	say(name);
	say("\n");
	if (!fault)
		system_call(SYS_EXIT_GROUP, 1, 0, 0);
}

/* Neither told of nor taken by a kernel without the interface. */
static int has_mp_state(void)
{
	return fault != WITHOUT_MP_STATE && fault != BEFORE_MP_STATE;
}

#define DESCRIPTORS 4096
/* Of each descriptor that is a vCPU, its number, whether it has run, and what it came back for. */
static u32 vcpu_of[DESCRIPTORS];
static char has_run[DESCRIPTORS];
static const struct kvm_run *run_of[DESCRIPTORS];

static int is_secondary(int fd)
{
	return fd < DESCRIPTORS && vcpu_of[fd] > 0;
}

static void remember_vcpu(int fd, u32 number)
{
	if (fd >= DESCRIPTORS)
		return;
	vcpu_of[fd] = number;
	has_run[fd] = 0;
	/* PROT_READ, MAP_SHARED. It keeps a vCPU alive, also one that was only a trial of QEMU's. */
	if (fault == LOSES_REBOOT)
		run_of[fd] = mmap(0, 4096, 1, 1, fd, 0);
}

/*
 * QEMU once had all vCPUs but the first begin powered off by a feature of KVM_ARM_VCPU_INIT; today it does so by
 * KVM_SET_MP_STATE. Where that does nothing, no guest would boot: so it is done the old way here.
 */
static void begin_powered_off(int fd, struct kvm_vcpu_init *init)
{
	if (is_secondary(fd))
		init->features[0] |= KVM_ARM_VCPU_POWER_OFF;
}

/* A restored machine's vCPUs run, whatever they did before, but with BEFORE_MP_STATE, which has them as they begin. */
static void begin_to_run(int fd)
{
	u32 state = KVM_MP_STATE_RUNNABLE;

	if (fd >= DESCRIPTORS || has_run[fd])
		return;
	has_run[fd] = 1;
	if (is_incoming && is_secondary(fd) && (fault == WITHOUT_MP_STATE || fault == IGNORES_SET_MP_STATE))
		system_call(SYS_IOCTL, fd, KVM_SET_MP_STATE, (long)&state);
}

/* Whether a vCPU's state is set in the life of a machine, as by a reset, and not at its beginning. */
static int is_later(int fd)
{
	return fd < DESCRIPTORS && has_run[fd];
}

/* The guest asks for a reset and nobody hears it: KVM has stopped its vCPUs. */
static int is_reboot_lost(int fd)
{
	return fault == LOSES_REBOOT && fd < DESCRIPTORS && run_of[fd]->exit_reason == KVM_EXIT_SYSTEM_EVENT &&
	       run_of[fd]->system_event_type == KVM_SYSTEM_EVENT_RESET;
}

static int is_gic_state_lost(const struct kvm_device_attr *attribute)
{
	switch (fault) {
	case FORGETS_GIC_DISTRIBUTOR:
		return attribute->group == GIC_DISTRIBUTOR;
	case FORGETS_GIC_REDISTRIBUTORS:
		return attribute->group == GIC_REDISTRIBUTORS || attribute->group == GIC_LINE_LEVELS;
	case FORGETS_GIC_CPU_INTERFACE:
		return attribute->group == GIC_CPU_INTERFACE;
	default:
		return 0;
	}
}

static int is_its_state_lost(const struct kvm_device_attr *attribute)
{
	if (fault != FORGETS_ITS)
		return 0;
	return attribute->group == GIC_ITS_REGISTERS ||
	       (attribute->group == GIC_CONTROL && attribute->attr == KVM_DEV_ARM_ITS_RESTORE_TABLES);
}

static int is_register_lost(int fd, u64 id)
{
	switch (fault) {
	case FORGETS_COUNTER:
		return id == KVM_REG_ARM_TIMER_CNT;
	case COUNTER_GOES_ON:
		return id == KVM_REG_ARM_TIMER_CNT && is_later(fd);
	case FORGETS_TIMER:
		return id == KVM_REG_ARM_TIMER_CTL || id == KVM_REG_ARM_TIMER_CVAL;
	case FORGETS_GENERAL_REGISTERS:
		return id >= GENERAL_REGISTER(19) && id <= GENERAL_REGISTER(28);
	case FORGETS_FLOATING_POINT:
		return (id & ~0xfffful) == FLOATING_POINT_REGISTERS;
	case FORGETS_THREAD_POINTERS:
		return id == TPIDR_EL0 || id == TPIDR_EL1;
	default:
		return 0;
	}
}

/* Minutes or seconds, according to the counter's frequency. */
#define JUMP (1ul << 34)

static long set_register(int fd, const struct kvm_one_reg *given)
{
	struct kvm_one_reg reg = *given;
	u64 jumped;

	if (is_register_lost(fd, reg.id))
		return 0;
	if (fault == COUNTER_JUMPS && reg.id == KVM_REG_ARM_TIMER_CNT && is_incoming && !is_later(fd)) {
		jumped = *(const u64 *)reg.addr + JUMP;
		reg.addr = (u64)&jumped;
	}
	return system_call(SYS_IOCTL, fd, KVM_SET_ONE_REG, (long)&reg);
}

/* The pages of each slot of guest memory; other address spaces have their number in the slot's upper half. */
#define SLOTS 512
static u64 pages_of[SLOTS];

static void remember_slot(const struct kvm_userspace_memory_region *region)
{
	if (region->slot < SLOTS)
		pages_of[region->slot] = region->memory_size / 4096;
}

/* Every fourth dirty page is not told of. */
static void lose_pages(struct kvm_dirty_log *log)
{
	static u32 count;
	u64 page;

	if (log->slot >= SLOTS)
		return;
	for (page = 0; page < pages_of[log->slot]; page++) {
		u64 *word = &log->dirty_bitmap[page / 64];
		u64 bit = 1ul << page % 64;

		if ((*word & bit) && ++count % 4 == 0)
			*word &= ~bit;
	}
}

static int gic = -1;
static int its = -1;

static void remember_device(const struct kvm_create_device *device)
{
	/* Flag 1 only tries whether there could be one. */
	if (device->flags)
		return;
	if (device->type == KVM_DEV_TYPE_ARM_VGIC_V3)
		gic = device->fd;
	if (device->type == KVM_DEV_TYPE_ARM_VGIC_ITS)
		its = device->fd;
}

static long faulty_ioctl(int fd, u64 request, void *argument)
{
	long result;

	/* QEMU keeps requests in an int: those with the highest bit arrive with a sign. */
	switch ((u32)request) {
	case KVM_CHECK_EXTENSION:
		if (!has_mp_state() && (u64)argument == KVM_CAP_MP_STATE)
			return 0;
		break;
	case KVM_SET_MP_STATE:
		if (!has_mp_state())
			return -ENOTTY;
		if (fault == IGNORES_SET_MP_STATE || (fault == IGNORES_SET_MP_STATE_LATER && is_later(fd)))
			return 0;
		break;
	case KVM_GET_MP_STATE:
		if (!has_mp_state())
			return -ENOTTY;
		break;
	case KVM_ARM_VCPU_INIT:
		if (!has_mp_state() || fault == IGNORES_SET_MP_STATE)
			begin_powered_off(fd, argument);
		break;
	case KVM_RUN:
		begin_to_run(fd);
		break;
	case KVM_SET_ONE_REG:
		return set_register(fd, argument);
	case KVM_SET_DEVICE_ATTR:
		if ((fd == gic && is_gic_state_lost(argument)) || (fd == its && is_its_state_lost(argument)))
			return 0;
		break;
	}
	do
		result = system_call(SYS_IOCTL, fd, request, (long)argument);
	while (result == 0 && (u32)request == KVM_RUN && is_reboot_lost(fd));
	if (result < 0)
		return result;
	switch ((u32)request) {
	case KVM_GET_MP_STATE:
		if (fault == MP_STATE_ALWAYS_RUNNABLE)
			*(u32 *)argument = KVM_MP_STATE_RUNNABLE;
		break;
	case KVM_CREATE_VCPU:
		remember_vcpu(result, (u64)argument);
		break;
	case KVM_CREATE_DEVICE:
		remember_device(argument);
		break;
	case KVM_SET_USER_MEMORY_REGION:
	case KVM_SET_USER_MEMORY_REGION2:
		remember_slot(argument);
		break;
	case KVM_GET_DIRTY_LOG:
		if (fault == LOSES_DIRTY_PAGES)
			lose_pages(argument);
		break;
	}
	return result;
}

/* In the C library it takes any arguments; there is never more than one. */
int ioctl(int fd, u64 request, void *argument)
{
	long result = faulty_ioctl(fd, request, argument);

	if (result < 0 && result > -4096) {
		*__errno_location() = -result;
		return -1;
	}
	return result;
}

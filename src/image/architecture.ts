/** The guest architectures that an image can be built for, by QEMU's names. */
export const guestArchitectures = ['aarch64', 'x86_64'] as const;

export type GuestArchitecture = (typeof guestArchitectures)[number];

/** What Debian calls the same architecture. */
export const debianArchitecture: Readonly<Record<GuestArchitecture, string>> = {
  aarch64: 'arm64',
  x86_64: 'amd64',
};

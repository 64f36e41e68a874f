/**
 * The host's port that QEMU forwards to `guestPort`, out of what `info usernet` prints:
 *
 *     Hub -1 (net0):
 *       Protocol[State]    FD  Source Address  Port   Dest. Address  Port RecvQ SendQ
 *       TCP[HOST_FORWARD]  13       127.0.0.1 40123       10.0.2.15    22     0     0
 */
export function forwardedPort(infoUsernet: string, guestPort: number): number | undefined {
  for (const line of infoUsernet.split('\n')) {
    const [, port, destination] = /TCP\[HOST_FORWARD\]\s+\d+\s+\S+\s+(\d+)\s+\S+\s+(\d+)/.exec(line) ?? [];
    if (Number(destination) === guestPort) return Number(port);
  }
  return undefined;
}

import { EnvironmentError } from '../support/errors.js';

const byNode: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

/** What Debian calls this machine's architecture. @throws EnvironmentError where vmwright was never tried */
export function hostArchitecture(node: string = process.arch): string {
  const architecture = byNode[node];
  if (architecture !== undefined) return architecture;
  throw new EnvironmentError(
    `vmwright takes QEMUs from Debian for amd64 and arm64 hosts; this one is ${node}`,
  );
}

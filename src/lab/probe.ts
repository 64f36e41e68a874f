import { rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { cacheDirectory } from '../image/index.js';
import { probeQemu, type ProbeOptions, type QemuProbe } from '../qemu/index.js';
import { makeFolder } from '../support/make-folder.js';
import { labFolder, readManifest } from './lab-image.js';
import type { LabFacts } from './lab-spec.js';

const probeSchema = z.object({
  version: z.object({ major: z.number(), minor: z.number(), micro: z.number(), text: z.string() }),
  arch: z.string(),
  machineTypes: z.array(
    z.object({
      name: z.string(),
      alias: z.string().optional(),
      isDefault: z.boolean(),
      isDeprecated: z.boolean(),
      cpuMax: z.number(),
    }),
  ),
  accelerators: z.array(z.string()),
});

/**
 * As `probeQemu`, for a QEMU in a lab. A version of Debian's is asked once and for all, since to start one there takes a second
 * of the two or three that a run has before its first cell; a fault in its KVM makes no other QEMU of it.
 *
 * @throws as `probeQemu`
 */
export async function probeInLab(
  { qemus }: LabFacts,
  path: string,
  options: ProbeOptions,
  cache = cacheDirectory(),
): Promise<QemuProbe> {
  const installed = qemus.find((qemu) => path.startsWith(qemu.path.replace(/bin\/[^/]*$/, '')));
  if (!installed) return await probeQemu(path, options);
  const file = join(labFolder(cache), 'probes', `${encodeURIComponent(installed.version)}.json`);
  const known = readManifest(file, probeSchema);
  if (known) {
    const machineTypes = known.machineTypes.map((type) => ({ ...type, alias: type.alias }));
    return { ...known, machineTypes, path };
  }
  const probe = await probeQemu(path, options);
  makeFolder(dirname(file));
  await writeFile(`${file}.part`, JSON.stringify(probe));
  await rename(`${file}.part`, file);
  return probe;
}

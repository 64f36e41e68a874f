import { Command, Option } from 'commander';
import {
  buildImage,
  guestArchitectures,
  isCurrent,
  listImages,
  removeImages,
  type GuestArchitecture,
} from '../../image/index.js';
import { UsageError } from '../../support/errors.js';
import { describeImage, forPrograms } from '../guest-image.js';
import { print, printJson, say } from '../streams.js';
import { table } from '../table.js';

interface BuildOptions {
  readonly arch: GuestArchitecture;
  readonly suite?: string;
  readonly kernelVersion?: string;
  readonly json?: true;
}

const epilogue = `
A suite is one of the machine's own Debian mirror, by its name or by what Debian calls it: trixie, oldstable,
bookworm-backports. Of several suites with such a kernel, the one with the newest is taken.

To run with an image: vmwright run --image SUITE, or --image VERSION of its kernel.`;

export function imageCommand(signal: AbortSignal): Command {
  const image = new Command('image')
    .description('build, list and remove guest images')
    .helpCommand(false)
    .usage('COMMAND');
  image
    .command('build')
    .description("build the guest image from Debian packages, through this machine's apt")
    .addOption(
      new Option('--arch <arch>', 'the guest architecture').choices(guestArchitectures).default('aarch64'),
    )
    .option('--suite <suite>', "the Debian release to take packages from (default: this machine's own)")
    .option(
      '--kernel-version <version>',
      'take the Linux with this beginning from the suite that has it: 6.12',
    )
    .option('--json', 'print the image as JSON')
    .addHelpText('after', epilogue)
    .action((options: BuildOptions) => build(options, signal));
  image
    .command('list')
    .description('list the guest images of this machine')
    .option('--json', 'print the list as JSON')
    .action((options: { json?: true }) => list(options));
  image
    .command('remove')
    .description('remove guest images from the cache')
    .argument('[image...]', 'identities, as `vmwright image list` shows them')
    .option('--older', 'all of an older recipe, which nothing uses unless it is named')
    .action((images: string[], options: { older?: true }) => remove(images, options, signal));
  return image;
}

async function build(options: BuildOptions, signal: AbortSignal): Promise<void> {
  const { arch, suite, kernelVersion, json } = options;
  const choice = { arch, ...(suite && { suite }), ...(kernelVersion && { kernelVersion }) };
  const image = await buildImage({ ...choice, signal, progress: say });
  if (json) printJson(forPrograms(image));
  else print(`${image.id}  Linux ${image.kernelVersion}  ${image.manifest}`);
}

function list({ json }: { json?: true }): void {
  const images = listImages();
  if (json) printJson(images.map(forPrograms));
  else if (images.length === 0) say('there are no images yet: vmwright image build');
  else
    print(table(images.map((image) => [...describeImage(image), isCurrent(image) ? '' : '(older recipe)'])));
}

async function remove(images: string[], { older }: { older?: true }, signal: AbortSignal): Promise<void> {
  if (older ? images.length > 0 : images.length === 0)
    throw new UsageError('say which images to remove: their identities, or --older');
  const removed = await removeImages(older ? 'older' : images, { signal });
  for (const { id } of removed) say(`removed ${id}`);
  if (removed.length === 0) say('there are no images of an older recipe');
}

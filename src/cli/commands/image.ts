import { Command, Option } from 'commander';
import { buildImage, guestArchitectures, listImages, type GuestArchitecture } from '../../image/index.js';
import { forPrograms } from '../guest-image.js';
import { print, printJson, say } from '../streams.js';
import { table } from '../table.js';

interface BuildOptions {
  readonly arch: GuestArchitecture;
  readonly suite?: string;
  readonly json?: true;
}

export function imageCommand(signal: AbortSignal): Command {
  const image = new Command('image')
    .description('build and list guest images')
    .helpCommand(false)
    .usage('COMMAND');
  image
    .command('build')
    .description("build the guest image from Debian packages, through this machine's apt")
    .addOption(
      new Option('--arch <arch>', 'the guest architecture').choices(guestArchitectures).default('aarch64'),
    )
    .option('--suite <suite>', "the Debian release to take packages from (default: this machine's own)")
    .option('--json', 'print the image as JSON')
    .action((options: BuildOptions) => build(options, signal));
  image
    .command('list')
    .description('list the guest images of this machine')
    .option('--json', 'print the list as JSON')
    .action((options: { json?: true }) => list(options));
  return image;
}

async function build({ arch, suite, json }: BuildOptions, signal: AbortSignal): Promise<void> {
  const choice = { arch, ...(suite !== undefined && { suite }) };
  const image = await buildImage({ ...choice, signal, progress: say });
  if (json) printJson(forPrograms(image));
  else print(`${image.id}  ${image.manifest}`);
}

function list({ json }: { json?: true }): void {
  const images = listImages();
  if (json) printJson(images.map(forPrograms));
  else if (images.length === 0) say('there are no images yet: vmwright image build');
  else print(table(images.map((image) => [image.arch, image.suite, image.release, image.kernel])));
}

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { buildImage, cacheDirectory, findImage, listImages } from '../../../src/image/index.js';
import { describeError, EnvironmentError, UsageError } from '../../../src/support/errors.js';

interface Manifest {
  readonly packages: { readonly name: string; readonly version: string; readonly sha256: string }[];
}

describe('building a guest image', function () {
  this.timeout(10 * 60_000);
  let cache: string;

  beforeEach(function () {
    try {
      findImage();
    } catch (error) {
      console.log(`      skipped: ${describeError(error)}`);
      this.skip();
    }
    cache = mkdtempSync(join(tmpdir(), 'vmwright-build-'));
    // Package files that the real cache has need not be downloaded for every test.
    const packages = join(cacheDirectory(), 'packages');
    mkdirSync(packages, { recursive: true });
    symlinkSync(packages, join(cache, 'packages'));
  });
  afterEach(() => rmSync(cache, { recursive: true, force: true }));

  it('makes kernel, initramfs and a manifest with every version, and does nothing the second time', async () => {
    const steps: string[] = [];
    const image = await buildImage({ cache, progress: (step) => steps.push(step) });
    expect(steps).to.have.length.above(1);
    expect(image).to.include({ arch: 'aarch64', user: 'root', marker: 'vmwright: guest ready' });
    expect(existsSync(image.kernel) && existsSync(image.initrd)).to.equal(true);
    const { packages } = JSON.parse(readFileSync(image.manifest, 'utf8')) as Manifest;
    expect(packages.map(({ name }) => name)).to.include.members(['busybox-static', 'dropbear-bin', 'libc6']);
    expect(packages.map(({ name }) => name)).to.include(`linux-image-${image.release}`);
    for (const { version, sha256 } of packages) {
      expect(version).to.match(/\d/);
      expect(sha256).to.match(/^[0-9a-f]{64}$/);
    }
    const again = await buildImage({ cache, progress: (step) => expect.fail(step) });
    expect(again).to.deep.equal(image);
    expect(findImage({ cache })).to.deep.equal(image);
    expect(listImages(cache)).to.deep.equal([image]);
    expect(readdirSync(cache)).not.to.include('scratch');

    rmSync(image.initrd);
    expect(listImages(cache), 'an image without its initramfs').to.deep.equal([]);
    expect(await buildImage({ cache })).to.deep.equal(image);
    expect(existsSync(image.initrd)).to.equal(true);
  });

  it('gives two that build at the same time the same image, built once', async () => {
    const steps: string[] = [];
    const progress = (step: string) => steps.push(step);
    const [one, other] = await Promise.all([
      buildImage({ cache, progress }),
      buildImage({ cache, progress }),
    ]);
    expect(one).to.deep.equal(other);
    expect(new Set(steps).size).to.equal(steps.length);
  });

  it('leaves no half of an image when it is interrupted, and clears up after one that was killed', async () => {
    const scratch = join(cache, 'scratch');
    mkdirSync(join(scratch, 'image'), { recursive: true });
    writeFileSync(join(scratch, 'image', 'kernel'), 'half');
    const stop = new AbortController();
    const reason = new Error('Ctrl-C');
    const progress = () => stop.abort(reason);
    const error = await buildImage({ cache, signal: stop.signal, progress }).catch((e: unknown) => e);
    expect(error).to.equal(reason);
    expect(listImages(cache)).to.deep.equal([]);
    expect(existsSync(scratch)).to.equal(false);
  });

  it('says which suites the mirror has when it does not have the one', async () => {
    const error = await buildImage({ cache, suite: 'nosuchsuite' }).catch((e: unknown) => e);
    expect(error).to.be.instanceOf(UsageError);
    expect((error as Error).message).to.match(/no suite nosuchsuite; .*it has: .*stable/);
  });

  it('says which version of a package there is not', async () => {
    const versions = { 'dropbear-bin': '0-never' };
    const error = await buildImage({ cache, versions }).catch((e: unknown) => e);
    expect(error).to.be.instanceOf(EnvironmentError);
    expect(describeError(error)).to.include('0-never');
  });

  it('says that the cache cannot be written, and where else it could be', async () => {
    writeFileSync(join(cache, 'file'), '');
    const error = await buildImage({ cache: join(cache, 'file', 'cache') }).catch((e: unknown) => e);
    expect(error).to.be.instanceOf(EnvironmentError);
    expect((error as Error).message).to.match(/cannot write the guest image.*VMWRIGHT_CACHE/);
  });
});

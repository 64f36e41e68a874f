import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { buildImage, chooseImage, isCurrent, listImages } from '../../../src/image/index.js';
import { identify } from '../../../src/image/image-choice.js';
import { loadRecipe } from '../../../src/image/recipe.js';
import { ensureKeys } from '../../../src/image/ssh-keys.js';
import { EnvironmentError, UsageError } from '../../../src/support/errors.js';

describe('the choice of a guest image', () => {
  let cache: string;
  before(() => {
    cache = mkdtempSync(join(tmpdir(), 'vmwright-choice-'));
    put('bullseye', '5.10.223-1', '5.10.0-32-cloud-arm64');
    put('bookworm', '6.1.192-2', '6.1.0-56-cloud-arm64');
    put('bookworm', '6.1.176-1', '6.1.0-50-cloud-arm64', {
      versions: { 'linux-image-cloud-arm64': '6.1.176-1' },
    });
    put('trixie', '6.12.117-1', '6.12.117+deb13-cloud-arm64');
    put('sid', '7.2.13-1', '7.2.13+deb14-cloud-arm64', { id: 'aarch64-sid-0123456789ab' });
  });
  after(() => rmSync(cache, { recursive: true }));

  function put(
    suite: string,
    version: string,
    release: string,
    { versions, id }: { versions?: Record<string, string>; id?: string } = {},
  ): void {
    const choice = { arch: 'aarch64' as const, suite, ...(versions && { versions }) };
    const folder = join(cache, 'images', id ?? identify(choice, loadRecipe(), ensureKeys(cache)));
    mkdirSync(folder, { recursive: true });
    for (const file of ['kernel', 'initrd']) writeFileSync(join(folder, file), '');
    const packages = [{ name: `linux-image-${release}`, version }];
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...choice, release, packages, versions }));
  }
  const chosen = (image: string) => chooseImage({ arch: 'aarch64', image, cache }).kernelVersion;

  it('is by suite, or by the beginning of a kernel’s version, of which the newest wins', () => {
    expect(chosen('trixie')).to.equal('6.12.117-1');
    expect(chosen('bookworm')).to.equal('6.1.192-2');
    expect(chosen('5.10')).to.equal('5.10.223-1');
    expect(chosen('6')).to.equal('6.12.117-1');
    expect(chosen('6.1')).to.equal('6.1.192-2');
    expect(chosen('6.1.176')).to.equal('6.1.176-1');
    expect(chosen('6.1.0-50'), 'as uname -r says it').to.equal('6.1.176-1');
  });

  it('takes one of another recipe only by its identity', () => {
    expect(listImages(cache).filter((image) => !isCurrent(image, cache))).to.have.length(1);
    expect(chosen('aarch64-sid-0123456789ab')).to.equal('7.2.13-1');
    for (const image of ['sid', '7.2']) {
      expect(() => chosen(image)).to.throw(EnvironmentError, 'an older recipe');
    }
  });

  it('says what builds the one that is not there', () => {
    const wrong =
      /there is no guest image with Linux 6\.6 .* --kernel-version 6\.6.*trixie \(Linux 6\.12\.117-1\)/;
    expect(() => chosen('6.6')).to.throw(EnvironmentError, wrong);
    expect(() => chosen('forky')).to.throw(EnvironmentError, '--suite forky');
    const x86 = () => chooseImage({ arch: 'x86_64', image: 'aarch64-sid-0123456789ab', cache });
    expect(x86).to.throw(EnvironmentError, 'not for x86_64');
  });

  it('builds nothing where a kernel is there already, and nothing for what is no version', async () => {
    const built = await buildImage({ cache, kernelVersion: '6.12', progress: (line) => expect.fail(line) });
    expect(built.suite).to.equal('trixie');
    const error = await buildImage({ cache, kernelVersion: 'newest' }).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(UsageError);
  });
});

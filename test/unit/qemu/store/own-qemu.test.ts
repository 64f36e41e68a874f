import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { findQemu } from '../../../../src/qemu/index.js';
import { checkData, findOwnQemu } from '../../../../src/qemu/store/build-tree.js';
import { chooseStored } from '../../../../src/qemu/store/choose-stored.js';
import { addQemu } from '../../../../src/qemu/store/add.js';
import { bundledWrapper, ownWrapper } from '../../../../src/qemu/store/wrapper.js';
import { UsageError } from '../../../../src/support/errors.js';

describe('QEMUs of one’s own', () => {
  let root: string;
  const environment = { ...process.env };
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'vmwright own '));
    process.env['VMWRIGHT_CACHE'] = join(root, 'cache');
  });
  afterEach(() => {
    process.env = environment;
    rmSync(root, { recursive: true, force: true });
  });

  function put(path: string, text = ''): string {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  }
  function program(path: string, script = '#!/bin/sh\nprintf "%s\\n" "$@"\n'): string {
    const file = put(path, script);
    chmodSync(file, 0o755);
    return file;
  }
  function store(name: string, manifest: object): void {
    program(`cache/qemus/${name}/bin/qemu-system-aarch64`);
    const facts = { version: '', machineTypes: [], accelerators: [] };
    const guests = { aarch64: facts };
    put(`cache/qemus/${name}/manifest.json`, JSON.stringify({ name, version: '', guests, ...manifest }));
  }
  function installed(packageVersion: string, version: string): void {
    const origin = { kind: 'debian', suite: 'some', packageVersion };
    store(packageVersion.replace(/^1:/, ''), { version, origin });
  }

  it('are found in a build tree, in its source tree and where they are installed, with their firmware', () => {
    const built = program('new/build/qemu-system-aarch64');
    put('new/build/qemu-bundle/usr/local/share/qemu/efi-virtio.rom');
    const bundle = join(root, 'new/build/qemu-bundle/usr/local/share/qemu');
    for (const path of [built, join(root, 'new/build'), join(root, 'new')]) {
      expect(findOwnQemu(path), path).to.deep.equal({ executables: [built], data: bundle });
    }
    const old = program('old/build/qemu-system-x86_64');
    put('old/build/pc-bios/bios.bin');
    expect(findOwnQemu(join(root, 'old'))).to.deep.equal({
      executables: [old],
      data: join(root, 'old/build/pc-bios'),
    });
    const arm = program('opt/bin/qemu-system-aarch64');
    const x86 = program('opt/bin/qemu-system-x86_64');
    put('opt/share/qemu/keymaps/de');
    expect(findOwnQemu(join(root, 'opt'))).to.deep.equal({
      executables: [arm, x86],
      data: join(root, 'opt/share/qemu'),
    });
    expect(findOwnQemu(program('alone'))).to.deep.equal({
      executables: [join(root, 'alone')],
      data: undefined,
    });
    expect(findQemu('x86_64', join(root, 'opt'))).to.equal(x86);
  });

  it('are not found where there are none', () => {
    mkdirSync(join(root, 'empty'));
    expect(() => findOwnQemu(join(root, 'empty'))).to.throw(UsageError, 'there is no QEMU in');
    expect(() => findOwnQemu(join(root, 'nowhere'))).to.throw(UsageError, 'there is no such file');
    expect(() => checkData(join(root, 'empty'))).to.throw(UsageError, 'firmware');
  });

  it('have names that are neither versions nor paths', async () => {
    const qemu = program('qemu');
    for (const name of ['7.2', '-L', 'a/b', '', '.hidden', 'qemu-system-aarch64', 'a'.repeat(65)]) {
      const error = await addQemu(name, qemu).catch((reason: unknown) => reason);
      expect(error, name).to.be.instanceOf(UsageError);
    }
  });

  it('are chosen by name; what was installed, by a version’s beginning, of which the newest wins', () => {
    installed('1:7.2+dfsg-7', '7.2.21');
    installed('1:7.2+dfsg-7+deb12u18+b3', '7.2.22');
    installed('1:10.0.13+ds-0+deb13u1', '10.0.13');
    store('mytree', { version: '7.2.50', origin: { kind: 'own', path: root, executables: {} } });
    expect(chooseStored('7')?.name).to.equal('7.2+dfsg-7+deb12u18+b3');
    expect(chooseStored('7.2.21')?.name).to.equal('7.2+dfsg-7');
    expect(chooseStored('7.2+dfsg-7')?.name, 'the whole name').to.equal('7.2+dfsg-7');
    expect(chooseStored('10')?.name).to.equal('10.0.13+ds-0+deb13u1');
    expect(chooseStored('1')).to.equal(undefined);
    expect(chooseStored('mytree')?.version).to.equal('7.2.50');
    expect(() => findQemu('aarch64', 'mytre')).to.throw(UsageError, 'did you mean mytree?');
    expect(() => findQemu('aarch64', '8.0')).to.throw(
      UsageError,
      /installed are: .*7\.2.* vmwright qemu install 8\.0/,
    );
  });

  it('count as not there when they are not whole, and tell when their tree is gone', () => {
    installed('1:7.2+dfsg-7', '7.2.21');
    rmSync(join(root, 'cache/qemus/7.2+dfsg-7/bin'), { recursive: true });
    expect(chooseStored('7.2')).to.equal(undefined);
    put('cache/qemus/half/manifest.json', '{"name":');
    expect(chooseStored('half')).to.equal(undefined);
    store('mytree', { origin: { kind: 'own', path: root, executables: { aarch64: join(root, 'gone') } } });
    expect(() => findQemu('aarch64', 'mytree')).to.throw(UsageError, 'vmwright qemu remove mytree');
    expect(() => findQemu('x86_64', 'mytree')).to.throw(UsageError, 'only for aarch64');
  });

  it('start through scripts that pass every argument on, from wherever they are called', () => {
    const run = (file: string, ...args: string[]) =>
      execFileSync(file, args, { cwd: dirname(file), encoding: 'utf8' })
        .trimEnd()
        .split('\n');
    const own = program('own', ownWrapper(program("it's mine"), join(root, 'my data')));
    expect(run(own, '-M', 'none', 'a b')).to.deep.equal(['-L', join(root, 'my data'), '-M', 'none', 'a b']);

    const bundled = program(
      'home/bin/qemu-system-aarch64',
      bundledWrapper('qemu-system-aarch64', 'ld-linux.so'),
    );
    program('home/lib/ld-linux.so');
    const home = join(root, 'home');
    const expected = [
      '--library-path',
      `${home}/lib`,
      `${home}/programs/qemu-system-aarch64`,
      '-L',
      `${home}/data`,
    ];
    expect(run(bundled, 'a b')).to.deep.equal([...expected, 'a b']);
    symlinkSync(bundled, join(root, 'link'));
    expect(run(join(root, 'link'))).to.deep.equal(expected);
    expect(run('./qemu-system-aarch64'.replace('.', join(home, 'bin')))).to.deep.equal(expected);
  });
});

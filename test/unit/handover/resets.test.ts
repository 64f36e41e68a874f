import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { resets } from '../../../src/handover/script/library/resets.js';

const banner = 'banner';
type Sign = 'banner' | 'guest-reset' | 'host-qmp-system-reset';

describe('the resets that a script counts', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'resets-test-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** What the script has counted in the end, or calls the bug, when it looks at these one after the other. */
  function counted(firmware: 'SeaBIOS' | 'none', signs: readonly Sign[], mayReset = true): string {
    const script = [
      `vm=1 firmware=${firmware}; : >console1.log; : >qmp1.out`,
      `count() { grep -c -- "$1" console1.log; }; complaints() { :; }; showed() { echo "$*"; exit; }`,
      resets,
      `may_reset=${mayReset ? 1 : 0}`,
      ...signs.flatMap((sign) => [
        sign === banner
          ? `echo 'Linux version 6.1' >>console1.log`
          : `echo '{"event": "RESET", "data": {"guest": ${sign === 'guest-reset'}, "reason": "${sign}"}}' >>qmp1.out`,
        'watch_resets',
      ]),
      'echo $resets',
    ];
    const { stdout, stderr } = spawnSync('sh', { input: script.join('\n'), cwd: folder, encoding: 'utf8' });
    return `${stdout}${stderr}`.trim();
  }

  it('are those that somebody asked for, and not the ones that SeaBIOS makes of each', () => {
    const booted: Sign[] = ['banner', 'host-qmp-system-reset', 'guest-reset', 'guest-reset', 'banner'];
    expect(counted('SeaBIOS', booted)).to.equal('1');
    expect(counted('SeaBIOS', [...booted, 'guest-reset', 'guest-reset', 'banner'])).to.equal('2');
    const twice: Sign[] = ['host-qmp-system-reset', 'guest-reset', 'host-qmp-system-reset', 'guest-reset'];
    expect(counted('SeaBIOS', ['banner', ...twice, 'banner'])).to.equal('2');
  });

  it('are all of them where there is no firmware', () => {
    expect(counted('none', ['banner', 'guest-reset', 'guest-reset', 'banner'])).to.equal('2');
  });

  it('show the bug where nothing asked for one, also when its event comes after the banner', () => {
    expect(counted('SeaBIOS', ['banner', 'guest-reset'], false)).to.contain('nothing asked for it');
    expect(counted('SeaBIOS', ['banner', 'banner', 'guest-reset'], false)).to.contain('nothing asked for it');
    expect(counted('SeaBIOS', ['guest-reset', 'banner'], false)).to.equal('0');
  });
});

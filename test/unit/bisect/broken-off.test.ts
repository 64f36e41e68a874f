import { expect } from 'chai';
import { brokenOffBy } from '../../../src/bisect/broken-off.js';

const room = 1 << 30;

describe('a build that failed', () => {
  for (const words of [
    '/tmp/ccA.s: fatal error: cannot write: No space left on device',
    'a.c:1:1: fatal error: error closing /tmp/ccA.s: Disk quota exceeded',
    'collect2: fatal error: ld terminated with signal 9 [Killed]',
    'gcc: fatal error: Killed signal terminated program cc1',
    'cc1: out of memory allocating 65536 bytes\nvirtual memory exhausted: Cannot allocate memory',
    'make[2]: *** [Makefile:7: a.o] Killed',
    'make: *** [Makefile:7: a.o] Error 137',
    'sh: line 1:  4242 Killed                  cc -c a.c',
    'Killed',
    "fatal: unable to access 'https://git.example/x.git/': Could not resolve host: git.example",
    'ssh: connect to host git.example port 22: Connection timed out',
    'fatal: Could not read from remote repository.',
    'urllib.error.URLError: <urlopen error [Errno -3] Temporary failure in name resolution>',
    'error: The requested URL returned error: 503',
    // What was not fetched is missed by the compiler.
    'Could not resolve host: git.example\na.c:1:10: fatal error: libfdt.h: No such file or directory',
  ])
    it(`was broken off by its surroundings where it said: ${words.split('\n').at(-1) ?? ''}`, () =>
      expect(brokenOffBy(`configure\n${words}\nninja: build stopped\n`, room)).to.be.a('string'));

  for (const words of [
    'a.c:1:2: error: expected a declaration',
    'a.c:12:3: error: expected a semicolon\n   12 |   error_setg(errp, "Connection timed out")\n      |          ^',
    'a.c:1:10: fatal error: libfdt.h: No such file or directory',
    // A download that it does without.
    'WARNING: Could not resolve host: pip.example\na.c:1:2: error: expected a declaration',
    "ld: a.o: undefined reference to `killed'",
    'The requested URL returned error: 404',
    'collect2: error: ld returned 1 exit status',
    'gcc: internal compiler error: Segmentation fault signal terminated program cc1',
  ])
    it(`is the commit's own where it said: ${words.split('\n')[0] ?? ''}`, () =>
      expect(brokenOffBy(`${words}\nninja: build stopped: subcommand failed.\n`, room)).to.be.undefined);

  it('was broken off where there is no room left, not even for the words', () =>
    expect(brokenOffBy('[7/9] Compiling', 4096)).to.equal('the disk is full'));

  it('tells the line, and for the network what needs none', () =>
    expect(brokenOffBy('one\nfatal: Could not resolve host: git.example\ntwo', room)).to.match(
      /^fatal: Could not resolve host: git\.example \(.*git submodule update --init/,
    ));
});

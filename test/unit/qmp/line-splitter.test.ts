import { expect } from 'chai';
import { LineSplitter } from '../../../src/qmp/wire/line-splitter.js';

function split(chunks: readonly string[], limitBytes = 1000): { lines: string[]; exceeded: string[] } {
  const lines: string[] = [];
  const exceeded: string[] = [];
  const splitter = new LineSplitter((line) => lines.push(line.toString()), {
    bytes: limitBytes,
    onExceeded: (beginning) => exceeded.push(beginning.toString()),
  });
  for (const chunk of chunks) splitter.push(Buffer.from(chunk));
  return { lines, exceeded };
}

describe('LineSplitter', () => {
  it('gives lines without their ends, be these LF or CRLF', () => {
    expect(split(['one\ntwo\r\nthree']).lines).to.deep.equal(['one', 'two']);
  });

  it('puts a line together that comes in pieces, also between CR and LF', () => {
    expect(split(['o', 'n', 'e\r', '\nt', 'wo\n']).lines).to.deep.equal(['one', 'two']);
  });

  it('passes over empty lines', () => {
    expect(split(['\r\n\n', 'one\n', '\n']).lines).to.deep.equal(['one']);
  });

  it('tells the beginning of a line that grows over the limit', () => {
    expect(split(['abcdef', 'ghijkl'], 10).exceeded).to.deep.equal(['abcdefghijkl']);
  });

  it('takes time linear in the length of a line', () => {
    const chunk = Buffer.alloc(64 * 1024, 'x');
    let length = 0;
    const splitter = new LineSplitter((line) => (length = line.length), {
      bytes: Infinity,
      onExceeded: () => undefined,
    });
    const startMs = performance.now();
    for (let i = 0; i < 1024; i++) splitter.push(chunk);
    splitter.push(Buffer.from('\n'));
    expect(length).to.equal(64 * 1024 * 1024);
    // Copying what has come anew for each chunk would move 32 GiB, and take ten seconds at the least.
    expect(performance.now() - startMs).to.be.below(5000);
  });
});

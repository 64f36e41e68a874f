import { readFileSync } from 'node:fs';
import { root } from './checkout.mjs';
import { Stop } from './stop.mjs';

/** @throws {Stop} when this Node is older than package.json asks for */
export function checkNodeVersion() {
  const wanted = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')).engines.node.replace('>=', '');
  if (compare(process.versions.node, wanted) >= 0) return;
  throw new Stop(
    `Node ${wanted} or newer is needed, and this is ${process.versions.node} (${process.execPath}): ` +
      'install a newer one, for instance from https://nodejs.org/en/download',
  );
}

function compare(a, b) {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  const at = right.findIndex((number, index) => number !== (left[index] ?? 0));
  return at < 0 ? 0 : (left[at] ?? 0) - right[at];
}

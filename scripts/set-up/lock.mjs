import { closeSync, openSync } from 'node:fs';
import { root } from './checkout.mjs';
import { runToEnd } from './child.mjs';
import { say } from './stop.mjs';

/**
 * Does `work` while no other set-up works in this checkout. The lock is the kernel's, on the folder itself: it leaves
 * no file behind, and ends with this process however that dies.
 */
export async function alone(work) {
  const folder = openSync(root, 'r');
  try {
    // flock locks the open folder, which this process goes on holding when flock has ended.
    const stdio = ['ignore', 'ignore', 'ignore', folder];
    const { status } = await runToEnd('flock', ['--nonblock', '3'], { stdio });
    if (status === 1) {
      say('waiting for another set-up in this checkout');
      await runToEnd('flock', ['3'], { stdio });
    }
    return await work();
  } finally {
    closeSync(folder);
  }
}

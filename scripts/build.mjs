/** `npm run build`: the npm packages when they are missing, and dist/ when it is older than the sources. */
import { dependencies, distribution, setUp } from './set-up/index.mjs';

await setUp([dependencies, distribution]);

export { restoreFromFile, saveToFile } from './file.js';

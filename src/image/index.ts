export { guestArchitectures, type GuestArchitecture } from './architecture.js';
export { buildImage, type BuildOptions } from './build-image.js';
export { chooseImage } from './choose-image.js';
export { cacheDirectory } from './cache-directory.js';
export { listImages, type GuestImage } from './guest-image.js';
export { findImage, isCurrent, type ImageChoice } from './image-choice.js';

/* What is done to modules of release modes around Binaryen: in a bundle of its own, since few processes do it. */
export { optimizeModule } from '@rezig/compiler/state';

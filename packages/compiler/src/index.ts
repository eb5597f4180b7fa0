export { astCheck, type CheckOptions, dumpZir } from './compilation/check.ts';

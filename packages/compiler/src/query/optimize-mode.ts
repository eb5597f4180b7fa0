/** `-O` */
export enum OptimizeMode {
  Debug,
  ReleaseSafe,
  ReleaseFast,
  ReleaseSmall,
}

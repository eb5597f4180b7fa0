/** As much of Node's `process` as is needed here. */
interface Clock {
  hrtime?(): [seconds: number, nanoseconds: number];
}

const clock = (globalThis as { process?: Clock }).process;

/** Milliseconds since some moment, of which only differences tell something. Where there is no other clock it is that of `performance`, for which Node loads ten modules. */
export function timeNow(): number {
  if (clock?.hrtime === undefined) return performance.now();
  const [seconds, nanoseconds] = clock.hrtime();
  return seconds * 1000 + nanoseconds / 1_000_000;
}

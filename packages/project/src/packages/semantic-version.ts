/** A version as https://semver.org has it: three numbers, what it is before, and the build. */
const VERSION =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[a-zA-Z-][\da-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][\da-zA-Z-]*))*))?(?:\+([\da-zA-Z-]+(?:\.[\da-zA-Z-]+)*))?$/;

/** Numbers in it are u64. */
const MAX_NUMBER = (1n << 64n) - 1n;

/** What is wrong with `text` as a semantic version, by the name of the official error; null if nothing. */
export function versionFault(text: string): 'InvalidVersion' | 'Overflow' | null {
  const numbers = VERSION.exec(text)?.slice(1, 4);
  if (numbers === undefined) return 'InvalidVersion';
  return numbers.some((number) => BigInt(number) > MAX_NUMBER) ? 'Overflow' : null;
}

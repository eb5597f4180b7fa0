import {
  isBareName,
  type Message,
  messageAt,
  readZon,
  type SourceFile,
  type Span,
  type ZonValue,
} from '@rezig/compiler/zon-data';
import { fingerprintText, isFingerprintOf, newFingerprint } from './fingerprint.ts';
import { hashFault } from './package-hash.ts';
import { versionFault } from './semantic-version.ts';

/** What a package's manifest is called. */
export const MANIFEST_NAME = 'build.zig.zon';

/** What a `build.zig.zon` says of a package. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  /** A u64: see `fingerprint.ts`. */
  readonly fingerprint: bigint;
  /** Null where it is not said. It is told and not enforced, as officially. */
  readonly minimumZigVersion: string | null;
  /** In the order of the text. */
  readonly dependencies: readonly Dependency[];
  /** Which files belong to the package: itself as `''`, files and directories. */
  readonly paths: readonly string[];
}

/** A dependency as a manifest has it, with the places in its text. */
export interface Dependency {
  readonly name: string;
  readonly location:
    | { readonly kind: 'url'; readonly url: string; readonly hash: string | null; readonly hashSpan: Span | null }
    | { readonly kind: 'path'; readonly path: string };
  /** Of its URL or path. */
  readonly locationSpan: Span;
  readonly isLazy: boolean;
}

/** The most bytes that a name or a version may have, as officially. */
const MAX_LENGTH = 32;

/** Thrown where a value has an error that was told. */
const INVALID = Symbol('invalid manifest');

/** What the manifest `file` says. Where there is an error, `manifest` is null. The texts are the official ones. */
export function readManifest(file: SourceFile): { manifest: Manifest | null; errors: readonly Message[] } {
  const zon = readZon(file);
  if ('errors' in zon) return { manifest: null, errors: zon.errors };
  const reader = new ManifestReader(file);
  try {
    const manifest = reader.manifest(zon.value);
    return { manifest: reader.errors.length > 0 ? null : manifest, errors: reader.errors };
  } catch (error) {
    if (error !== INVALID) throw error;
    return { manifest: null, errors: reader.errors };
  }
}

class ManifestReader {
  readonly errors: Message[] = [];
  readonly #file: SourceFile;

  constructor(file: SourceFile) {
    this.#file = file;
  }

  manifest(root: ZonValue): Manifest {
    if (root.kind !== 'struct' && root.kind !== 'empty')
      this.#fail(root, 'expected top level expression to be a struct');
    let name: string | null = null;
    let version: string | null = null;
    let fingerprint: bigint | null = null;
    let minimumZigVersion: string | null = null;
    let dependencies: readonly Dependency[] = [];
    let paths: readonly string[] | null = null;
    for (const { name: field, value } of root.kind === 'struct' ? root.fields : []) {
      if (field === 'name') name = this.#name(value);
      else if (field === 'version') version = this.#version(value);
      else if (field === 'fingerprint') fingerprint = this.#fingerprint(value);
      else if (field === 'minimum_zig_version') minimumZigVersion = this.#semanticVersion(value);
      else if (field === 'dependencies') dependencies = this.#dependencies(value);
      else if (field === 'paths') paths = this.#paths(value);
      // Others are for later versions, as officially.
    }
    if (name === null) this.#error(root, "missing top-level 'name' field");
    else if (fingerprint === null) {
      const suggested = fingerprintText(newFingerprint(name));
      this.#error(root, `missing top-level 'fingerprint' field; suggested value: ${suggested}`);
    } else if (!isFingerprintOf(fingerprint, name)) {
      const suggested = fingerprintText(newFingerprint(name));
      this.#error(
        root,
        `invalid fingerprint: ${fingerprintText(fingerprint)}; if this is a new or forked package, use this value: ${suggested}`,
      );
    }
    if (version === null) this.#error(root, "missing top-level 'version' field");
    if (paths === null) this.#error(root, "missing top-level 'paths' field");
    return {
      name: name ?? '',
      version: version ?? '',
      fingerprint: fingerprint ?? 0n,
      minimumZigVersion,
      dependencies,
      paths: paths ?? [],
    };
  }

  #error(value: ZonValue, text: string): void {
    this.errors.push(messageAt(this.#file, value.main, text));
  }

  #fail(value: ZonValue, text: string): never {
    this.#error(value, text);
    throw INVALID;
  }

  #string(value: ZonValue): string {
    if (value.kind !== 'string') this.#fail(value, 'expected string literal');
    if (value.error !== null) this.#error(value, value.error);
    return value.text;
  }

  #name(value: ZonValue): string {
    if (value.kind !== 'enum literal') this.#fail(value, 'expected enum literal');
    const { text, isBare } = value;
    if (!isBare) this.#fail(value, 'name must be a valid bare zig identifier');
    if (text.length > MAX_LENGTH) this.#fail(value, `name '${text}' exceeds max length of ${MAX_LENGTH}`);
    return text;
  }

  #version(value: ZonValue): string {
    const text = this.#string(value);
    const { length } = new TextEncoder().encode(text);
    if (length > MAX_LENGTH) this.#error(value, `version string length ${length} exceeds maximum of ${MAX_LENGTH}`);
    return this.#checkedVersion(value, text);
  }

  #semanticVersion(value: ZonValue): string {
    return this.#checkedVersion(value, this.#string(value));
  }

  #checkedVersion(value: ZonValue, text: string): string {
    const fault = versionFault(text);
    if (fault !== null) this.#error(value, `unable to parse semantic version: ${fault}`);
    return text;
  }

  #fingerprint(value: ZonValue): bigint {
    if (value.kind !== 'number') this.#fail(value, 'expected integer literal');
    if (value.value === null) this.#fail(value, 'expected u64 integer literal, found float');
    if (value.value >= 1n << 64n) this.#fail(value, 'expected u64 integer literal, found big_int');
    return value.value;
  }

  #paths(value: ZonValue): readonly string[] {
    if (value.kind !== 'array') this.#fail(value, 'expected paths expression to be a list of strings');
    return value.elements.map((element) => this.#string(element));
  }

  #dependencies(value: ZonValue): readonly Dependency[] {
    if (value.kind === 'empty') return [];
    if (value.kind !== 'struct') this.#fail(value, 'expected dependencies expression to be a struct');
    const dependencies = new Map<string, Dependency>();
    for (const { name, value: dependency } of value.fields) dependencies.set(name, this.#dependency(name, dependency));
    return [...dependencies.values()];
  }

  #dependency(name: string, value: ZonValue): Dependency {
    if (value.kind !== 'struct' && value.kind !== 'empty')
      this.#fail(value, 'expected dependency expression to be a struct');
    let url: ZonValue | null = null;
    let path: ZonValue | null = null;
    let hash: ZonValue | null = null;
    let isLazy = false;
    for (const field of value.kind === 'struct' ? value.fields : []) {
      const isLocation = field.name === 'url' || field.name === 'path';
      if (isLocation && (url ?? path) !== null)
        this.#fail(field.value, "dependency should specify only one of 'url' and 'path' fields.");
      if (field.name === 'url') url = this.#checked(field.value);
      else if (field.name === 'path') path = this.#checked(field.value);
      else if (field.name === 'hash') hash = this.#hash(field.value);
      else if (field.name === 'lazy') isLazy = this.#boolean(field.value);
    }
    const location = url ?? path;
    if (location === null) this.#error(value, "dependency requires location field, one of 'url' or 'path'.");
    const locationSpan = (location ?? value).main;
    if (url !== null) {
      const text = hash?.kind === 'string' ? hash.text : null;
      return {
        name,
        location: { kind: 'url', url: textOf(url), hash: text, hashSpan: hash?.main ?? null },
        locationSpan,
        isLazy,
      };
    }
    return { name, location: { kind: 'path', path: textOf(path) }, locationSpan, isLazy };
  }

  /** `value` if it is a string; else null, with the error. */
  #checked(value: ZonValue): ZonValue | null {
    try {
      this.#string(value);
      return value;
    } catch (error) {
      if (error !== INVALID) throw error;
      return null;
    }
  }

  #hash(value: ZonValue): ZonValue | null {
    const checked = this.#checked(value);
    const fault = checked === null ? null : hashFault(textOf(checked));
    if (fault !== null) this.#error(value, `invalid hash: ${fault}`);
    return checked;
  }

  #boolean(value: ZonValue): boolean {
    if (value.kind !== 'identifier') this.#fail(value, 'expected identifier');
    if (value.text !== 'true' && value.text !== 'false') this.#fail(value, 'expected boolean');
    return value.text === 'true';
  }
}

function textOf(value: ZonValue | null): string {
  return value?.kind === 'string' ? value.text : '';
}

/** The text of a manifest for the project in a directory called `directory`, with what cannot be left out. */
export function emptyManifest(directory: string): string {
  const bare = directory.replace(/[^A-Za-z0-9_]+/g, '_').slice(0, MAX_LENGTH);
  const name = isBareName(bare) ? bare : `_${bare}`.slice(0, MAX_LENGTH);
  return `.{
    .name = .${name},
    .version = "0.0.0",
    .fingerprint = ${fingerprintText(newFingerprint(name))},
    .dependencies = .{},
    .paths = .{""},
}
`;
}

// Takes long.
import { deepEqual, equal, match, ok, throws } from 'node:assert/strict';
import { test } from 'node:test';
import fc, { type Arbitrary } from 'fast-check';
import { load } from './support/load.ts';

/* What goes to Zig and comes back is the same, for random values of each kind of type: `types.zig`, bundled by esbuild. */

type Function = (...args: readonly unknown[]) => unknown;
type Module = Readonly<Record<string, Function>>;

const file = new URL('types.zig', import.meta.url);
const modules = {
  Debug: await load<Module>(file, { mode: 'Debug' }),
  ReleaseSmall: await load<Module>(file, { mode: 'ReleaseSmall' }),
};
const numbers = await load<Module>(file, { mode: 'Debug', wideIntegers: 'number', text: 'never' });

const integer = (min: number, max: number): Arbitrary<number> => fc.integer({ min, max });
const big = (bits: number, isSigned: boolean): Arbitrary<bigint> =>
  isSigned
    ? fc.bigInt({ min: -(1n << BigInt(bits - 1)), max: (1n << BigInt(bits - 1)) - 1n })
    : fc.bigInt({ min: 0n, max: (1n << BigInt(bits)) - 1n });
const float32 = fc.float();
const double = fc.double();
const text = fc.string({ unit: 'grapheme' });
const bytes = fc.uint8Array();
const point = fc.record({ x: float32, y: float32 }, { noNullPrototype: true });
const color = fc.constantFrom('red', 'green', 'blue');
const plain = { noNullPrototype: true };
const shape = fc.oneof(
  fc.record({ tag: fc.constant('circle'), value: double }, plain),
  fc.record({ tag: fc.constant('named'), value: text }, plain),
  fc.record({ tag: fc.constant('at'), value: point }, plain),
  fc.record({ tag: fc.constant('list'), value: fc.int16Array() }, plain),
  fc.record({ tag: fc.constant('none') }, plain),
);
const { person } = fc.letrec<{ person: unknown }>((tie) => ({
  person: fc.record(
    {
      name: text,
      age: integer(0, 127),
      tags: fc.array(text, { maxLength: 4 }),
      friend: fc.option(point),
      position: fc.tuple(integer(-(2 ** 31), 2 ** 31 - 1), fc.boolean()),
      key_bytes: bytes,
      children: fc.oneof({ maxDepth: 3 }, fc.constant([]), fc.array(tie('person'), { maxLength: 2 })),
    },
    plain,
  ),
}));

/** Functions that give back what they are given, and what they are given. */
const echoes: readonly (readonly [name: string, values: Arbitrary<unknown>])[] = [
  ['echoU1', integer(0, 1)],
  ['echoU7', integer(0, 127)],
  ['echoU8', integer(0, 255)],
  ['echoI5', integer(-16, 15)],
  ['echoI8', integer(-128, 127)],
  ['echoI16', integer(-(2 ** 15), 2 ** 15 - 1)],
  ['echoU24', integer(0, 2 ** 24 - 1)],
  ['echoI32', integer(-(2 ** 31), 2 ** 31 - 1)],
  ['echoU32', integer(0, 2 ** 32 - 1)],
  ['echoUsize', integer(0, 2 ** 32 - 1)],
  ['echoI33', big(33, true)],
  ['echoU64', big(64, false)],
  ['echoI64', big(64, true)],
  ['echoI100', big(100, true)],
  ['echoU128', big(128, false)],
  ['echoF32', float32],
  ['echoF64', double],
  ['echoBool', fc.boolean()],
  ['echoText', text],
  ['echoBytes', bytes],
  ['echoZ', text],
  ['echoC', text.filter((one) => !one.includes('\0'))],
  ['echoColor', color],
  ['echoLevel', fc.oneof(fc.constantFrom('low', 'high'), integer(2, 199))],
  ['echoOnly', fc.constant('one')],
  ['echoWide', fc.constantFrom('small', 'large')],
  ['echoPoint', point],
  ['echoPoints', fc.array(point)],
  ['echoShape', shape],
  ['echoShapes', fc.array(shape)],
  ['echoSingle', fc.record({ tag: fc.constant('only'), value: integer(0, 2 ** 32 - 1) }, plain)],
  [
    'echoFlags',
    fc.record(
      {
        a: fc.boolean(),
        b: integer(0, 7),
        c: integer(-8, 7),
        color: fc.constantFrom('p', 'q', 'r', 's'),
        inner: fc.record({ x: integer(0, 31), y: fc.boolean() }, plain),
      },
      plain,
    ),
  ],
  ['echoBits', fc.record({ low: integer(0, 2 ** 31 - 1), f: float32, top: fc.boolean() }, plain)],
  [
    'echoExtern',
    fc.record(
      { a: integer(0, 255), b: integer(0, 2 ** 32 - 1), c: double, d: fc.uint16Array({ minLength: 3, maxLength: 3 }) },
      plain,
    ),
  ],
  ['echoPerson', person],
  ['echoTuple', fc.tuple(integer(0, 255), text, fc.option(big(64, true)))],
  ['echoArray', fc.int32Array({ minLength: 3, maxLength: 3 })],
  ['echoNested', fc.tuple(fc.tuple(fc.boolean(), fc.boolean()), fc.tuple(fc.boolean(), fc.boolean()))],
  ['echoMaybe', fc.option(integer(0, 2 ** 32 - 1))],
  ['echoMaybeText', fc.option(text)],
  ['echoMaybeMaybe', fc.option(fc.record({ inner: fc.option(integer(-128, 127)) }, plain))],
  ['echoI16s', fc.int16Array()],
  ['echoF64s', fc.float64Array()],
  ['echoI64s', fc.bigInt64Array()],
  ['echoU7s', fc.array(integer(0, 127))],
  ['echoBools', fc.array(fc.boolean())],
];

for (const [mode, zig] of Object.entries(modules)) {
  for (const [name, values] of echoes) {
    test(`${name} gives back what it is given, in ${mode}`, () => {
      fc.assert(fc.property(values, (value) => deepEqual(zig[name](value), value)));
    });
  }
}

const { Debug: zig } = modules;

test('lists that are no typed arrays are taken too', () => {
  deepEqual(zig.echoI16s([1, -2]), Int16Array.of(1, -2));
  deepEqual(zig.echoArray([1, 2, 3]), Int32Array.of(1, 2, 3));
});

/** Calls that throw, and what. */
const wrong: readonly (readonly [name: string, args: readonly unknown[], error: RegExp])[] = [
  ['echoU8', [256], /RangeError: 256 does not fit u8/],
  ['echoU8', [-1], /RangeError: -1 does not fit u8/],
  ['echoU8', [1.5], /RangeError: 1.5 does not fit u8/],
  ['echoU8', ['1'], /TypeError: "1" is no number for u8/],
  ['echoI5', [16], /RangeError: 16 does not fit i5/],
  ['echoU64', [1], /TypeError: 1 is no bigint for u64/],
  ['echoU64', [-1n], /RangeError: -1 does not fit u64/],
  ['echoI64', [1n << 63n], /RangeError: 9223372036854775808 does not fit i64/],
  ['echoF64', [null], /TypeError: null is no number/],
  ['echoBool', [1], /TypeError: 1 is no boolean/],
  ['echoText', [undefined], /TypeError: undefined is no string/],
  ['echoC', ['a\0b'], /RangeError: a text that ends at a zero has none in it/],
  ['echoColor', ['pink'], /TypeError: "pink" is no Color/],
  ['echoPoint', [3], /TypeError: 3 is no Point/],
  ['echoPoint', [{ x: 1 }], /TypeError: undefined is no number/],
  ['echoShape', [{ tag: 'square' }], /TypeError: "square" is no tag of Shape/],
  ['echoArray', [[1, 2]], /RangeError: an array of 3 is needed, not of 2/],
  ['echoI16s', [[40000]], /RangeError: 40000 does not fit i16/],
  ['map', [[1], 3], /TypeError: 3 is no function/],
  ['half', [-1], /ZigError: Negative/],
  ['half', [1001], /ZigError: TooLarge/],
  ['check', [false], /ZigError: Unchecked/],
  ['never', [], /ZigPanic: never/],
];
for (const [name, args, error] of wrong) {
  test(`${name} of ${String(args.map((one) => JSON.stringify(one, (_, x) => (typeof x === 'bigint' ? `${x}n` : x))))} throws`, () =>
    throws(() => zig[name](...args), error));
}

test('the code of an error is its name', () => {
  throws(() => zig.half(-1), { name: 'ZigError', code: 'Negative' });
  equal(zig.half(9), 4);
  equal(zig.check(true), undefined);
});

test('what is written to a slice of numbers comes back', () => {
  const values = Int32Array.of(1, -2, 3);
  equal(zig.double(values), undefined);
  deepEqual(values, Int32Array.of(2, -4, 6));
  const letters = new TextEncoder().encode('abc');
  zig.upper(letters);
  equal(new TextDecoder().decode(letters), 'ABC');
});

test('functions are given what they need, and call back', () => {
  equal(zig.join(['a', 'ü', '']), 'a, ü, ');
  deepEqual(
    zig.map([1, 2, 3], (x: number) => x / 2),
    Float64Array.of(0.5, 1, 1.5),
  );
  equal(
    zig.describe({ x: 1, y: 2 }, ({ x, y }: { x: number; y: number }, name: string) => `${name} ${x} ${y}`),
    'point 1 2',
  );
  let count = 0;
  zig.times(5, () => count++);
  equal(count, 5);
});

test('a callback may call functions, which may call back', () => {
  const deep = (n: number): number => (n === 0 ? 1 : (zig.map([n], (x: number) => x * deep(n - 1)) as Float64Array)[0]);
  equal(deep(10), 3628800);
  throws(() => deep(17), /RangeError: more than 16 callbacks at the same time/);
  equal(deep(16), 20922789888000);
});

test('what a callback throws goes through, and all is as before', () => {
  for (let i = 0; i < 2000; i++) {
    throws(
      () =>
        zig.map([1], () => {
          throw new Error('mine');
        }),
      /mine/,
    );
  }
  deepEqual(
    zig.map([1], (x: number) => x),
    Float64Array.of(1),
  );
});

test('constants have their values', () => {
  const {
    answer,
    large,
    negative,
    ratio,
    title,
    typed,
    maybe,
    origin,
    primes,
    color: green,
  } = zig as Readonly<Record<string, unknown>>;
  deepEqual(
    { answer, large, negative, ratio, title, typed, maybe, origin, green },
    {
      answer: 42,
      large: 1n << 70n,
      negative: -3,
      ratio: 0.25,
      title: 'Types',
      typed: 7,
      maybe: null,
      origin: { x: 0, y: -1 },
      green: 'green',
    },
  );
  deepEqual(primes, Uint32Array.of(2, 3, 5, 7));
});

test('extern functions are those of the module that they name', () => equal(zig.later(), 101));

test('an `std.Io` has clocks and random numbers, and no files', () => {
  ok(Math.abs((zig.clock() as number) - Date.now()) < 60_000);
  equal(zig.elapsed(), true);
  const all = zig.randomBytes(100_000) as Uint8Array;
  equal(all.length, 100_000);
  ok(new Set(all.subarray(50_000)).size === 256 && new Set(all.subarray(0, 50_000)).size === 256);
  throws(() => zig.readFile('/etc/passwd'), { name: 'ZigError', code: 'FileNotFound' });
  equal(zig.sumAsync(2, 3), 5);
});

test('an allocator called `gpa` keeps what it gave', () => {
  equal(zig.keep('first'), 1);
  for (let i = 0; i < 100; i++) zig.echoText('x'.repeat(i));
  equal(zig.keptText(0), 'first');
});

test('memory does not grow over 100,000 calls', () => {
  const calls = (count: number): void => {
    for (let i = 0; i < count; i++) {
      zig.join(['a', 'b', 'c']);
      zig.echoPoints([{ x: 1, y: 2 }]);
      zig.map([1, 2], (x: number) => x);
      if (i % 10 === 0) throws(() => zig.half(-1));
    }
  };
  calls(100);
  const before = zig.pages();
  calls(34_000);
  equal(zig.pages(), before);
});

test('wide integers are numbers where that is asked for', () => {
  equal(numbers.echoU64(2 ** 53 - 1), 2 ** 53 - 1);
  equal(numbers.echoI33(-5), -5);
  throws(() => numbers.echoU64(2 ** 53), /RangeError: 9007199254740992 is no safe integer/);
  throws(() => numbers.echoU64(-1), /RangeError: -1 does not fit u64/);
  deepEqual(numbers.echoI64s([1, -2]), [1, -2]);
  deepEqual(numbers.echoText(Uint8Array.of(255, 0)), Uint8Array.of(255, 0));
  ok(typeof numbers.echoU128(5n) === 'bigint');
  match(String(numbers.title), /84,121,112,101,115/);
});

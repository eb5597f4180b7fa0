import { deepEqual, equal, ok, throws } from 'node:assert/strict';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { load } from './support/load.ts';

/* Values that stay in memory, and are objects of a class: `handles.zig`. */

interface Handle {
  free(): void;
}
interface Vec {
  x: number;
  y: number;
}
interface Cell extends Handle {
  n: number;
  bump(): void;
}
interface Player extends Handle {
  hp: number;
  score: bigint;
  readonly name: string;
  at: Vec;
  color: string;
  readonly friend: Player | null;
  readonly cell: Cell;
  deinit(): void;
  take(item: string): number;
  inventory(): string[];
  text(): string;
  shout(): string;
  step(dx: number, dy: number): Player;
  meet(other: Player): void;
}
interface World extends Handle {
  destroy(): void;
  cell(index: number): Cell | null;
  all(): Cell[];
  copies(): Cell[];
  sum(): number;
}
interface Value extends Handle {
  value: { readonly tag: string; readonly value?: unknown };
  negate(): void;
}
interface Zig {
  readonly Vec: { length(place: Vec): number };
  readonly Color: { next(color: string): string };
  readonly Player: { new (): Player; init(name: string): Player };
  readonly World: { create(): World };
  readonly Value: { of(number: number): Value };
  readonly Named: { init(n: number): Handle & { constructor(): number } };
  readonly Hidden: { get(): Handle & { read(): number } };
  readonly first: Cell;
  scale(cells: readonly Cell[], by: number): void;
  swap(places: readonly Vec[]): void;
  upperAll(texts: readonly string[]): void;
  total(cells: readonly Cell[], more: Cell | null): number;
  each(world: World, f: (cell: Cell) => void): void;
  releasedCount(): number;
  livingCount(): number;
  pages(): number;
}

const file = new URL('handles.zig', import.meta.url);
const zig = await load<Zig>(file, { mode: 'Debug' });
const { Player, World, Value, Vec, Color } = zig;
const freed = { name: 'ReferenceError', message: /^this (Player|Cell|World) was freed$/ };

test('functions of a type whose values are copied are called on copies', () => {
  equal(Vec.length({ x: 3, y: 4 }), 5);
  equal(Color.next('red'), 'green');
});

test('a value that has methods is an object whose fields are read and written where it is', () => {
  const player = Player.init('Änne');
  ok(player instanceof Player);
  deepEqual(
    [player.hp, player.score, player.name, player.at, player.color, player.friend],
    [100, 0n, 'Änne', { x: 0, y: 0 }, 'red', null],
  );
  player.hp = 7;
  player.score = -(2n ** 63n);
  player.at = { x: 1, y: 2 };
  player.color = 'green';
  equal(player.step(1, 0.5), player);
  deepEqual(
    [player.text(), player.score, player.at, player.color],
    ['Änne 7', -(2n ** 63n), { x: 2, y: 2.5 }, 'green'],
  );
  throws(() => (player.hp = 256), /RangeError: 256 does not fit u8/);
  throws(() => Object.assign(player, { name: 'x' }), TypeError);
  equal(player.hp, 7);
  player.free();
});

test('what a method allocates for the value stays until that is freed', () => {
  const player = Player.init('a');
  equal(player.take('axe'), 1);
  equal(player.take('bow'), 2);
  for (let i = 0; i < 100; i++) player.shout();
  deepEqual(player.inventory(), ['axe', 'bow']);
  player.free();
});

test('a freed object throws, and so does what belonged to it', () => {
  const player = Player.init('a');
  const other = Player.init('b');
  player.meet(other);
  const { friend, cell } = player;
  equal(friend?.name, 'b');
  cell.bump();
  equal(player.cell.n, 2);
  const before = zig.releasedCount();
  player.free();
  equal(zig.releasedCount(), before + 1);
  for (const use of [() => player.hp, () => (player.hp = 1), () => player.text(), () => friend?.name, () => cell.n])
    throws(use, freed);
  throws(() => other.meet(player), freed);
  player.free();
  equal(zig.releasedCount(), before + 1);
  other.deinit();
  equal(zig.releasedCount(), before + 2);
  throws(() => other.name, freed);
});

test('`using` frees, where the engine has it', () => {
  const before = zig.releasedCount();
  const player = Player.init('a') as Player & { [Symbol.dispose](): void };
  player[Symbol.dispose]();
  equal(zig.releasedCount(), before + 1);
});

test('what fails owns nothing', () => {
  throws(() => Player.init(''), { name: 'ZigError', code: 'NoName' });
  throws(() => new Player(), /TypeError: it is made by functions of Zig only/);
});

test('objects are of their class', () => {
  const player = Player.init('a');
  throws(() => player.meet({ name: 'b' } as Player), /TypeError: an object is no Player/);
  throws(() => zig.total([player as unknown as Cell], null), /TypeError: an object is no Cell/);
  player.free();
});

test('what is created is destroyed, and pointers into it lead nowhere then', () => {
  const world = World.create();
  equal(zig.livingCount(), 1);
  const cell = world.cell(1);
  cell?.bump();
  equal(world.sum(), 5);
  equal(world.cell(4), null);
  const [, view] = world.all();
  view.n = 10;
  equal(cell?.n, 10);
  const [, copy] = world.copies();
  copy.n = 100;
  equal(world.sum(), 13);
  zig.each(world, (one) => {
    one.n += 1;
  });
  equal(world.sum(), 17);
  cell?.free();
  throws(() => cell?.n, freed);
  equal(world.sum(), 17);
  world.free();
  equal(zig.livingCount(), 0);
  throws(() => view.n, freed);
  equal(copy.n, 100);
  copy.free();
});

test('functions may be called as what classes have of their own', () => {
  const released = zig.releasedCount();
  const named = zig.Named.init(4);
  equal(named.constructor(), 5);
  named.free();
  equal(zig.releasedCount(), released + 1);
  throws(() => named.constructor(), /ReferenceError: this Named was freed/);
});

test('unions and opaque types can be objects too', () => {
  const value = Value.of(4);
  value.negate();
  deepEqual(value.value, { tag: 'number', value: -4 });
  value.value = { tag: 'flag', value: true };
  value.negate();
  deepEqual(value.value, { tag: 'flag', value: false });
  value.value = { tag: 'none' };
  deepEqual(value.value, { tag: 'none' });
  value.free();
  equal(zig.Hidden.get().read(), 99);
  equal(zig.first.n, 11);
});

test('what is written to slices comes back', () => {
  const world = World.create();
  zig.scale(world.all(), 3);
  equal(world.sum(), 12);
  const places = [
    { x: 1, y: 2 },
    { x: 3, y: 4 },
  ];
  zig.swap(places);
  deepEqual(places, [
    { x: 2, y: 1 },
    { x: 4, y: 3 },
  ]);
  const texts = ['a', 'bc'];
  zig.upperAll(texts);
  deepEqual(texts, ['A', 'BC']);
  world.free();
});

test('fields have the values that they were given, whatever those are', () => {
  const world = World.create();
  const cells = world.all();
  const player = Player.init('a');
  const int = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max });
  fc.assert(
    fc.property(fc.array(int(0, 2 ** 32 - 1), { minLength: 4, maxLength: 4 }), (numbers) => {
      for (const [i, n] of numbers.entries()) cells[i].n = n;
      deepEqual(
        world.all().map(({ n }) => n),
        numbers,
      );
      const sum = numbers.reduce((a, b) => a + b, 0);
      equal(zig.total(cells, cells[0]), (sum + numbers[0]) % 2 ** 32);
    }),
  );
  fc.assert(
    fc.property(
      fc.record({
        hp: int(0, 255),
        score: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
        at: fc.record({ x: fc.float(), y: fc.float() }, { noNullPrototype: true }),
        color: fc.constantFrom('red', 'green'),
      }),
      ({ hp, score, at, color }) => {
        Object.assign(player, { hp, score, at, color });
        deepEqual([player.hp, player.score, player.at, player.color], [hp, score, at, color]);
      },
    ),
  );
  player.free();
  world.free();
});

test('memory does not grow over 100,000 objects that are freed', () => {
  const make = (count: number): void => {
    for (let i = 0; i < count; i++) {
      const player = Player.init('somebody');
      player.take('something that takes some room');
      player.text();
      player.free();
      World.create().destroy();
    }
  };
  make(100);
  const before = zig.pages();
  make(100_000);
  equal(zig.pages(), before);
  equal(zig.livingCount(), 0);
});

test('what nobody refers to is freed', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const before = zig.releasedCount();
  for (let i = 0; i < 1000; i++) Player.init('forgotten');
  const kept = Player.init('kept');
  const cell = Player.init('leads to it').cell;
  for (let i = 0; i < 200 && zig.releasedCount() < before + 1000; i++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  equal(zig.releasedCount(), before + 1000);
  equal(kept.name, 'kept');
  equal(cell.n, 1);
});

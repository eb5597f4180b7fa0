import { deepEqual, equal, throws } from 'node:assert/strict';
import { test } from 'node:test';
import type { DependeeKind } from '../incremental/dependee.ts';
import { type Depender, DependerKind, dependerKind, makeDepender, NO_DEPENDER } from '../incremental/depender.ts';
import { ChangeKind } from '../incremental/journal.ts';
import { DependerState, Schedule } from '../incremental/schedule.ts';
import { type FieldKey, Layout } from '../intern/container-table.ts';
import { containerOf, declaredContainer } from '../intern/containers.ts';
import { type DeclIndex, InternalFault, NO_INDEX, NO_NAMESPACE, type TrackedIndex } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { Ty } from '../intern/known.ts';
import { abiSize, layoutIsResolved } from '../intern/layout.ts';
import { containerName, qualifiedName } from '../intern/names.ts';
import { InternPool, PoolTables } from '../intern/pool.ts';
import { printType } from '../intern/print-type.ts';
import { Products } from './products.ts';
import { type Making, TypeNames } from './type-names.ts';
import { UnitReader } from './unit-reader.ts';

/** A type `S` whose layout is a unit, a declaration in it, and units that do what a test has them do. */
class Program {
  readonly tables = new PoolTables();
  readonly plain = new InternPool(this.tables);
  readonly schedule = new Schedule();
  readonly typeNames = new TypeNames(this.tables.containers, this.schedule);
  readonly analyses = new Map<Depender, () => boolean>();
  readonly asked: Depender[] = [];
  readonly reader = new UnitReader(this.tables, this.plain, {
    schedule: this.schedule,
    hasFailed: () => false,
    ensureUpToDate: (unit) => {
      for (let next = this.schedule.demand(unit); next !== NO_DEPENDER; next = this.schedule.demand(unit))
        this.analyze(next);
    },
    refer: (unit) => this.asked.push(unit),
  });
  readonly pool = this.reader.pool;
  readonly type = declaredContainer(this.plain, ItemTag.type_struct, 0 as TrackedIndex, []);
  readonly container = containerOf(this.plain, this.type);
  readonly layout = makeDepender(DependerKind.typeLayout, this.container);
  fieldTypes = [Ty.u8];

  constructor() {
    this.named('main.S');
    this.analyses.set(this.layout, () => {
      const fields = this.fieldTypes.map(
        (type, i): FieldKey => ({
          name: this.plain.string(`f${i}`),
          type,
          value: NO_INDEX,
          alignment: 0,
          isComptime: false,
        }),
      );
      return this.products(this.layout).setLayout(this.pool, this.type, {
        layout: Layout.auto,
        tagType: NO_INDEX,
        fields,
      });
    });
  }

  named(name: string): void {
    this.typeNames.made({ container: this.container, name: this.plain.string(name), isSafetyTagged: false });
  }

  products(unit: Depender): Products {
    return new Products({ tables: this.tables, panicMembers: this.tables.extra }, unit);
  }

  analyze(unit: Depender): void {
    this.schedule.begin(unit);
    this.reader.begin({
      owner: unit,
      isOwn: (producer) => producer === unit,
      declareDependency: (kind: DependeeKind, a: number, b: number) => this.schedule.addDependency(unit, kind, a, b),
    });
    let changed = true;
    try {
      changed = this.analyses.get(unit)!();
    } finally {
      this.reader.end();
      this.schedule.finish(unit, changed);
    }
  }

  /** Analyses a unit, the body of function `index`, that does no more than to call `read`. */
  unit(index: number, read: () => void): Depender {
    const unit = makeDepender(DependerKind.funcBody, index);
    this.analyses.set(unit, () => {
      read();
      return false;
    });
    this.analyze(unit);
    return unit;
  }

  /** The layout of `S` comes from other source: it is worked out anew. */
  changeFields(types: typeof this.fieldTypes): void {
    this.fieldTypes = types;
    this.schedule.outdate(this.layout, ChangeKind.sourceChanged);
    this.analyze(this.layout);
  }
}

test('who reads the size of a type is outdated where its layout is another, and not where that is what it was', () => {
  const program = new Program();
  const sizes: number[] = [];
  const reader = program.unit(0, () => sizes.push(abiSize(program.pool, program.type)));
  const other = program.unit(1, () => abiSize(program.pool, Ty.u32));
  equal(program.schedule.state(reader), DependerState.upToDate);
  program.changeFields([Ty.u8]);
  equal(program.schedule.state(reader), DependerState.upToDate);
  program.changeFields([Ty.u32]);
  equal(program.schedule.state(reader), DependerState.outdated);
  equal(program.schedule.state(other), DependerState.upToDate);
  program.analyze(reader);
  deepEqual(sizes, [1, 4]);
});

test('a layout that is read and was not asked for is worked out, and referred to by each unit that reads it', () => {
  const program = new Program();
  program.unit(0, () => abiSize(program.pool, program.type));
  program.unit(1, () => {
    abiSize(program.pool, program.type);
    abiSize(program.pool, program.type);
  });
  deepEqual(program.asked, [program.layout, program.layout]);
});

test('a layout is known to those who relied on it, whoever else did', () => {
  const program = new Program();
  const known: boolean[] = [];
  program.unit(0, () => abiSize(program.pool, program.type));
  program.unit(1, () => {
    known.push(layoutIsResolved(program.pool, program.type));
    abiSize(program.pool, program.type);
    known.push(layoutIsResolved(program.pool, program.type));
  });
  deepEqual(known, [false, true]);
});

/** Has the type called as the first of `makings` says, which are all that are reached. */
function settle(program: Program, makings: readonly Making[]): boolean {
  return program.typeNames.settle(
    () => makings,
    ([first]) => first ?? null,
  );
}

test('who prints a type is outdated where that gets another name, who reads its size is not', () => {
  const program = new Program();
  const printed: string[] = [];
  const printer = program.unit(0, () => printed.push(printType(program.pool, program.type)));
  const measurer = program.unit(1, () => abiSize(program.pool, program.type));
  const making = { container: program.container, name: program.plain.string('main.T'), isSafetyTagged: false };
  program.typeNames.made(making);
  equal(program.typeNames.isUnsettled(false), true);
  equal(settle(program, [making]), true);
  equal(program.schedule.state(printer), DependerState.outdated);
  equal(program.schedule.state(measurer), DependerState.upToDate);
  program.analyze(printer);
  deepEqual(printed, ['main.S', 'main.T']);
});

test('a type is called as the first of those says who make it', () => {
  const program = new Program();
  const making = (name: string) => ({
    container: program.container,
    name: program.plain.string(name),
    isSafetyTagged: false,
  });
  for (const name of ['main.B', 'main.A']) program.typeNames.made(making(name));
  settle(program, [making('main.A'), making('main.B')]);
  equal(containerName(program.plain, program.type), 'main.A');
  settle(program, [making('main.B'), making('main.A')]);
  equal(containerName(program.plain, program.type), 'main.B');
});

test('a type of which all who make it say the same is not settled again until somebody says otherwise', () => {
  const program = new Program();
  const making = { container: program.container, name: program.plain.string('main.T'), isSafetyTagged: false };
  program.typeNames.made(making);
  settle(program, [making]);
  equal(program.typeNames.isUnsettled(true), false);
  program.typeNames.made({ ...making, isSafetyTagged: true });
  settle(program, [making, { ...making, isSafetyTagged: true }]);
  equal(program.typeNames.isUnsettled(true), true);
});

test('what a declaration is called depends on its container', () => {
  const program = new Program();
  const { tables, plain } = program;
  const namespace = tables.namespaces.add(NO_NAMESPACE, 0 as never, program.type);
  const decl: DeclIndex = tables.decls.member(namespace, 1 as TrackedIndex);
  tables.decls.name.data[decl] = plain.string('f');
  const reader = program.unit(0, () => equal(qualifiedName(program.pool, decl), 'main.S.f'));
  const making = { container: program.container, name: plain.string('main.T'), isSafetyTagged: false };
  program.typeNames.made(making);
  settle(program, [making]);
  equal(program.schedule.state(reader), DependerState.outdated);
});

test('nobody reads what can change but a unit, and no unit writes what another gives', () => {
  const program = new Program();
  throws(() => abiSize(program.pool, program.type), InternalFault);
  throws(
    () =>
      program.unit(0, () =>
        program.products(makeDepender(DependerKind.funcBody, 0)).setDeclValue(0 as DeclIndex, Ty.u8),
      ),
    /declValue 0/,
  );
  equal(dependerKind(program.layout), DependerKind.typeLayout);
});

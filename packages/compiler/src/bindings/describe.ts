import { Compilation } from '../compilation/compilation.ts';
import { kindOf, knowLayout } from '../editor/members.ts';
import { docOfContainer } from '../editor/names.ts';
import { type FileView, Program } from '../editor/program.ts';
import { RecordStore } from '../editor/record-store.ts';
import { namespaceOfType } from '../intern/containers.ts';
import { floatToNumber } from '../intern/float.ts';
import type { FuncTypeInfo } from '../intern/func-type.ts';
import { funcTypeInfo, isFunc, uncoercedFunc } from '../intern/functions.ts';
import { type Index, NO_INDEX } from '../intern/ids.ts';
import { Ty } from '../intern/known.ts';
import { abiAlign, abiSize } from '../intern/layout.ts';
import { isConstPtr, isSinglePtr } from '../intern/pointers.ts';
import { childType, isType, TypeKind } from '../intern/types.ts';
import { floatValueBits, intBig, isInt, typeOf } from '../intern/values.ts';
import { type Message, messageAt } from '../source/messages.ts';
import type { ChunkIndex } from '../zir/zir.ts';
import type {
  ConstantDescription,
  ContainerDescription,
  Description,
  FunctionDescription,
  HandleDescription,
  LeftOut,
} from './description.ts';
import { isOwnType, isTagged, typesBehindPointers } from './handles.ts';
import { unused } from './names.ts';
import type { BindingOptions } from './options.ts';
import { type PublicDecl, publicDecls, sourceOf } from './public-decls.ts';
import { CannotCross, ShapeTable, type Told } from './shapes.ts';
import { type Refusal, signatureOf } from './signatures.ts';

/** What `describe` found out. */
export interface Described {
  readonly description: Description;
  /** For each name of `description.leftOut` why it is not there, at its place. */
  readonly refused: ReadonlyMap<string, Message>;
}

/**
 * What JavaScript has to know of the public functions and constants of the file at `path`, after an update of `compilation` without errors, whose root module is
 * one of `rootModule`. Null where nothing is known of the file. Nothing that an update gives is another for having been asked.
 */
export function describe(compilation: Compilation, path: string, options: BindingOptions = {}): Described | null {
  return Compilation.sessionOf(compilation).inspect((known) => {
    const program = new Program(known, new RecordStore());
    const view = program.viewAt(path);
    return view === null ? null : new Describer(program, view, options).run();
  });
}

/** A public type with what is declared in it. */
interface Container {
  readonly decl: PublicDecl;
  /** As of `ContainerDescription`. */
  readonly name: string;
  readonly path: string;
  readonly type: Index;
  readonly members: readonly PublicDecl[];
  readonly inner: readonly Container[];
}

class Describer {
  readonly #program: Program;
  readonly #view: FileView;
  readonly #decls: readonly PublicDecl[];
  readonly #containers: readonly Container[];
  readonly #classes: ReadonlySet<Index>;
  readonly #shapes: ShapeTable;
  readonly #refused = new Map<string, Message>();
  readonly #leftOut: LeftOut[] = [];

  constructor(program: Program, view: FileView, options: BindingOptions) {
    this.#program = program;
    this.#view = view;
    const { pool } = program;
    const [file] = program.containersOf(view, 0 as ChunkIndex);
    this.#decls = publicDecls(program, pool.containers.namespaceOf(file));
    const taken = new Set(this.#decls.map(({ name }) => name));
    const types = new Map<Index, Told>();
    const inner = this.#containersOf(this.#decls, '', pool.containers.typeOf(file), types, taken);
    this.#containers = inner;
    const all = flattened(inner);
    const signatures = [...this.#decls, ...all.flatMap(({ members }) => members)].flatMap((decl) => {
      const info = this.#typeOf(decl);
      return info === null || info.isGeneric ? [] : [...info.params, info.returnType];
    });
    this.#classes = typesBehindPointers(program, new Set(all.map(({ type }) => type)), signatures);
    this.#shapes = new ShapeTable(program, types, this.#classes, taken, options);
  }

  /**
   * The types that are among `decls`, those that are declared in these too, and so on; `fileType` is none of them. `types` is told what each is called, whether it has something
   * declared in it or not; `taken` has the names that no other may have.
   */
  #containersOf(
    decls: readonly PublicDecl[],
    before: string,
    fileType: Index,
    types: Map<Index, Told>,
    taken: Set<string>,
  ): Container[] {
    const program = this.#program;
    const found: { readonly decl: PublicDecl; readonly type: Index; readonly name: string }[] = [];
    // Those of one level first: a type that has several names is called as it is next to the file.
    for (const decl of decls) {
      const type = program.declValue(decl.decl);
      if (type === NO_INDEX || !isType(program.pool, type) || types.has(type)) continue;
      if (!/^[A-Za-z_]\w*$/.test(decl.name)) continue;
      const name = before === '' ? decl.name : unused(decl.name, taken);
      if (before !== '' && !isOwnType(program, type)) continue;
      types.set(type, { name, documentation: decl.documentation });
      if (type !== fileType && isOwnType(program, type)) found.push({ decl, type, name });
    }
    return found.map(({ decl, type, name }) => {
      const members = publicDecls(program, namespaceOfType(program.pool, type));
      const path = `${before}${decl.name}`;
      const inner = this.#containersOf(members, `${path}.`, fileType, types, taken);
      return { decl, name, path, type, members, inner };
    });
  }

  run(): Described {
    const functions: FunctionDescription[] = [];
    const constants: ConstantDescription[] = [];
    for (const decl of this.#decls) {
      const value = this.#program.declValue(decl.decl);
      if (value === NO_INDEX || isType(this.#program.pool, value)) continue;
      if (this.#program.pool.decls.isVar(decl.decl)) {
        this.#refuse(decl.name, {
          text: `variable '${decl.name}' cannot cross to JavaScript: give functions that read and write it`,
          view: decl.view,
          span: decl.nameSpan,
        });
      } else if (isFunc(this.#program.pool, value)) {
        if (this.#migrates(decl, value)) continue;
        functions.push(...this.#function(decl, decl.name));
      } else {
        constants.push(...this.#constant(decl, value, decl.name));
      }
    }
    const containers = this.#containers.flatMap((container) => this.#container(container).all);
    return {
      description: {
        documentation: docOfContainer(this.#view.tree, 0),
        shapes: this.#shapes.shapes(),
        functions,
        constants,
        containers,
        leftOut: this.#leftOut,
      },
      refused: this.#refused,
    };
  }

  /** As `migrates` of the root module: JavaScript has nothing of it. */
  #migrates({ name }: PublicDecl, func: Index): boolean {
    const { pool } = this.#program;
    const { params, isGeneric } = funcTypeInfo(pool, typeOf(pool, func));
    if (!name.startsWith('migrate') || isGeneric || params.length !== 1) return false;
    const [old] = params;
    return (
      isSinglePtr(pool, old) && isConstPtr(pool, old) && kindOf(this.#program, childType(pool, old)) !== TypeKind.fn
    );
  }

  /** The type of a function; null of what is none. */
  #typeOf({ decl }: PublicDecl): FuncTypeInfo | null {
    const { pool } = this.#program;
    const value = this.#program.declValue(decl);
    if (value === NO_INDEX || isType(pool, value) || !isFunc(pool, value)) return null;
    return funcTypeInfo(pool, typeOf(pool, uncoercedFunc(pool, value)));
  }

  #refuse(name: string, { text, view, span }: Refusal): void {
    this.#leftOut.push({ name, reason: text });
    this.#refused.set(name, messageAt(sourceOf(this.#program, view), span, text));
  }

  /** The function that `decl` declares; none where it cannot cross. */
  #function(decl: PublicDecl, path: string): FunctionDescription[] {
    const found = signatureOf(this.#program, this.#shapes, decl, this.#program.declValue(decl.decl), path);
    if ('func' in found) return [found.func];
    this.#refuse(path, found.refusal);
    return [];
  }

  #constant(decl: PublicDecl, value: Index, path: string): ConstantDescription[] {
    const { pool } = this.#program;
    const { name, documentation, position, view, nameSpan } = decl;
    const type = typeOf(pool, value);
    const told = { name, path, documentation, position };
    if (type === Ty.comptimeInt && isInt(pool, value)) {
      const big = intBig(pool, value);
      const isSafe = BigInt(Number(big)) === big && Number.isSafeInteger(Number(big));
      return [{ ...told, value: isSafe ? Number(big) : big, isInMemory: false }];
    }
    if (type === Ty.comptimeFloat)
      return [{ ...told, value: floatToNumber(128, floatValueBits(pool, value)), isInMemory: false }];
    try {
      const shape = this.#shapes.of(type);
      return [{ ...told, value: shape, isInMemory: true }];
    } catch (thrown) {
      if (!(thrown instanceof CannotCross)) throw thrown;
      const text = `constant '${path}' cannot cross to JavaScript: ${thrown.message}`;
      this.#refuse(path, { text, view, span: nameSpan });
      return [];
    }
  }

  /** What is told of a type, and before that of those that are declared in it: nothing where nothing of it crosses. */
  #container(container: Container): {
    readonly own: ContainerDescription | null;
    readonly all: ContainerDescription[];
  } {
    const { decl, name, path, type, members, inner } = container;
    const { documentation, position } = decl;
    const functions: FunctionDescription[] = [];
    const methods: FunctionDescription[] = [];
    const constants: ConstantDescription[] = [];
    const isClass = this.#classes.has(type);
    for (const member of members) {
      const within = `${path}.${member.name}`;
      const info = this.#typeOf(member);
      const isMethod = isClass && info !== null && info.params.length > 0 && this.#isSelf(info.params[0], type);
      const value = this.#program.declValue(member.decl);
      const crosses = info !== null || (value !== NO_INDEX && !isType(this.#program.pool, value));
      if (isClass && crosses && !isMethod && member.name === 'prototype') {
        const text = `${info === null ? 'constant' : 'function'} '${within}' cannot cross to JavaScript: a class has something else of that name`;
        this.#refuse(within, { text, view: member.view, span: member.nameSpan });
      } else if (info !== null) (isMethod ? methods : functions).push(...this.#function(member, within));
      else if (crosses && !this.#program.pool.decls.isVar(member.decl))
        constants.push(...this.#constant(member, value, within));
    }
    const nested = inner.map((one) => ({ container: one, ...this.#container(one) }));
    const types = nested.map(({ container: one, own }) => ({
      name: one.decl.name,
      told: one.name,
      isContainer: own !== null,
    }));
    const all = nested.flatMap((one) => one.all);
    if (!isClass && functions.length === 0 && constants.length === 0 && all.length === 0) return { own: null, all };
    const handle = isClass ? this.#handle(type, methods) : null;
    const own = { name, path, documentation, position, functions, constants, types, handle };
    return { own, all: [...all, own] };
  }

  /** Whether a parameter of type `ty` takes a value of the type `self`, or a pointer to one. */
  #isSelf(ty: Index, self: Index): boolean {
    const { pool } = this.#program;
    return ty === self || (isSinglePtr(pool, ty) && childType(pool, ty) === self);
  }

  #handle(type: Index, methods: readonly FunctionDescription[]): HandleDescription {
    const { pool } = this.#program;
    const kind = kindOf(this.#program, type);
    const hasLayout = kind !== TypeKind.opaque && knowLayout(this.#program, type);
    const isUnion = kind === TypeKind.union;
    const releasing = (name: string): string | null => {
      const method = methods.find((one) => one.name === name);
      return method?.parameters.slice(1).every(({ kind }) => kind === 'allocator' || kind === 'io') ? name : null;
    };
    return {
      size: hasLayout ? abiSize(pool, type) : 0,
      alignment: hasLayout ? abiAlign(pool, type) : 0,
      fields: hasLayout && !isUnion ? this.#shapes.crossingFields(type) : [],
      value: hasLayout && isUnion && isTagged(this.#program, type) ? this.#valueOf(type) : null,
      methods,
      deinit: releasing('deinit'),
      destroy: releasing('destroy'),
    };
  }

  /** The shape of a union when it is copied; null where that cannot be. */
  #valueOf(type: Index): number | null {
    try {
      return this.#shapes.valueOf(type);
    } catch (thrown) {
      if (thrown instanceof CannotCross) return null;
      throw thrown;
    }
  }
}

function flattened(containers: readonly Container[]): Container[] {
  return containers.flatMap((one) => [one, ...flattened(one.inner)]);
}

import { Compilation } from '../compilation/compilation.ts';
import { documentationOf, errorTexts } from '../editor/hover.ts';
import { kindOf, knowLayout } from '../editor/members.ts';
import { docOfContainer, nameAt } from '../editor/names.ts';
import { type FileView, Program } from '../editor/program.ts';
import { RecordStore } from '../editor/record-store.ts';
import { symbolOfDecl } from '../editor/symbols.ts';
import { namespaceOfType } from '../intern/containers.ts';
import { floatToNumber } from '../intern/float.ts';
import { CallConv, type FuncTypeInfo } from '../intern/func-type.ts';
import { funcOwnerDecl, funcTypeInfo, isFunc, uncoercedFunc } from '../intern/functions.ts';
import { type DeclIndex, type Index, NO_INDEX } from '../intern/ids.ts';
import { Ty } from '../intern/known.ts';
import { abiAlign, abiSize, alignUp, errorUnionErrorOffset, errorUnionPayloadOffset } from '../intern/layout.ts';
import { isSinglePtr } from '../intern/pointers.ts';
import { printType } from '../intern/print-type.ts';
import { childType, errorUnionPayload, isType, TypeKind } from '../intern/types.ts';
import { floatValueBits, intBig, isInt, typeOf } from '../intern/values.ts';
import { type Message, messageAt } from '../source/messages.ts';
import type { Span } from '../source/source-file.ts';
import { fnParams, fullFnProto } from '../syntax/full-decl.ts';
import { nodeSpan } from '../syntax/span.ts';
import { tokenEndOffset } from '../syntax/tree.ts';
import type { ChunkIndex } from '../zir/zir.ts';
import { typedArrayOf } from './codecs.ts';
import type {
  CallbackShape,
  ConstantDescription,
  Description,
  FunctionDescription,
  Parameter,
  ParameterShape,
  Position,
  ShapeId,
} from './description.ts';
import { CannotCross, ShapeTable } from './shapes.ts';

/** What supplied things and callbacks have in a frame. */
const WORD = 4;

/** A callback has no more parameters. */
const MAX_CALLBACK_PARAMETERS = 4;

/** What `describe` found out. */
export interface Described {
  readonly description: Description;
  /** One for each public declaration that cannot cross, at its place. */
  readonly errors: readonly Message[];
}

/**
 * What JavaScript has to know of the public functions and constants of the file at `path`, after an update of `compilation` without errors, whose root module is
 * `ROOT_MODULE`. Null where nothing is known of the file. Nothing that an update gives is another for having been asked.
 */
export function describe(compilation: Compilation, path: string): Described | null {
  return Compilation.sessionOf(compilation).inspect((known) => {
    const program = new Program(known, new RecordStore());
    const view = program.viewAt(path);
    return view === null ? null : new Describer(program, view).run();
  });
}

/** A public declaration, with where it is. */
interface PublicDecl {
  readonly decl: DeclIndex;
  readonly name: string;
  readonly documentation: string;
  readonly nameSpan: Span;
  readonly position: Position;
}

class Describer {
  readonly #program: Program;
  readonly #view: FileView;
  readonly #decls: readonly PublicDecl[];
  readonly #shapes: ShapeTable;
  readonly #errors: Message[] = [];

  constructor(program: Program, view: FileView) {
    this.#program = program;
    this.#view = view;
    this.#decls = this.#publicDecls();
    const types = new Map<Index, { name: string; documentation: string }>();
    for (const { decl, name, documentation } of this.#decls) {
      const value = program.declValue(decl);
      if (value !== NO_INDEX && isType(program.pool, value) && /^[A-Za-z_]\w*$/.test(name) && !types.has(value))
        types.set(value, { name, documentation });
    }
    this.#shapes = new ShapeTable(
      program,
      types,
      this.#decls.map(({ name }) => name),
    );
  }

  run(): Described {
    const functions: FunctionDescription[] = [];
    const constants: ConstantDescription[] = [];
    for (const decl of this.#decls) {
      const value = this.#program.declValue(decl.decl);
      if (value === NO_INDEX || isType(this.#program.pool, value)) continue;
      if (this.#program.pool.decls.isVar(decl.decl)) {
        this.#refuse(
          decl.nameSpan,
          `variable '${decl.name}' cannot cross to JavaScript: give functions that read and write it`,
        );
      } else if (isFunc(this.#program.pool, value)) {
        const found = this.#function(decl, uncoercedFunc(this.#program.pool, value));
        if (found !== null) functions.push(found);
      } else {
        const found = this.#constant(decl, value);
        if (found !== null) constants.push(found);
      }
    }
    const documentation = docOfContainer(this.#view.tree, 0);
    return {
      description: { documentation, shapes: this.#shapes.shapes(), functions, constants },
      errors: this.#errors,
    };
  }

  #publicDecls(): PublicDecl[] {
    const { pool } = this.#program;
    const [container] = this.#program.containersOf(this.#view, 0 as ChunkIndex);
    const namespace = pool.containers.namespaceOf(container);
    return ([...pool.namespaces.decls(namespace)] as DeclIndex[]).flatMap((decl) => {
      if (!pool.decls.isPub(decl)) return [];
      const symbol = symbolOfDecl(this.#program, decl);
      if (symbol?.kind !== 'declared') return [];
      const { tree, path } = this.#view;
      const start = tree.tokenStarts[symbol.declared.token];
      const { line, column } = this.#source().lineColumnUtf16(start);
      return {
        decl,
        name: pool.text(pool.decls.nameOf(decl)),
        documentation: documentationOf(this.#program, symbol),
        nameSpan: { start, main: start, end: tokenEndOffset(tree, symbol.declared.token) },
        position: { path, line: line + 1, column: column + 1 },
      };
    });
  }

  #source(): ReturnType<Program['files']['source']> {
    return this.#program.files.source(this.#view.file);
  }

  #refuse(span: Span, text: string): void {
    this.#errors.push(messageAt(this.#source(), span, text));
  }

  /** What `make` gives; null with an error at `span` where something in it cannot cross. `what`: such as `parameter 'a' of 'f'`. */
  #crossing<T>(span: Span, what: string, make: () => T): T | null {
    try {
      return make();
    } catch (thrown) {
      if (!(thrown instanceof CannotCross)) throw thrown;
      this.#refuse(span, `${what} cannot cross to JavaScript: ${thrown.message}`);
      return null;
    }
  }

  #constant(decl: PublicDecl, value: Index): ConstantDescription | null {
    const { pool } = this.#program;
    const { name, documentation, position } = decl;
    const type = typeOf(pool, value);
    const told = { name, documentation, position };
    if (type === Ty.comptimeInt && isInt(pool, value)) {
      const big = intBig(pool, value);
      const isSafe = BigInt(Number(big)) === big && Number.isSafeInteger(Number(big));
      return { ...told, value: isSafe ? Number(big) : big, isInMemory: false };
    }
    if (type === Ty.comptimeFloat)
      return { ...told, value: floatToNumber(128, floatValueBits(pool, value)), isInMemory: false };
    const shape = this.#crossing(decl.nameSpan, `constant '${name}'`, () => this.#shapes.of(type));
    return shape === null ? null : { ...told, value: shape, isInMemory: true };
  }

  #function(decl: PublicDecl, func: Index): FunctionDescription | null {
    const { pool } = this.#program;
    const { name, documentation, position, nameSpan } = decl;
    const type = typeOf(pool, func);
    const info = funcTypeInfo(pool, type);
    const what = `function '${name}'`;
    const reason = refusalOf(info);
    if (reason !== null) {
      this.#refuse(nameSpan, `${what} cannot cross to JavaScript: ${reason}`);
      return null;
    }
    const written = this.#parameters(func, decl);
    const errorsBefore = this.#errors.length;
    let offset = 0;
    const parameters: Parameter[] = [];
    info.params.forEach((param, i) => {
      const { name: paramName, span } = written[i];
      const passed = this.#crossing(span, `parameter '${paramName}' of ${what}`, () =>
        this.#parameter(param, paramName),
      );
      if (passed === null) return;
      offset = alignUp(offset, passed.alignment);
      parameters.push({ ...passed.parameter, offset });
      offset += passed.size;
    });
    const mayFail = kindOf(this.#program, info.returnType) === TypeKind.error_union;
    const payload = mayFail ? errorUnionPayload(pool, info.returnType) : info.returnType;
    const result = this.#crossing(nameSpan, `the result of ${what}`, () => this.#shapes.of(payload));
    if (result === null || this.#errors.length > errorsBefore) return null;
    const isNever = !mayFail && payload === Ty.noreturn;
    if (!isNever) {
      knowLayout(this.#program, info.returnType);
      offset = alignUp(offset, abiAlign(pool, info.returnType));
    }
    const resultOffset = mayFail ? offset + errorUnionPayloadOffset(pool, info.returnType) : offset;
    return {
      name,
      documentation,
      position,
      parameters,
      result: { name, offset: resultOffset, shape: result },
      errorOffset: mayFail ? offset + errorUnionErrorOffset(pool, info.returnType) : null,
      errors: mayFail ? errorTexts(this.#program, type) : null,
      frameSize: offset + (isNever ? 0 : abiSize(pool, info.returnType)),
    };
  }

  /** Names of the parameters and where their types are written, of a function that may be declared in another file. */
  #parameters(func: Index, decl: PublicDecl): readonly { readonly name: string; readonly span: Span }[] {
    const { pool } = this.#program;
    const symbol = symbolOfDecl(this.#program, funcOwnerDecl(pool, func));
    const count = funcTypeInfo(pool, typeOf(pool, func)).params.length;
    const unnamed = Array.from({ length: count }, (_, i) => ({ name: `arg${i}`, span: decl.nameSpan }));
    if (symbol?.kind !== 'declared') return unnamed;
    const { view, declared } = symbol;
    const proto = fullFnProto(view.tree, declared.node);
    if (proto === null) return unnamed;
    const params = fnParams(view.tree, proto);
    return unnamed.map((param, i) => ({
      name: params[i]?.nameToken == null ? param.name : nameAt(view.tree, params[i].nameToken!),
      span: view.file === this.#view.file ? fromStart(nodeSpan(view.tree, params[i].typeExpr)) : decl.nameSpan,
    }));
  }

  /** A parameter of type `ty`, with what it takes in a frame; its offset is to be filled in. */
  #parameter(
    ty: Index,
    name: string,
  ): { readonly parameter: Parameter; readonly size: number; readonly alignment: number } {
    const { pool } = this.#program;
    const word = { size: WORD, alignment: WORD };
    const library = this.#libraryType(ty);
    if (library === 'mem.Allocator') return { parameter: { kind: 'allocator', name, offset: 0 }, ...word };
    if (library === 'Io') throw new CannotCross("there is no 'std.Io' to supply");
    const isPointer = kindOf(this.#program, ty) === TypeKind.pointer && isSinglePtr(pool, ty);
    if (isPointer && kindOf(this.#program, childType(pool, ty)) === TypeKind.fn)
      return {
        parameter: { kind: 'callback', name, offset: 0, callback: this.#callback(childType(pool, ty)) },
        ...word,
      };
    const id = this.#shapes.taken(ty);
    const shape = this.#shapes.get(id);
    if (shape.kind === 'slice' && !shape.isConst && typedArrayOf(this.#shapes.get(shape.child)) === null)
      throw new CannotCross("what it writes to other slices than those of numbers does not come back: make it 'const'");
    const { size, alignment } = shape;
    return { parameter: { kind: 'value', name, offset: 0, shape: id }, size, alignment };
  }

  /** The name of a type of the library; null for any other. */
  #libraryType(ty: Index): string | null {
    const { pool, files } = this.#program;
    if (kindOf(this.#program, ty) !== TypeKind.struct) return null;
    const text = printType(pool, ty);
    if (text !== 'mem.Allocator' && text !== 'Io') return null;
    return files.isOwn(pool.namespaces.fileOf(namespaceOfType(pool, ty))) ? null : text;
  }

  #callback(ty: Index): CallbackShape {
    const { pool } = this.#program;
    const info = funcTypeInfo(pool, ty);
    const reason = refusalOf(info);
    if (reason !== null) throw new CannotCross(reason);
    if (info.params.length > MAX_CALLBACK_PARAMETERS)
      throw new CannotCross(`a callback has at most ${MAX_CALLBACK_PARAMETERS} parameters`);
    let offset = 0;
    const place = (type: Index, name: string, shape: ShapeId): ParameterShape => {
      offset = alignUp(offset, abiAlign(pool, type));
      const placed = { name, offset, shape };
      offset += abiSize(pool, type);
      return placed;
    };
    const parameters = info.params.map((type, i) => place(type, `arg${i}`, this.#shapes.of(type)));
    return { parameters, result: place(info.returnType, 'result', this.#shapes.taken(info.returnType)) };
  }
}

/** The span with its caret where it starts. */
function fromStart({ start, end }: Span): Span {
  return { start, main: start, end };
}

/** Why a function of that type cannot be called from the other side, or null. */
function refusalOf({ isGeneric, isVarArgs, callConv }: FuncTypeInfo): string | null {
  if (isGeneric) return 'it is generic';
  if (isVarArgs) return 'it has any number of parameters';
  if (callConv === CallConv.inline || callConv === CallConv.naked) return 'it is inline or naked';
  return null;
}

import { accessorsOf, isSettable } from './classes.ts';
import { Codecs } from './codecs.ts';
import type {
  ConstantDescription,
  ContainerDescription,
  Description,
  FieldShape,
  FunctionDescription,
  Parameter,
  Position,
  ShapeId,
} from './description.ts';
import { returnsPromise } from './functions.ts';
import { exported, isBindable, localName, memberName, property, unused } from './names.ts';
import { type BindingOptions, isBig, isByte, isText, isView, typedArrayOf } from './options.ts';

/** Whether a value goes to Zig or comes from it: what is taken is wider than what is given. */
type Direction = 'in' | 'out';

/** Declarations for TypeScript. */
export interface DeclarationText {
  readonly text: string;
  /** Where each name in the text is declared in Zig, in the order of the text. Line and column from 0. */
  readonly places: readonly { readonly line: number; readonly column: number; readonly position: Position }[];
}

/** What TypeScript is told of the functions and constants of `description`, with what the comments say and where each is declared. */
export function declarationsOf(description: Description, options: BindingOptions = {}): DeclarationText {
  const declarations = new Declarations(description, options);
  const marked = declarations.text().split(MARK);
  let text = marked[0];
  const places = marked.slice(1).map((part) => {
    const [, number, rest] = /^(\d+);(.*)$/s.exec(part) ?? ['', '0', part];
    const line = text.split('\n').length - 1;
    const column = text.length - (text.lastIndexOf('\n') + 1);
    text += rest;
    return { line, column, position: declarations.positions[Number(number)] };
  });
  return { text, places };
}

/** Stands before names whose places are told. */
const MARK = '\0';

class Declarations {
  readonly #description: Description;
  readonly #options: BindingOptions;
  readonly #codecs: Codecs;
  /** The name of the type of views, which no other type has. */
  readonly #viewName: string;
  /** Where what was marked is declared. */
  readonly positions: Position[] = [];
  /** Types that were named. */
  readonly #used = new Set<ShapeId>();
  /** Names of types that are also in namespaces: there they would mean themselves. */
  readonly #aliases = new Set<string>();

  constructor(description: Description, options: BindingOptions) {
    this.#description = description;
    this.#options = options;
    this.#codecs = new Codecs(description, options);
    const { functions, constants, containers, shapes } = description;
    const taken = new Set([...functions, ...constants, ...containers].map(({ name }) => name));
    for (const shape of shapes) if ('name' in shape) taken.add(shape.name);
    this.#viewName = unused('View', taken);
  }

  /** What stands before a name to have its place told, which is declared at `position`. */
  #mark(position: Position): string {
    return `${MARK}${this.positions.push(position) - 1};`;
  }

  text(): string {
    const { documentation, functions, constants, containers, leftOut } = this.#description;
    const outer = containers.filter(({ name, path }) => name === path);
    const names = [...functions, ...constants, ...outer].map(({ name }) => exported(localName(name), name));
    const declared = [
      ...functions.map((func) => this.#function(func, 'declare function ', localName(func.name), '')),
      ...containers.map((container) => this.#container(container)),
      ...constants.map((one) => {
        const doc = comment(withSource(one.documentation, one.position));
        return `${doc}declare const ${this.#mark(one.position)}${localName(one.name)}: ${this.#constant(one)};`;
      }),
    ];
    const types: string[] = [];
    // A type that is told of may tell of others.
    for (const id of this.#used) types.push(...this.#named(id));
    if (this.#codecs.usesViews) types.unshift(this.#viewType());
    return [
      '// Made from the Zig file of the same name.',
      ...(containers.some(({ handle }) => handle !== null) ? ['/// <reference lib="esnext.disposable" />'] : []),
      comment(documentation.split('\n')),
      ...types,
      ...[...this.#aliases].map((name) => `type $${name} = ${localName(name)};`),
      ...declared,
      ...leftOut.map(({ reason }) => `// Left out: ${reason.replaceAll('\n', ' ')}`),
      `export { ${names.join(', ')} };`,
      '',
    ].join('\n');
  }

  /** `before`: what stands before the name. `skipped`: how many parameters are what a method is called on. */
  #function(func: FunctionDescription, before: string, name: string, indent: string, skipped = 0): string {
    const { documentation, position, parameters, result, errorOffset, errors } = func;
    const given = parameters.slice(skipped).filter(({ kind }) => kind === 'value' || kind === 'callback');
    const waits = returnsPromise(func, this.#codecs, skipped > 0);
    const list = given.map(
      (param, i) => `${isBindable(param.name) ? param.name : `arg${i}`}: ${this.#parameter(param, waits)}`,
    );
    const lines = withSource(documentation, position);
    if (errorOffset !== null) {
      const which =
        errors === null || errors.length === 0 ? 'an error' : errors.map((error) => `\`${error}\``).join(', ');
      lines.splice(-1, 0, `@throws A \`ZigError\` whose \`code\` is the name of the error: ${which}.`);
    }
    const value = this.#type(result.shape, 'out', result.name);
    const returned = waits ? `Promise<${value}>` : value;
    return `${comment(lines, indent)}${indent}${before}${this.#mark(position)}${name}(${list.join(', ')}): ${returned};`;
  }

  /** The type of a constant. */
  #constant({ name, value, isInMemory }: ConstantDescription): string {
    if (isInMemory) return this.#type(value as ShapeId, 'out', name);
    return typeof value === 'bigint' ? `${value}n` : literal(value);
  }

  /** Constants and types that are declared in a type, as members; `before`: what stands before these. */
  #inside({ constants, types }: ContainerDescription, before: string, memberOf: (name: string) => string): string[] {
    return [
      ...constants.map((one) => {
        const doc = comment(withSource(one.documentation, one.position), '  ');
        return `${doc}  ${before}readonly ${this.#mark(one.position)}${memberOf(one.name)}: ${this.#constant(one)};`;
      }),
      ...types.flatMap(({ name, told, isContainer }) =>
        isContainer ? [`  ${before}readonly ${memberOf(name)}: typeof ${localName(told)};`] : [],
      ),
    ];
  }

  /** The types that are declared in a type, as those of a namespace: those that there is something to say of, and what is declared in these. */
  #namespace(container: ContainerDescription): string {
    const { path, name } = container;
    const inner = this.#typesIn(container, '  ');
    return inner.length === 0 || path !== name
      ? ''
      : `\ndeclare namespace ${localName(name)} {\n${inner.join('\n')}\n}`;
  }

  #typesIn({ types }: ContainerDescription, indent: string): string[] {
    const { shapes, containers } = this.#description;
    return types.flatMap(({ name, told }) => {
      const id = shapes.findIndex((shape) => 'name' in shape && shape.kind !== 'handle' && shape.name === told);
      const container = containers.find((one) => one.name === told);
      if (id >= 0) this.#used.add(id);
      const isNamed = id >= 0 || (container !== undefined && container.handle !== null);
      if (isNamed) this.#aliases.add(told);
      const within = container === undefined ? [] : this.#typesIn(container, `${indent}  `);
      return [
        ...(isNamed ? [`${indent}type ${name} = $${told};`] : []),
        ...(within.length > 0 ? [`${indent}namespace ${name} {`, ...within, `${indent}}`] : []),
      ];
    });
  }

  /** A class, or an object with functions. */
  #container(container: ContainerDescription): string {
    const { name, documentation, position, functions, handle } = container;
    const doc = comment(withSource(documentation, position));
    const local = localName(name);
    if (handle === null) {
      const members = [
        ...functions.map((func) => this.#function(func, '', property(func.name), '  ')),
        ...this.#inside(container, '', property),
      ];
      return `${doc}declare const ${this.#mark(position)}${local}: {\n${members.join('\n')}\n};${this.#namespace(container)}`;
    }
    const methods = handle.methods.map((func) => this.#function(func, '', memberName(func.name), '  ', 1));
    const hasFree = handle.methods.some((func) => func.name === 'free');
    const members = [
      '  private constructor();',
      ...functions.map((func) => this.#function(func, 'static ', memberName(func.name), '  ')),
      ...this.#inside(container, 'static ', memberName),
      ...methods,
      ...accessorsOf(handle).map((field) => this.#accessor(field)),
      ...(hasFree ? [] : ['  /** Releases what it owns. It must not be used afterwards. */\n  free(): void;']),
      '  [Symbol.dispose](): void;',
    ];
    return `${doc}declare class ${this.#mark(position)}${local} {\n${members.join('\n')}\n}${this.#namespace(container)}`;
  }

  #accessor({ name, shape, documentation }: FieldShape): string {
    const doc = comment(documentation.split('\n'), '  ');
    const array = this.#description.shapes[shape];
    const isView = array.kind === 'array' && this.#codecs.arrayView(shape, '', name, '') !== null;
    const read = isView ? this.#list(array.child, 'out', name, true) : this.#type(shape, 'out', name);
    if (!isSettable(this.#codecs, shape)) return `${doc}  readonly ${memberName(name)}: ${read};`;
    const written = this.#type(shape, 'in', name);
    if (written === read) return `${doc}  ${memberName(name)}: ${read};`;
    return `${doc}  get ${memberName(name)}(): ${read};\n  set ${memberName(name)}(value: ${written});`;
  }

  /** `waits`: whether it is of a function that waits for promises. */
  #parameter(param: Parameter, waits: boolean): string {
    if (param.kind === 'value') {
      const shape = this.#description.shapes[param.shape];
      if (shape.kind !== 'slice' || shape.isConst) return this.#type(param.shape, 'in', param.name);
      // What is written to it comes back.
      const element = this.#type(shape.child, 'out', param.name);
      const typed = typedArrayOf(this.#description.shapes[shape.child], this.#options);
      if (typed !== null && this.#codecs.usesViews) return `${typed} | ${this.#viewName}<${typed}>`;
      return typed ?? `${/[|>]/.test(element) ? `(${element})` : element}[]`;
    }
    if (param.kind !== 'callback') return 'never';
    const { parameters, result } = param.callback;
    const list = parameters.map((one) => `${one.name}: ${this.#type(one.shape, 'out', one.name)}`);
    const value = this.#type(result.shape, 'in', result.name);
    return `(${list.join(', ')}) => ${waits ? `${value} | Promise<${value}>` : value}`;
  }

  /** Declarations of a shape that has a name: one type of what comes from Zig, and where what is taken is wider, one of that. */
  #named(id: ShapeId): string[] {
    const shape = this.#description.shapes[id];
    if (!('name' in shape) || shape.kind === 'handle') return [];
    const doc = comment(shape.documentation.split('\n'));
    if (shape.kind === 'enum') {
      const members = shape.members.map(({ name, documentation }) => {
        const said =
          documentation === '' ? '' : `\n  /** ${documentation.replaceAll('\n', ' ').replaceAll('*/', '* /')} */`;
        return `${said}\n  | ${JSON.stringify(name)}`;
      });
      const tag = this.#type(shape.tag, 'out', shape.name);
      const open = shape.isOpen ? [`\n  | ${tag}`] : members.length === 0 ? ['never'] : [];
      return [`${doc}export type ${shape.name} = ${[...members, ...open].join('')};`];
    }
    const made = (direction: Direction): string => {
      const name = `${shape.name}${direction === 'in' ? 'Input' : ''}`;
      if (shape.kind === 'union') {
        const cases = shape.fields.map((field) => {
          const isVoid = this.#description.shapes[field.shape].kind === 'void';
          const value = isVoid ? '' : `; value: ${this.#type(field.shape, direction, field.name)}`;
          return `\n  | { tag: ${JSON.stringify(field.name)}${value} }`;
        });
        return `${doc}export type ${name} = ${cases.join('') || 'never'};`;
      }
      return `${doc}export interface ${name} {${shape.fields.map((field) => this.#field(field, direction)).join('')}\n}`;
    };
    return this.#isWider(id, shape.name) ? [made('out'), made('in')] : [made('out')];
  }

  #field(field: FieldShape, direction: Direction): string {
    const doc = comment(field.documentation.split('\n'), '  ');
    return `\n${doc}  ${property(field.name)}: ${this.#type(field.shape, direction, field.name)};`;
  }

  /** Whether more is taken than given: lists of numbers, and what has such. */
  #isWider(id: ShapeId, name: string, seen: ReadonlySet<ShapeId> = new Set()): boolean {
    if (seen.has(id)) return false;
    const shape = this.#description.shapes[id];
    const around = new Set([...seen, id]);
    switch (shape.kind) {
      case 'slice':
        return !isByte(this.#description.shapes[shape.child]) || !isText(name, this.#options);
      case 'array':
      case 'arrayPointer':
      case 'optional':
      case 'tuple':
        return true;
      case 'struct':
      case 'union':
        return shape.fields.some((field) => this.#isWider(field.shape, field.name, around));
      default:
        return false;
    }
  }

  #type(id: ShapeId, direction: Direction, name: string): string {
    const shape = this.#description.shapes[id];
    switch (shape.kind) {
      case 'void':
        return 'void';
      case 'noreturn':
        return 'never';
      case 'bool':
        return 'boolean';
      case 'float':
        return 'number';
      case 'int':
        return isBig(shape, this.#options) ? 'bigint' : 'number';
      case 'cString':
        return 'string';
      case 'slice':
        return this.#list(shape.child, direction, name, true);
      case 'array':
        return this.#list(shape.child, direction, name, false);
      case 'arrayPointer': {
        const array = this.#description.shapes[shape.array];
        return array.kind === 'array' ? this.#list(array.child, direction, name, true) : 'unknown';
      }
      case 'optional': {
        const child = this.#type(shape.child, direction, name);
        return direction === 'in' ? `${child} | null | undefined` : `${child} | null`;
      }
      case 'tuple': {
        const fields = shape.fields.map((field) => this.#type(field.shape, direction, name));
        return direction === 'in' ? `readonly [${fields.join(', ')}]` : `[${fields.join(', ')}]`;
      }
      case 'handle':
        return localName(shape.name);
      default:
        this.#used.add(id);
        return direction === 'in' && this.#isWider(id, name) ? `${shape.name}Input` : shape.name;
    }
  }

  #viewType(): string {
    const lines = [
      'Numbers in the memory of Zig, which are not copied.',
      '',
      'They are as Zig has them at the moment, and what is written to them Zig reads.',
    ];
    return `${comment(lines)}export interface ${this.#viewName}<Numbers extends ArrayLike<unknown>> {
  /**
   * The numbers. The array is gone where memory grows, as in any call may be: it is to be asked for each time.
   *
   * @throws A \`ReferenceError\` where what they belong to was freed.
   */
  readonly array: Numbers;
  readonly length: number;
  [Symbol.iterator](): IterableIterator<Numbers[number]>;
}`;
  }

  #list(childId: ShapeId, direction: Direction, name: string, isElsewhere: boolean): string {
    const child = this.#description.shapes[childId];
    if (isByte(child) && isElsewhere && isText(name, this.#options)) return 'string';
    const typed = typedArrayOf(child, this.#options);
    const element = this.#type(childId, direction, name);
    if (typed !== null && direction === 'in') {
      const view = this.#codecs.usesViews ? ` | ${this.#viewName}<${typed}>` : '';
      return `${typed} | readonly ${element}[]${view}`;
    }
    if (typed !== null && isElsewhere && isView(name, this.#options)) return `${this.#viewName}<${typed}>`;
    if (typed !== null) return typed;
    const inner = /[|>]/.test(element) ? `(${element})` : element;
    if (direction === 'out') return `${inner}[]`;
    return `readonly ${element.startsWith('readonly') ? `(${element})` : inner}[]`;
  }
}

/** The lines of a comment before the declaration at `position`. */
function withSource(documentation: string, { path, line, column }: Position): string[] {
  const lines = documentation === '' ? [] : [...documentation.split('\n'), ''];
  const file = path.slice(path.lastIndexOf('/') + 1);
  return [...lines, `@see {@link file://./${file}} line ${line}, column ${column}`];
}

function comment(lines: readonly string[], indent = ''): string {
  if (lines.every((line) => line === '')) return '';
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line.replaceAll('*/', '* /')}`.trimEnd()).join('\n')}\n${indent} */\n`;
}

function literal(value: number): string {
  return Number.isFinite(value) ? String(value) : 'number';
}

import type { Random } from '../test/front-end/random.ts';
import { Expressions } from './random-expressions.ts';
import { intOf, TypeSource, typeText, type ZigType } from './random-types.ts';

/** How deep statements stand in statements. */
const MAX_NESTING = 3;

/** The statements of one case of a random program. */
export class Statements {
  readonly #random: Random;
  readonly #types: TypeSource;
  readonly #expr: Expressions;
  readonly #lines: string[] = [];
  #names = 0;
  #isInFunction = false;
  /** Whether the function that is being made may return errors here: not in a `defer`. */
  #canFail = false;

  constructor(random: Random) {
    this.#random = random;
    this.#types = new TypeSource(random);
    this.#expr = new Expressions(random, this.#types);
  }

  /** The lines of the namespace that is the case; once. */
  caseLines(): readonly string[] {
    const { scope } = this.#expr;
    this.#expr.isTotal = this.#random(3) > 0;
    this.#lines.push(...this.#types.declarations);
    scope.push({ name: 'g0', type: intOf(false, 8), isMutable: true });
    this.#lines.push(`var g0: u8 = ${this.#random(256)};`);
    for (let count = 1 + this.#random(4); count > 0; count--) this.#variable('g', 'var');
    for (let count = this.#random(4); count > 0; count--) this.#function();
    this.#lines.push('fn run() void {', '@setEvalBranchQuota(100_000);');
    const globals = scope.length;
    this.#body(4 + this.#random(8), 0);
    for (const { name } of scope) this.#lines.push(`out(${name});`);
    scope.length = globals;
    this.#lines.push('}');
    return this.#lines;
  }

  #name(prefix: string): string {
    return `${prefix}${++this.#names}`;
  }

  #depth(): number {
    return 1 + this.#random(4);
  }

  #variable(prefix: string, keyword: 'var' | 'const', type: ZigType = this.#types.any()): void {
    const { scope } = this.#expr;
    const name = this.#name(prefix);
    const isGlobal = prefix === 'g';
    const value = isGlobal ? this.#expr.literal(type) : this.#expr.initial(type, this.#depth());
    this.#lines.push(`${keyword} ${name}: ${typeText(type)} = ${value};`);
    if (!isGlobal) this.#lines.push(`_ = &${name};`);
    scope.push({ name, type, isMutable: keyword === 'var' });
  }

  #function(): void {
    const random = this.#random;
    const expr = this.#expr;
    const name = this.#name('fn_');
    const parameters = Array.from({ length: random(4) }, () => this.#types.any(1));
    const result = this.#types.any();
    // One that reads no variables can be called at compile time.
    const outer = expr.scope.splice(0);
    const before = expr.isTotal;
    const isTotal = random(2) === 0 || before;
    expr.isTotal = isTotal;
    if (!isTotal) expr.scope.push(...outer);
    const own = parameters.map((type, i) => ({ name: `${name}p${i}`, type, isMutable: false }));
    expr.scope.push(...own);
    const list = own.map((one) => `${one.name}: ${typeText(one.type)}`).join(', ');
    this.#lines.push(`fn ${name}(${list}) ${typeText(result)} {`, '@setEvalBranchQuota(100_000);');
    for (const one of own) this.#lines.push(`_ = &${one.name};`);
    this.#isInFunction = true;
    this.#canFail = result.kind === 'errorUnion';
    this.#body(random(5), 1);
    this.#isInFunction = false;
    this.#canFail = false;
    this.#lines.push(`return ${expr.make(result, this.#depth())};`, '}');
    expr.scope.splice(0, expr.scope.length, ...outer);
    expr.isTotal = before;
    expr.functions.push({ name, parameters, result, isTotal });
  }

  /** Statements; what they declare stays in scope. */
  #body(count: number, nesting: number): void {
    for (; count > 0; count--) this.#statement(nesting);
  }

  #block(count: number, nesting: number): void {
    const { scope } = this.#expr;
    const before = scope.length;
    this.#body(count, nesting + 1);
    scope.length = before;
  }

  #statement(nesting: number): void {
    const random = this.#random;
    const choice = random(nesting >= MAX_NESTING ? 8 : 26);
    if (choice < 3) return this.#variable('v', random(4) === 0 ? 'const' : 'var');
    if (choice < 8) return this.#assignment();
    const few = 1 + random(3);
    switch (choice) {
      case 8:
      case 9:
        this.#lines.push(`if (${this.#expr.make({ kind: 'bool' }, this.#depth())}) {`);
        this.#block(few, nesting);
        if (random(2) === 0) {
          this.#lines.push('} else {');
          this.#block(1, nesting);
        }
        this.#lines.push('}');
        return;
      case 10:
        return this.#loop(few, nesting);
      case 11:
        return this.#overElements(few, nesting);
      case 12:
      case 13:
        return this.#capture(few, nesting);
      case 14:
        return this.#switch(nesting);
      case 15:
        this.#lines.push('{');
        this.#deferred('defer', nesting);
        this.#block(few, nesting);
        this.#lines.push('}');
        return;
      case 16:
        return this.#comptimeCall();
      case 18:
      case 19:
        return this.#slice(few, nesting);
      case 20:
        return this.#attempt(nesting);
      case 21:
        return this.#functionPointer();
      case 22:
        return this.#untilNull(few, nesting);
      case 23:
        return this.#switchLoop(nesting);
      case 24:
        return this.#destructure();
      case 25:
        return this.#unrolled(nesting);
      default:
        return this.#pointer();
    }
  }

  #deferred(keyword: 'defer' | 'errdefer', nesting: number): void {
    const before = this.#canFail;
    this.#canFail = false;
    this.#lines.push(`${keyword} {`);
    this.#block(1, nesting);
    this.#lines.push('}');
    this.#canFail = before;
  }

  #assignment(): void {
    const expr = this.#expr;
    const targets = expr.paths(null, true);
    if (targets.length === 0) return this.#variable('v', 'var');
    const { text, type } = targets[this.#random(targets.length)];
    if (type.kind === 'int' && this.#random(3) === 0) {
      const ops = expr.isTotal ? ['+%=', '-%=', '*%=', '|=', '&=', '^=', '+|=', '-|='] : ['+=', '-=', '*=', '/=', '%='];
      const op = ops[this.#random(ops.length)];
      if (!type.isSigned || (op !== '/=' && op !== '%=')) {
        this.#lines.push(`${text} ${op} ${expr.make(type, this.#depth())};`);
        return;
      }
    }
    this.#lines.push(`${text} = ${expr.initial(type, this.#depth())};`);
  }

  #loop(count: number, nesting: number): void {
    const i = this.#name('n');
    const limit = 1 + this.#random(4);
    const { scope } = this.#expr;
    if (this.#random(2) === 0) {
      this.#lines.push(`var ${i}: u8 = 0;`, `while (${i} < ${limit}) : (${i} += 1) {`);
    } else {
      this.#lines.push(`for (0..${limit}) |${i}s| {`, `const ${i}: u8 = @intCast(${i}s);`, `_ = &${i};`);
    }
    scope.push({ name: i, type: intOf(false, 8), isMutable: false });
    if (this.#random(3) === 0)
      this.#lines.push(`if (${this.#expr.make({ kind: 'bool' }, 2)}) ${this.#random(2) === 0 ? 'break' : 'continue'};`);
    this.#block(count, nesting);
    scope.pop();
    this.#lines.push('}');
  }

  #overElements(count: number, nesting: number): void {
    const { scope } = this.#expr;
    const elem = this.#types.any(2);
    const arrays = this.#expr.paths(null, true).filter(({ type }) => type.kind === 'array');
    const name = this.#name('e');
    if (arrays.length > 0 && this.#random(2) === 0) {
      const { text, type } = arrays[this.#random(arrays.length)];
      if (type.kind !== 'array') return;
      this.#lines.push(`for (&${text}) |*${name}| {`, `_ = &${name};`);
      scope.push({ name: `${name}.*`, type: type.elem, isMutable: true });
    } else {
      const inline = this.#random(2) === 0 ? 'inline ' : '';
      const values = Array.from({ length: 1 + this.#random(3) }, () => this.#expr.make(elem, 2)).join(', ');
      this.#lines.push(`${inline}for ([_]${typeText(elem)}{ ${values} }) |${name}| {`, `_ = &${name};`);
      scope.push({ name, type: elem, isMutable: false });
    }
    this.#block(count, nesting);
    scope.pop();
    this.#lines.push('}');
  }

  /** `if` with a payload, by value or by pointer. */
  #capture(count: number, nesting: number): void {
    const expr = this.#expr;
    const kind = this.#random(2) === 0 ? 'optional' : 'errorUnion';
    const name = this.#name('c');
    const places = expr.paths(null, true).filter(({ type }) => type.kind === kind);
    const place = places.length > 0 && this.#random(2) === 0 ? places[this.#random(places.length)] : null;
    const elem = this.#types.any(2);
    if (place === null && kind === 'errorUnion' && elem.kind === 'errorUnion') return this.#assignment();
    const type = place?.type ?? ({ kind, elem } as const);
    if (type.kind !== 'optional' && type.kind !== 'errorUnion') return;
    this.#lines.push(
      `if (${place?.text ?? expr.make(type, this.#depth())}) |${place === null ? '' : '*'}${name}| {`,
      `_ = &${name};`,
    );
    expr.scope.push({ name: place === null ? name : `${name}.*`, type: type.elem, isMutable: place !== null });
    this.#block(count, nesting);
    expr.scope.pop();
    this.#lines.push(kind === 'optional' ? '} else {' : `} else |${name}x| {`);
    if (kind === 'errorUnion') this.#lines.push(`if (${name}x == error.Red) {`);
    this.#block(1, nesting);
    this.#lines.push(kind === 'errorUnion' ? '} }' : '}');
  }

  #switch(nesting: number): void {
    const expr = this.#expr;
    const unions = expr.paths(null, true).filter(({ type }) => type.kind === 'union' && type.layout === 'auto');
    const target = unions.length > 0 ? unions[this.#random(unions.length)] : null;
    if (target === null || target.type.kind !== 'union') {
      const int = this.#types.int();
      this.#lines.push(`switch (${expr.make(int, this.#depth())}) {`, `${expr.literal(int)} => {`);
      this.#block(2, nesting);
      this.#lines.push('},', 'else => {');
      this.#block(1, nesting);
      this.#lines.push('},', '}');
      return;
    }
    const isPointer = this.#random(2) === 0;
    this.#lines.push(`switch (${target.text}) {`);
    for (const field of target.type.fields) {
      const name = this.#name('m');
      this.#lines.push(`.${field.name} => |${isPointer ? '*' : ''}${name}| {`, `_ = &${name};`);
      expr.scope.push({ name: isPointer ? `${name}.*` : name, type: field.type, isMutable: isPointer });
      this.#block(1, nesting);
      expr.scope.pop();
      this.#lines.push('},');
    }
    this.#lines.push('}');
  }

  /** What a function comes to at compile time and at run time. */
  #comptimeCall(): void {
    const expr = this.#expr;
    const total = expr.functions.filter((one) => one.isTotal);
    if (this.#isInFunction || total.length === 0) return this.#assignment();
    const { name, parameters } = total[this.#random(total.length)];
    const call = `${name}(${parameters.map((parameter) => expr.literal(parameter)).join(', ')})`;
    this.#lines.push(`out(comptime ${call});`, `out(${call});`);
  }

  /** A part of a variable, through a pointer to it. */
  #pointer(): void {
    const expr = this.#expr;
    const places = expr.paths(null, true).filter(({ text }) => !text.includes('@'));
    if (places.length === 0) return this.#variable('v', 'var');
    const place = places[this.#random(places.length)];
    const name = this.#name('p');
    this.#lines.push(`const ${name} = &${place.text};`, `_ = &${name};`);
    expr.scope.push({ name: `${name}.*`, type: place.type, isMutable: true });
  }

  /** Part of an array as a slice: its elements, or a copy of others into it. */
  #slice(count: number, nesting: number): void {
    const expr = this.#expr;
    const arrays = expr.paths(null, true).filter(({ type }) => type.kind === 'array');
    if (arrays.length === 0) return this.#variable('v', 'var', { kind: 'array', len: 4, elem: this.#types.any(2) });
    const { text, type } = arrays[this.#random(arrays.length)];
    if (type.kind !== 'array') return;
    const low = expr.index(type.len + 1);
    const name = this.#name('s');
    const high = expr.isTotal || this.#random(4) > 0 ? '' : ` ${low} + ${this.#random(3)}`;
    this.#lines.push(`const ${name} = ${text}[${low}..${high}];`);
    if (!this.#isInFunction) this.#lines.push(`out(${name}.len);`);
    const choice = this.#random(4);
    if (choice === 0) {
      this.#lines.push(`@memset(${name}, ${expr.make(type.elem, 2)});`);
    } else if (choice === 1) {
      this.#lines.push(
        `const ${name}c = ${expr.make(type, 2)};`,
        `@memcpy(${name}, ${name}c[${name}c.len - ${name}.len ..]);`,
      );
    } else if (choice === 2) {
      this.#lines.push(`if (${name}.len > 1) @memmove(${name}[1..], ${name}[0 .. ${name}.len - 1]);`);
    } else {
      this.#lines.push(
        `for (${name}, 5..) |*${name}e, ${name}i| {`,
        `const ${name}n: u8 = @intCast(${name}i);`,
        `_ = .{ &${name}e, &${name}n };`,
      );
      expr.scope.push({ name: `${name}e.*`, type: type.elem, isMutable: true });
      expr.scope.push({ name: `${name}n`, type: intOf(false, 8), isMutable: false });
      this.#block(count, nesting);
      expr.scope.splice(-2);
      this.#lines.push('}');
    }
  }

  /** In a function that can fail: `try`, and before it what is done where that or something later fails. */
  #attempt(nesting: number): void {
    const expr = this.#expr;
    const elem = this.#types.any(2);
    if (!this.#canFail || elem.kind === 'errorUnion') return this.#assignment();
    if (this.#random(2) === 0) this.#deferred('errdefer', nesting);
    const name = this.#name('t');
    this.#lines.push(`const ${name} = try ${expr.make({ kind: 'errorUnion', elem }, this.#depth())};`, `_ = &${name};`);
    expr.scope.push({ name, type: elem, isMutable: false });
  }

  #functionPointer(): void {
    const expr = this.#expr;
    const callable = expr.functions.filter((one) => one.isTotal || !expr.isTotal);
    if (callable.length === 0) return this.#assignment();
    const { name, parameters, result } = callable[this.#random(callable.length)];
    const pointer = this.#name('p');
    const list = parameters.map(typeText).join(', ');
    this.#lines.push(`const ${pointer}: *const fn (${list}) ${typeText(result)} = rt(&${name});`);
    const value = `${pointer}(${parameters.map((parameter) => expr.make(parameter, 2)).join(', ')})`;
    this.#lines.push(`const ${pointer}r = ${value};`, `_ = &${pointer}r;`);
    expr.scope.push({ name: `${pointer}r`, type: result, isMutable: false });
  }

  /** `while` with a payload. */
  #untilNull(count: number, nesting: number): void {
    const expr = this.#expr;
    const elem = this.#types.any(2);
    const name = this.#name('w');
    const limit = 1 + this.#random(3);
    this.#lines.push(`var ${name}: u8 = 0;`);
    const value = `if (${name} < ${limit}) @as(?${typeText(elem)}, ${expr.make(elem, 2)}) else null`;
    this.#lines.push(`${name}l: while (${value}) |${name}c| : (${name} += 1) {`, `_ = &${name}c;`);
    expr.scope.push(
      { name: `${name}c`, type: elem, isMutable: false },
      { name, type: intOf(false, 8), isMutable: false },
    );
    this.#lines.push(`for (0..2) |_| {`);
    this.#block(count, nesting + 1);
    this.#lines.push(
      `if (${expr.make({ kind: 'bool' }, 2)}) ${this.#random(3) === 0 ? 'break' : 'continue'} :${name}l;`,
      '}',
    );
    expr.scope.splice(-2);
    this.#lines.push('} else {');
    this.#block(1, nesting);
    this.#lines.push('}');
  }

  #switchLoop(nesting: number): void {
    const expr = this.#expr;
    const name = this.#name('x');
    const result = this.#types.any(2);
    const more = (from: number): string =>
      this.#random(3) === 0
        ? `break :${name}l ${expr.make(result, 2)};`
        : `continue :${name}l ${from + 1 + this.#random(2)};`;
    this.#lines.push(`const ${name}: ${typeText(result)} = ${name}l: switch (@as(u8, ${expr.index(3)})) {`);
    for (let prong = 0; prong < 3; prong++) {
      this.#lines.push(`${prong} => {`);
      this.#block(1, nesting);
      this.#lines.push(more(prong), '},');
    }
    this.#lines.push(`else => ${expr.make(result, 2)},`, '};', `_ = &${name};`);
    expr.scope.push({ name, type: result, isMutable: false });
  }

  #destructure(): void {
    const expr = this.#expr;
    const targets = expr.paths(null, true).filter(({ text }) => !text.includes('.?'));
    if (targets.length < 2) return this.#assignment();
    const a = targets[this.#random(targets.length)];
    const b = targets[this.#random(targets.length)];
    const name = this.#name('d');
    this.#lines.push(
      `${a.text}, const ${name}, ${b.text} = .{ ${[a, a, b].map(({ type }) => expr.make(type, 2)).join(', ')} };`,
    );
    this.#lines.push(`_ = &${name};`);
    expr.scope.push({ name, type: a.type, isMutable: false });
  }

  /** A loop at compile time around code of run time. */
  #unrolled(nesting: number): void {
    const name = this.#name('k');
    const { scope } = this.#expr;
    this.#lines.push(
      `comptime var ${name}: u8 = 0;`,
      `inline while (${name} < ${1 + this.#random(3)}) : (${name} += 1) {`,
    );
    scope.push({ name, type: intOf(false, 8), isMutable: false });
    this.#block(2, nesting);
    scope.pop();
    this.#lines.push('}');
  }
}

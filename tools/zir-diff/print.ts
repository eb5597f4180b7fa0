import type { Item, Key, Reader, Scope } from './reader.ts';

/** A declaration, or the root struct, as text: without the declarations inside it. */
export interface Unit {
  readonly name: string;
  readonly lines: readonly string[];
}

/**
 * The units of a file in order. Instructions are numbered in the order in which they are met, anew in each unit, so that texts are equal if
 * and only if the instructions, operands and places are.
 */
export function printUnits(reader: Reader): Unit[] {
  const units: Unit[] = [];
  const pending = [{ key: reader.root, scope: reader.rootScope, path: '' }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const printer = new UnitPrinter(reader);
    printer.instruction(next.key, next.scope, '');
    const name = [next.path, printer.name].filter((part) => part !== '').join('.');
    units.push({ name: name === '' ? 'the file' : name, lines: printer.lines });
    for (const inner of printer.declarations.reverse()) pending.push({ ...inner, path: name });
  }
  return units;
}

class UnitPrinter {
  readonly lines: string[] = [];
  readonly declarations: { readonly key: Key; readonly scope: Scope }[] = [];
  /** The name of the declaration that the unit is. */
  name = '';
  readonly #reader: Reader;
  readonly #numbers = new Map<Key, number>();
  #count = 0;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  instruction(key: Key, scope: Scope, indent: string): void {
    const number = this.#number(key);
    const { name, place, items, aliases } = this.#reader.decode(key, scope);
    for (const alias of aliases ?? []) this.#numbers.set(alias.key, this.#number(alias.of ?? key));
    const line = this.lines.push('') - 1;
    const operands: string[] = [];
    for (const item of items) {
      if (item.kind !== 'body') {
        const operand = this.#operand(item);
        if (operand !== '') operands.push(operand);
      } else if (item.label === 'decls') {
        operands.push(`${item.insts.length} decls`);
        for (const inner of item.insts) this.declarations.push({ key: inner, scope: item.scope });
      } else if (item.insts.length > 0) {
        this.lines.push(`${indent}  ${item.label} {`);
        for (const inner of item.insts) this.instruction(inner, item.scope, `${indent}    `);
      }
      if (item.kind === 'body') operands.push(item.insts.length > 0 || item.label === 'decls' ? '{}' : '-');
    }
    if (name === 'declaration' && this.name === '')
      this.name = operands[1]?.startsWith('"') ? operands[1].slice(1, -1) : operands[0];
    this.lines[line] = `${indent}%${number} = ${name}(${operands.join(', ')}) ${place}`;
  }

  #operand(item: Item): string {
    if (item.kind === 'text') return item.text;
    return item.kind === 'inst' ? `%${this.#number(item.key)}` : '';
  }

  #number(key: Key): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#count++;
    this.#numbers.set(key, number);
    return number;
  }
}

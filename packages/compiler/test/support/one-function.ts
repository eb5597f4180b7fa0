import { External, HEADER, Section, writeType } from '../../src/codegen/module-format.ts';
import { ByteWriter, Op, type ValType } from '../../src/codegen/wasm.ts';
import { readBody } from '../../src/optimize/function-body.ts';
import { ModuleView } from '../../src/optimize/module-view.ts';

/* Modules of one function, `f`, to see what is done to its code. */

declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: { readonly f: (...args: unknown[]) => unknown } };
};

/** A module with a function of this type and code, that has `locals` besides its parameters, and a page of memory. */
export function moduleOf(
  params: readonly ValType[],
  result: ValType,
  locals: readonly ValType[],
  code: readonly number[],
): Uint8Array {
  const out = new ByteWriter();
  out.append(HEADER);
  const section = (id: Section, write: (content: ByteWriter) => void): void => {
    const content = new ByteWriter();
    content.uleb(1);
    write(content);
    out.byte(id);
    out.name(content.toBytes());
  };
  section(Section.type, (content) => writeType(content, { params: [...params], results: [result] }));
  section(Section.function, (content) => content.uleb(0));
  section(Section.memory, (content) => content.append(Uint8Array.of(0, 1)));
  section(Section.export, (content) => {
    content.name(Uint8Array.of('f'.charCodeAt(0)));
    content.byte(External.function);
    content.uleb(0);
  });
  const runs = locals.flatMap((type) => [1, type]);
  section(Section.code, (content) => content.name(Uint8Array.of(locals.length, ...runs, ...code, Op.end)));
  return out.toBytes();
}

/** Its function. */
export function functionOf<Fn extends (...args: never[]) => unknown>(module: Uint8Array): Fn {
  return new WebAssembly.Instance(new WebAssembly.Module(module)).exports.f as unknown as Fn;
}

/** Code that pushes a constant of 32 bits. */
export function number(value: number): number[] {
  const out = new ByteWriter();
  out.op(Op.i32_const);
  out.sleb(value);
  return [...out.toBytes()];
}

/** How many instructions of these kinds there are. */
export function count(module: Uint8Array, ...ops: Op[]): number {
  return readBody(new ModuleView(module), 0)!.instructions.filter(({ op }) => ops.includes(op)).length;
}

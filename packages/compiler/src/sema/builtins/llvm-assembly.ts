/** An output or an input of inline assembly. */
export interface AsmOperand {
  readonly name: string;
  readonly constraint: string;
  /** Whether it is what the expression gives, and no variable. */
  readonly isResult: boolean;
}

/** `%[name]` and `%[name:modifier]`; what else follows a `%` has no name. */
const PLACEHOLDER = /%(?:\[([^\]:]*)(?:\]|:[^\]]*\]?)|[^[])/g;

/** What the official compiler's code generation with LLVM says of inline assembly that it has no code for; null where it has. */
export function refusedByLlvm(
  template: string,
  outputs: readonly AsmOperand[],
  inputs: readonly AsmOperand[],
): string | null {
  const names = new Set<string>();
  const isTaken = (name: string): boolean => name !== '_' && names.size === names.add(name).size;
  for (const { name, constraint, isResult } of outputs) {
    const first = constraint[0] ?? '\0';
    if (isResult && first !== '=') return `unsupported output constraint on result type '${constraint}'`;
    if (first !== '=' && first !== '+') return `unsupported output constraint on output type '${first}'`;
    if (isTaken(name)) return `duplicate asm output name '${name}'`;
  }
  for (const { name } of inputs) if (isTaken(name)) return `duplicate asm input name '${name}'`;
  for (const [, name] of template.matchAll(PLACEHOLDER))
    if (name !== undefined && !names.has(name)) return `unknown input or output name: '${name}'`;
  return null;
}

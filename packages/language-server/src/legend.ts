import type { ColoredToken } from '@rezig/compiler/editor';

/** The types of semantic tokens: those that the protocol knows, and some that only Zig has. */
export const TOKEN_TYPES = [
  'namespace',
  'type',
  'struct',
  'enum',
  'union',
  'opaque',
  'errorSet',
  'parameter',
  'variable',
  'property',
  'enumMember',
  'error',
  'function',
  'method',
  'builtin',
  'label',
  'keyword',
  'comment',
  'string',
  'number',
  'operator',
] as const;

export const TOKEN_MODIFIERS = ['declaration', 'readonly', 'documentation', 'defaultLibrary'] as const;

type TokenType = (typeof TOKEN_TYPES)[number];

const TYPE_OF_KIND: Readonly<Record<ColoredToken['kind'], TokenType>> = {
  namespace: 'namespace',
  struct: 'struct',
  union: 'union',
  enum: 'enum',
  opaque: 'opaque',
  errorSet: 'errorSet',
  type: 'type',
  typeFunction: 'function',
  function: 'function',
  method: 'method',
  builtin: 'builtin',
  variable: 'variable',
  constant: 'variable',
  parameter: 'parameter',
  capture: 'variable',
  field: 'property',
  enumMember: 'enumMember',
  error: 'error',
  label: 'label',
  test: 'function',
  keyword: 'keyword',
  file: 'namespace',
  module: 'namespace',
  comment: 'comment',
  string: 'string',
  number: 'number',
  operator: 'operator',
};

/** The number of a token's type in `TOKEN_TYPES`. */
export function tokenType(kind: ColoredToken['kind']): number {
  return TOKEN_TYPES.indexOf(TYPE_OF_KIND[kind]);
}

/** The bits of a token's modifiers, in the order of `TOKEN_MODIFIERS`. */
export function tokenModifiers({ isDeclaration, isConstant, isDocumentation, isLibrary }: ColoredToken): number {
  return (isDeclaration ? 1 : 0) | (isConstant ? 2 : 0) | (isDocumentation ? 4 : 0) | (isLibrary ? 8 : 0);
}

/* What JavaScript has to know of a file whose functions it calls: types as data, with where their parts are. Sizes, alignments and offsets are in bytes. */

/** The number of a shape in `Description.shapes`. */
export type ShapeId = number;

interface Sized {
  readonly size: number;
  readonly alignment: number;
}

/** A struct, enum or union, which has a name in TypeScript. */
interface Named {
  /** The name that it is declared by, which no other shape has. */
  readonly name: string;
  readonly documentation: string;
}

export interface FieldShape {
  readonly name: string;
  readonly shape: ShapeId;
  readonly documentation: string;
  /** From the start of what it is in; of a packed struct in bits. */
  readonly offset: number;
}

export interface IntShape extends Sized {
  readonly kind: 'int';
  readonly bits: number;
  readonly isSigned: boolean;
}

export interface EnumShape extends Sized, Named {
  readonly kind: 'enum';
  readonly tag: ShapeId;
  readonly members: readonly { readonly name: string; readonly value: bigint; readonly documentation: string }[];
  /** Whether it has values that have no name. */
  readonly isOpen: boolean;
}

export interface StructShape extends Sized, Named {
  readonly kind: 'struct';
  readonly fields: readonly FieldShape[];
}

/** A struct whose fields are bits of one integer. */
export interface PackedShape extends Sized, Named {
  readonly kind: 'packed';
  readonly backing: ShapeId;
  readonly fields: readonly FieldShape[];
}

export interface UnionShape extends Sized, Named {
  readonly kind: 'union';
  /** The enum of its fields' names, and where its value is; null where there can be but one. */
  readonly tag: ShapeId;
  readonly tagOffset: number | null;
  /** One for each member of `tag`. */
  readonly fields: readonly FieldShape[];
}

/** A pointer and a length. */
export interface SliceShape extends Sized {
  readonly kind: 'slice';
  readonly child: ShapeId;
  readonly isConst: boolean;
  /** Whether a zero follows the last element. */
  readonly hasSentinel: boolean;
}

export interface OptionalShape extends Sized {
  readonly kind: 'optional';
  readonly child: ShapeId;
  /** Where the byte is that says whether there is a payload; null where null is a pointer that is zero. */
  readonly flagOffset: number | null;
}

/** A value of a class, or a pointer to one. */
export interface HandleShape extends Sized {
  readonly kind: 'handle';
  /** The name of the class. */
  readonly name: string;
  readonly documentation: string;
  readonly isPointer: boolean;
}

/** How a type is in memory and what it is in JavaScript. */
export type Shape =
  | (Sized & { readonly kind: 'void' | 'bool' | 'noreturn' })
  | IntShape
  | (Sized & { readonly kind: 'float' })
  | EnumShape
  | StructShape
  | PackedShape
  | UnionShape
  | SliceShape
  | OptionalShape
  | (Sized & { readonly kind: 'tuple'; readonly fields: readonly FieldShape[] })
  | (Sized & { readonly kind: 'array'; readonly child: ShapeId; readonly length: number })
  /** `[*:0]const u8` */
  | (Sized & { readonly kind: 'cString' })
  /** A pointer to text or numbers whose number is known: what a string literal is. */
  | (Sized & { readonly kind: 'arrayPointer'; readonly array: ShapeId })
  | HandleShape;

/** Of a callback: values that it is given and gives. */
export interface CallbackShape {
  readonly parameters: readonly ParameterShape[];
  readonly result: ParameterShape;
}

/** A part of the frame of a call. */
export interface ParameterShape {
  readonly name: string;
  readonly offset: number;
  readonly shape: ShapeId;
}

/** A parameter: a value, or what the glue supplies. */
export type Parameter =
  | (ParameterShape & { readonly kind: 'value' })
  | {
      readonly kind: 'allocator';
      readonly name: string;
      readonly offset: number;
      /** Whether what it gives stays when the call returned. */
      readonly isLasting: boolean;
    }
  /** `std.Io`, which takes no room. */
  | { readonly kind: 'io'; readonly name: string; readonly offset: number }
  | { readonly kind: 'callback'; readonly name: string; readonly offset: number; readonly callback: CallbackShape };

/** Where something is declared: line and column from 1, the column in units of UTF-16. */
export interface Position {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

export interface FunctionDescription {
  readonly name: string;
  /** What the module's functions for it are called by: `f`, or `T.f`. */
  readonly path: string;
  readonly documentation: string;
  readonly position: Position;
  readonly parameters: readonly Parameter[];
  /** The payload where it may fail. */
  readonly result: ParameterShape;
  /** Where the code of the error is in the frame, 0 for none; null where it cannot fail. */
  readonly errorOffset: number | null;
  /** What it may fail with; null where that is any error, or it cannot fail. */
  readonly errors: readonly string[] | null;
  readonly frameSize: number;
}

export interface ConstantDescription {
  readonly name: string;
  /** What the module's function is called by that gives where it is: `c`, or `T.c`. */
  readonly path: string;
  readonly documentation: string;
  readonly position: Position;
  /** A number that has no place in memory, or how it is there. */
  readonly value: number | bigint | ShapeId;
  readonly isInMemory: boolean;
}

/** A type of the file that has something that crosses declared in it, or to which pointers cross. */
export interface ContainerDescription {
  /** The name that it has in JavaScript, which no other has. */
  readonly name: string;
  /** By what names it is found from the file: `T`, or `T.U` of one that is declared in another. */
  readonly path: string;
  readonly documentation: string;
  readonly position: Position;
  /** Those that take no value of it first. */
  readonly functions: readonly FunctionDescription[];
  readonly constants: readonly ConstantDescription[];
  /** Public types that are declared in it. */
  readonly types: readonly NestedType[];
  /** Null where its values are copied. */
  readonly handle: HandleDescription | null;
}

/** A type that is declared in another. */
export interface NestedType {
  readonly name: string;
  /** The name of its values' type, of which there may be none. */
  readonly told: string;
  /** Whether `Description.containers` has it, as `told`. */
  readonly isContainer: boolean;
}

/** A type whose values stay in memory, and are objects of a class. */
export interface HandleDescription {
  /** Both 0 where nobody knows them. */
  readonly size: number;
  readonly alignment: number;
  /** Those whose values cross. */
  readonly fields: readonly FieldShape[];
  /** Of a union: what its value is when it is copied. */
  readonly value: ShapeId | null;
  /** Functions whose first parameter is a value of it, or a pointer to one. */
  readonly methods: readonly FunctionDescription[];
  /** The names of the methods that release what a value has, where they need nothing that is not supplied. */
  readonly deinit: string | null;
  readonly destroy: string | null;
}

/** What cannot cross. */
export interface LeftOut {
  /** As `path` of a function. */
  readonly name: string;
  readonly reason: string;
}

export interface Description {
  readonly documentation: string;
  readonly shapes: readonly Shape[];
  readonly functions: readonly FunctionDescription[];
  readonly constants: readonly ConstantDescription[];
  readonly containers: readonly ContainerDescription[];
  readonly leftOut: readonly LeftOut[];
}

/** Memory layout of a struct or union: the numbers of `std.builtin.Type.ContainerLayout`. */
export enum Layout {
  auto,
  extern,
  packed,
}

/** `small` of `Extended.struct_decl`: flags, and the shifts of the name strategy and the layout, of two bits each. */
export enum StructSmall {
  name_strategy_shift = 3,
  layout_shift = 5,
  has_backing_int_type = 1 << 7,
  any_field_aligns = 1 << 8,
  any_field_defaults = 1 << 9,
  any_comptime_fields = 1 << 10,
}

/** `small` of `Extended.enum_decl`. */
export enum EnumSmall {
  name_strategy_shift = 3,
  has_tag_type = 1 << 5,
  nonexhaustive = 1 << 6,
  any_field_values = 1 << 7,
}

/** `small` of `Extended.union_decl`. The kind has three bits. */
export enum UnionSmall {
  name_strategy_shift = 3,
  kind_shift = 5,
  any_field_aligns = 1 << 8,
  any_field_values = 1 << 9,
}

/** Layout and tag of a union. */
export enum UnionKind {
  /** `union` */
  auto,
  /** `union(T)` */
  tagged_explicit,
  /** `union(enum)` */
  tagged_enum,
  /** `union(enum(T))` */
  tagged_enum_explicit,
  extern,
  packed,
  /** `packed union(T)` */
  packed_explicit,
}

/** `small` of `Extended.opaque_decl`. */
export enum OpaqueSmall {
  name_strategy_shift = 2,
}

//! The declarations of the real `std.builtin` that the cases beside this library make the compiler refer to.
pub const StackTrace = struct {
    index: usize,
    instruction_addresses: []usize,
};

pub const BranchHint = enum(u3) { none, likely, unlikely, cold, unpredictable };

pub const CallModifier = enum {
    auto,
    async_kw,
    never_tail,
    never_inline,
    no_async,
    always_tail,
    always_inline,
    compile_time,
};

pub const CallingConvention = union(enum(u8)) {
    pub const c: CallingConvention = @unionInit(CallingConvention, "wasm_watc", .{});

    auto,
    @"async",
    naked,
    @"inline",
    wasm_watc: CommonOptions,

    pub const CommonOptions = struct {
        incoming_stack_alignment: ?u64 = null,
    };
};

pub const Panic = struct {
    pub fn call(msg: []const u8, ert: ?*StackTrace, ra: ?usize) noreturn {
        _ = msg;
        _ = ert;
        _ = ra;
        @trap();
    }

    pub fn sentinelMismatch(expected: anytype, found: @TypeOf(expected)) noreturn {
        _ = found;
        call("sentinel mismatch", null, null);
    }

    pub fn unwrapError(ert: ?*StackTrace, err: anyerror) noreturn {
        _ = ert;
        _ = &err;
        call("attempt to unwrap error", null, null);
    }

    pub fn outOfBounds(index: usize, len: usize) noreturn {
        _ = index;
        _ = len;
        call("index out of bounds", null, null);
    }

    pub fn startGreaterThanEnd(start: usize, end: usize) noreturn {
        _ = start;
        _ = end;
        call("start index is larger than end index", null, null);
    }

    pub fn inactiveUnionField(active: anytype, accessed: @TypeOf(active)) noreturn {
        _ = accessed;
        call("access of inactive union field", null, null);
    }

    pub const messages = struct {
        pub const reached_unreachable = "reached unreachable code";
        pub const unwrap_null = "attempt to use null value";
        pub const cast_to_null = "cast causes pointer to be null";
        pub const incorrect_alignment = "incorrect alignment";
        pub const invalid_error_code = "invalid error code";
        pub const cast_truncated_data = "integer cast truncated bits";
        pub const negative_to_unsigned = "attempt to cast negative value to unsigned integer";
        pub const integer_overflow = "integer overflow";
        pub const shl_overflow = "left shift overflowed bits";
        pub const shr_overflow = "right shift overflowed bits";
        pub const divide_by_zero = "division by zero";
        pub const exact_division_remainder = "exact division produced remainder";
        pub const integer_part_out_of_bounds = "integer part of floating point value out of bounds";
        pub const corrupt_switch = "switch on corrupt value";
        pub const shift_rhs_too_big = "shift amount is greater than the type size";
        pub const invalid_enum_value = "invalid enum value";
        pub const for_len_mismatch = "for loop over objects with non-equal lengths";
        pub const memcpy_len_mismatch = "@memcpy arguments have non-equal lengths";
        pub const memcpy_alias = "@memcpy arguments alias";
        pub const noreturn_returned = "'noreturn' function returned";
    };
};

pub const Signedness = enum { signed, unsigned };

pub const AddressSpace = enum(u5) { generic };

pub const Type = union(enum) {
    type,
    void,
    bool,
    noreturn,
    int: Int,
    float: Float,
    pointer: Pointer,
    array: Array,
    @"struct": Struct,
    comptime_float,
    comptime_int,
    undefined,
    null,
    optional: Optional,
    error_union: ErrorUnion,
    error_set: ErrorSet,
    @"enum": Enum,
    @"union": Union,
    @"fn": Fn,
    @"opaque": Opaque,
    frame: Frame,
    @"anyframe": AnyFrame,
    vector: Vector,
    enum_literal,

    pub const Int = struct { signedness: Signedness, bits: u16 };
    pub const Float = struct { bits: u16 };
    pub const Pointer = struct {
        size: Size,
        is_const: bool,
        is_volatile: bool,
        alignment: comptime_int,
        address_space: AddressSpace,
        child: type,
        is_allowzero: bool,
        sentinel: ?*const anyopaque,

        pub const Size = enum(u2) { One, Many, Slice, C };
    };
    pub const Array = struct { len: comptime_int, child: type, sentinel: ?*const anyopaque };
    pub const ContainerLayout = enum(u2) { auto, @"extern", @"packed" };
    pub const StructField = struct {
        name: [:0]const u8,
        type: type,
        default_value: ?*const anyopaque,
        is_comptime: bool,
        alignment: comptime_int,
    };
    pub const Struct = struct {
        layout: ContainerLayout,
        backing_integer: ?type = null,
        fields: []const StructField,
        decls: []const Declaration,
        is_tuple: bool,
    };
    pub const Optional = struct { child: type };
    pub const ErrorUnion = struct { error_set: type, payload: type };
    pub const Error = struct { name: [:0]const u8 };
    pub const ErrorSet = ?[]const Error;
    pub const EnumField = struct { name: [:0]const u8, value: comptime_int };
    pub const Enum = struct {
        tag_type: type,
        fields: []const EnumField,
        decls: []const Declaration,
        is_exhaustive: bool,
    };
    pub const UnionField = struct { name: [:0]const u8, type: type, alignment: comptime_int };
    pub const Union = struct {
        layout: ContainerLayout,
        tag_type: ?type,
        fields: []const UnionField,
        decls: []const Declaration,
    };
    pub const Fn = struct {
        calling_convention: CallingConvention,
        is_generic: bool,
        is_var_args: bool,
        return_type: ?type,
        params: []const Param,

        pub const Param = struct { is_generic: bool, is_noalias: bool, type: ?type };
    };
    pub const Opaque = struct { decls: []const Declaration };
    pub const Frame = struct { function: *const anyopaque };
    pub const AnyFrame = struct { child: ?type };
    pub const Vector = struct { len: comptime_int, child: type };
    pub const Declaration = struct { name: [:0]const u8 };
};

pub const GlobalLinkage = enum { internal, strong, weak, link_once };

pub const SymbolVisibility = enum { default, hidden, protected };

pub const ExportOptions = struct {
    name: []const u8,
    linkage: GlobalLinkage = .strong,
    section: ?[]const u8 = null,
    visibility: SymbolVisibility = .default,
};

pub const SourceLocation = struct {
    module: [:0]const u8,
    file: [:0]const u8,
    fn_name: [:0]const u8,
    line: u32,
    column: u32,
};

pub const AtomicOrder = enum { unordered, monotonic, acquire, release, acq_rel, seq_cst };
pub const AtomicRmwOp = enum { Xchg, Add, Sub, And, Nand, Or, Xor, Max, Min };
pub const ReduceOp = enum { And, Or, Xor, Min, Max, Add, Mul };

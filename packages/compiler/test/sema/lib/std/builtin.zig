//! The declarations of the real `std.builtin` that the cases beside this library make the compiler refer to.
const root = @import("root");

pub const assembly = struct {
    pub const Clobbers = packed struct {
        memory: bool = false,
    };
};

pub const StackTrace = struct {
    index: usize,
    instruction_addresses: []usize,
};

pub const VaList = *anyopaque;

pub const GlobalLinkage = enum(u2) { internal, strong, weak, link_once };

pub const SymbolVisibility = enum(u2) { default, hidden, protected };

pub const AtomicOrder = enum { unordered, monotonic, acquire, release, acq_rel, seq_cst };
pub const ReduceOp = enum { And, Or, Xor, Min, Max, Add, Mul };
pub const AtomicRmwOp = enum { Xchg, Add, Sub, And, Nand, Or, Xor, Max, Min };

pub const CallModifier = enum { auto, never_tail, never_inline, no_suspend, always_tail, always_inline, compile_time };

pub const CallingConvention = union(enum(u8)) {
    pub const Tag = @typeInfo(CallingConvention).@"union".tag_type.?;

    pub const c: CallingConvention = .{ .wasm_mvp = .{} };

    auto,
    async,
    naked,
    @"inline",
    x86_64_sysv: CommonOptions,
    arm_aapcs: CommonOptions,
    x86_sysv: CommonOptions,
    riscv64_lp64: CommonOptions,
    wasm_mvp: CommonOptions,
    avr_builtin,
    spirv_kernel,

    pub const CommonOptions = struct {
        incoming_stack_alignment: ?u64 = null,
    };
};

pub const AddressSpace = enum(u5) { generic, gs, fs, ss, far, global, constant };

pub const SourceLocation = struct {
    module: [:0]const u8,
    file: [:0]const u8,
    fn_name: [:0]const u8,
    line: u32,
    column: u32,
};

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

    pub const Int = struct {
        signedness: Signedness,
        bits: u16,
    };

    pub const Float = struct {
        bits: u16,
    };

    pub const Pointer = struct {
        size: Size,
        is_const: bool,
        is_volatile: bool,
        alignment: ?usize,
        address_space: AddressSpace,
        child: type,
        is_allowzero: bool,
        sentinel_ptr: ?*const anyopaque,

        pub inline fn sentinel(comptime ptr: Pointer) ?ptr.child {
            const sp: *const ptr.child = @ptrCast(@alignCast(ptr.sentinel_ptr orelse return null));
            return sp.*;
        }

        pub const Size = enum(u2) { one, many, slice, c };

        pub const Attributes = struct {
            @"const": bool = false,
            @"volatile": bool = false,
            @"allowzero": bool = false,
            @"addrspace": ?AddressSpace = null,
            @"align": ?usize = null,
        };
    };

    pub const Array = struct {
        len: comptime_int,
        child: type,
        sentinel_ptr: ?*const anyopaque,

        pub inline fn sentinel(comptime arr: Array) ?arr.child {
            const sp: *const arr.child = @ptrCast(@alignCast(arr.sentinel_ptr orelse return null));
            return sp.*;
        }
    };

    pub const ContainerLayout = enum(u2) { auto, @"extern", @"packed" };

    pub const StructField = struct {
        name: [:0]const u8,
        type: type,
        default_value_ptr: ?*const anyopaque,
        is_comptime: bool,
        alignment: ?usize,

        pub inline fn defaultValue(comptime sf: StructField) ?sf.type {
            const dp: *const sf.type = @ptrCast(@alignCast(sf.default_value_ptr orelse return null));
            return dp.*;
        }

        pub const Attributes = struct {
            @"comptime": bool = false,
            @"align": ?usize = null,
            default_value_ptr: ?*const anyopaque = null,
        };
    };

    pub const Struct = struct {
        layout: ContainerLayout,
        backing_integer: ?type = null,
        fields: []const StructField,
        decls: []const Declaration,
        is_tuple: bool,
    };

    pub const Optional = struct {
        child: type,
    };

    pub const ErrorUnion = struct {
        error_set: type,
        payload: type,
    };

    pub const Error = struct {
        name: [:0]const u8,
    };

    pub const ErrorSet = ?[]const Error;

    pub const EnumField = struct {
        name: [:0]const u8,
        value: comptime_int,
    };

    pub const Enum = struct {
        tag_type: type,
        fields: []const EnumField,
        decls: []const Declaration,
        is_exhaustive: bool,

        pub const Mode = enum { exhaustive, nonexhaustive };
    };

    pub const UnionField = struct {
        name: [:0]const u8,
        type: type,
        alignment: ?usize,

        pub const Attributes = struct {
            @"align": ?usize = null,
        };
    };

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

        pub const Param = struct {
            is_generic: bool,
            is_noalias: bool,
            type: ?type,

            pub const Attributes = struct {
                @"noalias": bool = false,
            };
        };

        pub const Attributes = struct {
            @"callconv": CallingConvention = .auto,
            varargs: bool = false,
        };
    };

    pub const Opaque = struct {
        decls: []const Declaration,
    };

    pub const Frame = struct {
        function: *const anyopaque,
    };

    pub const AnyFrame = struct {
        child: ?type,
    };

    pub const Vector = struct {
        len: comptime_int,
        child: type,
    };

    pub const Declaration = struct {
        name: [:0]const u8,
    };
};

pub const FloatMode = enum { strict, optimized };

pub const Signedness = enum(u1) { signed, unsigned };

pub const PrefetchOptions = struct {
    rw: Rw = .read,
    locality: u2 = 3,
    cache: Cache = .data,

    pub const Rw = enum(u1) { read, write };
    pub const Cache = enum(u1) { instruction, data };
};

pub const TestFn = struct {
    name: []const u8,
    func: *const fn () anyerror!void,
};

pub const ExportOptions = struct {
    name: []const u8,
    linkage: GlobalLinkage = .strong,
    section: ?[]const u8 = null,
    visibility: SymbolVisibility = .default,
};

pub const ExternOptions = struct {
    name: []const u8,
    library_name: ?[]const u8 = null,
    linkage: GlobalLinkage = .strong,
    visibility: SymbolVisibility = .default,
    is_thread_local: bool = false,
    is_dll_import: bool = false,
    relocation: Relocation = .any,
    decoration: ?Decoration = null,

    pub const Decoration = union(enum) {
        location: u32,
        descriptor: Descriptor,

        pub const Descriptor = struct { binding: u32, set: u32 };
    };

    pub const Relocation = enum(u1) { any, pcrel };
};

pub const BranchHint = enum(u3) { none, likely, unlikely, cold, unpredictable };

/// What a program gives, or nothing but traps.
pub const panic: type = if (@hasDecl(root, "panic")) root.panic else struct {
    pub fn call(_: []const u8, _: ?usize) noreturn {
        @trap();
    }
    pub fn sentinelMismatch(_: anytype, _: anytype) noreturn {
        @trap();
    }
    pub fn unwrapError(_: anyerror) noreturn {
        @trap();
    }
    pub fn outOfBounds(_: usize, _: usize) noreturn {
        @trap();
    }
    pub fn startGreaterThanEnd(_: usize, _: usize) noreturn {
        @trap();
    }
    pub fn inactiveUnionField(_: anytype, _: anytype) noreturn {
        @trap();
    }
    pub fn sliceCastLenRemainder(_: usize) noreturn {
        @trap();
    }
    pub fn reachedUnreachable() noreturn {
        @trap();
    }
    pub fn unwrapNull() noreturn {
        @trap();
    }
    pub fn castToNull() noreturn {
        @trap();
    }
    pub fn incorrectAlignment() noreturn {
        @trap();
    }
    pub fn invalidErrorCode() noreturn {
        @trap();
    }
    pub fn integerOutOfBounds() noreturn {
        @trap();
    }
    pub fn integerOverflow() noreturn {
        @trap();
    }
    pub fn shlOverflow() noreturn {
        @trap();
    }
    pub fn shrOverflow() noreturn {
        @trap();
    }
    pub fn divideByZero() noreturn {
        @trap();
    }
    pub fn exactDivisionRemainder() noreturn {
        @trap();
    }
    pub fn integerPartOutOfBounds() noreturn {
        @trap();
    }
    pub fn corruptSwitch() noreturn {
        @trap();
    }
    pub fn shiftRhsTooBig() noreturn {
        @trap();
    }
    pub fn invalidEnumValue() noreturn {
        @trap();
    }
    pub fn forLenMismatch() noreturn {
        @trap();
    }
    pub fn copyLenMismatch() noreturn {
        @trap();
    }
    pub fn memcpyAlias() noreturn {
        @trap();
    }
    pub fn noreturnReturned() noreturn {
        @trap();
    }
};

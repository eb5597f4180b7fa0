/** How a builtin is called, and what it does. */
export interface BuiltinSignature {
  /** Such as `@as(comptime T: type, expression) T`. */
  readonly signature: string;
  readonly documentation: string;
}

/** A builtin a line: its signature, two bars, what it does. */
const TEXT = `
@addWithOverflow(a: anytype, b: anytype) struct { @TypeOf(a, b), u1 } || The sum, wrapped, and whether it was.
@addrSpaceCast(ptr: anytype) anytype || The pointer as one of the address space that is expected.
@alignCast(ptr: anytype) anytype || The pointer with the alignment that is expected, which safety checks see to.
@alignOf(comptime T: type) comptime_int || The alignment of values of the type, in bytes.
@as(comptime T: type, expression) T || The expression as a value of the type, if it is allowed to become one by itself.
@atomicLoad(comptime T: type, ptr: *const T, comptime ordering: AtomicOrder) T || What the pointer points to, read at once.
@atomicRmw(comptime T: type, ptr: *T, comptime op: AtomicRmwOp, operand: T, comptime ordering: AtomicOrder) T || Reads, changes and writes what the pointer points to at once. Gives what was there before.
@atomicStore(comptime T: type, ptr: *T, value: T, comptime ordering: AtomicOrder) void || Writes the value at once.
@bitCast(value: anytype) anytype || The bits of the value as one of the type that is expected, which has as many.
@bitOffsetOf(comptime T: type, comptime field_name: []const u8) comptime_int || How many bits of the type are before the field.
@intFromBool(value: bool) u1 || 1 for true, 0 for false.
@bitSizeOf(comptime T: type) comptime_int || How many bits values of the type take in a packed struct.
@branchHint(hint: BranchHint) void || How likely it is that the branch is taken that begins with this.
@breakpoint() void || Stops in a debugger.
@disableInstrumentation() void || Keeps instrumentation out of the function.
@disableIntrinsics() void || Keeps the compiler from making calls of library functions out of the code of the function.
@mulAdd(comptime T: type, a: T, b: T, c: T) T || a * b + c, rounded once.
@byteSwap(operand: anytype) T || The bytes of the integer in the other order.
@bitReverse(integer: anytype) T || The bits of the integer in the other order.
@offsetOf(comptime T: type, comptime field_name: []const u8) comptime_int || How many bytes of the type are before the field.
@call(modifier: CallModifier, function: anytype, args: anytype) anytype || Calls the function with the elements of the tuple, in the manner that is asked for.
@cDefine(comptime name: []const u8, value) void || In @cImport: defines a macro.
@cImport(expression) type || Translates C headers.
@cInclude(comptime path: []const u8) void || In @cImport: includes a header.
@clz(operand: anytype) anytype || How many of the most significant bits are zero before the first that is not.
@cmpxchgStrong(comptime T: type, ptr: *T, expected_value: T, new_value: T, success_order: AtomicOrder, fail_order: AtomicOrder) ?T || Writes the new value if the expected one is there, and gives null; else gives what is there.
@cmpxchgWeak(comptime T: type, ptr: *T, expected_value: T, new_value: T, success_order: AtomicOrder, fail_order: AtomicOrder) ?T || As @cmpxchgStrong, but may fail although the expected value is there.
@compileError(comptime msg: []const u8) noreturn || Has the compilation fail with the message where this is analysed.
@compileLog(...) void || Prints the arguments when they are analysed, and has the compilation fail.
@constCast(value: anytype) DestType || The pointer without const.
@ctz(operand: anytype) anytype || How many of the least significant bits are zero before the first that is not.
@cUndef(comptime name: []const u8) void || In @cImport: forgets a macro.
@cVaArg(operand: *std.builtin.VaList, comptime T: type) T || The next of the variable arguments.
@cVaCopy(src: *std.builtin.VaList) std.builtin.VaList || A copy of the list of variable arguments.
@cVaEnd(src: *std.builtin.VaList) void || Ends the use of variable arguments.
@cVaStart() std.builtin.VaList || Begins the use of the variable arguments of the function.
@divExact(numerator: T, denominator: T) T || The quotient, of which there is no remainder.
@divFloor(numerator: T, denominator: T) T || The quotient, rounded down.
@divTrunc(numerator: T, denominator: T) T || The quotient, rounded towards zero.
@embedFile(comptime path: []const u8) *const [N:0]u8 || The content of the file.
@intFromEnum(enum_or_tagged_union: anytype) anytype || The integer of the tag.
@errorName(err: anyerror) [:0]const u8 || The name of the error.
@errorReturnTrace() ?*builtin.StackTrace || The places through which the error came, if that is kept.
@intFromError(err: anytype) std.meta.Int(.unsigned, @bitSizeOf(anyerror)) || The number that the error has in the program.
@errorCast(value: anytype) anytype || The error, or error union, as one of the set that is expected.
@export(comptime ptr: *const anyopaque, comptime options: std.builtin.ExportOptions) void || Exports what the pointer points to.
@extern(T: type, comptime options: std.builtin.ExternOptions) T || A pointer to a symbol from outside.
@field(lhs: anytype, comptime field_name: []const u8) (field) || The field or declaration of that name.
@fieldParentPtr(comptime field_name: []const u8, field_ptr: *T) anytype || A pointer to the struct whose field the pointer points to.
@FieldType(comptime Type: type, comptime field_name: []const u8) type || The type of the field.
@floatCast(value: anytype) anytype || The float as one of the type that is expected, rounded.
@intFromFloat(float: anytype) anytype || The integer part of the float.
@frame() *@Frame(func) || The frame of the function, where it is asynchronous.
@Frame(func: anytype) type || The type of frames of the function.
@frameAddress() usize || The address of the stack frame.
@hasDecl(comptime Container: type, comptime name: []const u8) bool || Whether the container has a declaration of that name.
@hasField(comptime Container: type, comptime name: []const u8) bool || Whether the container has a field of that name.
@import(comptime target: []const u8) anytype || The file, or the root file of the module, as the struct that it is; of a file of data its value.
@inComptime() bool || Whether this is evaluated at compile time.
@intCast(int: anytype) anytype || The integer as one of the type that is expected, which safety checks see that it fits.
@enumFromInt(integer: anytype) anytype || The member of the expected enum that has the integer as its tag.
@errorFromInt(value: std.meta.Int(.unsigned, @bitSizeOf(anyerror))) anyerror || The error that has the number.
@floatFromInt(int: anytype) anytype || The float that is nearest to the integer.
@ptrFromInt(address: usize) anytype || The pointer to the address, of the type that is expected.
@max(...) T || The greatest of the arguments.
@memcpy(noalias dest, noalias source) void || Copies the elements, which do not overlap.
@memset(dest, elem) void || Sets all elements to the value.
@memmove(dest, source) void || Copies the elements, which may overlap.
@min(...) T || The least of the arguments.
@wasmMemorySize(index: u32) usize || How many pages the memory has.
@wasmMemoryGrow(index: u32, delta: usize) isize || Adds pages to the memory. Gives how many there were, or -1.
@mod(numerator: T, denominator: T) T || The remainder of @divFloor.
@mulWithOverflow(a: anytype, b: anytype) struct { @TypeOf(a, b), u1 } || The product, wrapped, and whether it was.
@panic(message: []const u8) noreturn || Calls the panic handler.
@popCount(operand: anytype) anytype || How many bits are one.
@prefetch(ptr: anytype, comptime options: PrefetchOptions) void || Says that memory will be used soon.
@ptrCast(value: anytype) anytype || The pointer as one of the type that is expected.
@intFromPtr(value: anytype) usize || The address.
@rem(numerator: T, denominator: T) T || The remainder of @divTrunc.
@returnAddress() usize || Where the function returns to.
@select(comptime T: type, pred: @Vector(len, bool), a: @Vector(len, T), b: @Vector(len, T)) @Vector(len, T) || Element by element that of a or of b.
@setEvalBranchQuota(comptime new_quota: u32) void || How many backward branches evaluation at compile time may take.
@setFloatMode(comptime mode: FloatMode) void || How strictly the block follows the rules of floats.
@setRuntimeSafety(comptime safety_on: bool) void || Whether the block has safety checks.
@shlExact(value: T, shift_amt: Log2T) T || The bits further left, of which no one that is set is lost.
@shlWithOverflow(a: anytype, shift_amt: Log2T) struct { @TypeOf(a), u1 } || The bits further left, and whether any was lost.
@shrExact(value: T, shift_amt: Log2T) T || The bits further right, of which no one that is set is lost.
@shuffle(comptime E: type, a: @Vector(a_len, E), b: @Vector(b_len, E), comptime mask: @Vector(mask_len, i32)) @Vector(mask_len, E) || The elements of both that the mask names: those of b by negative numbers.
@sizeOf(comptime T: type) comptime_int || How many bytes values of the type take in memory.
@splat(scalar: anytype) anytype || The vector or array that is expected, with all elements the same.
@reduce(comptime op: std.builtin.ReduceOp, value: anytype) E || All elements of the vector combined.
@src() std.builtin.SourceLocation || The place of this call.
@sqrt(value: anytype) @TypeOf(value) || The square root.
@sin(value: anytype) @TypeOf(value) || The sine of an angle in radians.
@cos(value: anytype) @TypeOf(value) || The cosine of an angle in radians.
@tan(value: anytype) @TypeOf(value) || The tangent of an angle in radians.
@exp(value: anytype) @TypeOf(value) || e to the power of the value.
@exp2(value: anytype) @TypeOf(value) || 2 to the power of the value.
@log(value: anytype) @TypeOf(value) || The natural logarithm.
@log2(value: anytype) @TypeOf(value) || The logarithm to base 2.
@log10(value: anytype) @TypeOf(value) || The logarithm to base 10.
@abs(value: anytype) anytype || The absolute value; of a signed integer as an unsigned one.
@floor(value: anytype) @TypeOf(value) || Rounds down.
@ceil(value: anytype) @TypeOf(value) || Rounds up.
@trunc(value: anytype) @TypeOf(value) || Rounds towards zero.
@round(value: anytype) @TypeOf(value) || Rounds to the nearest integer, halves away from zero.
@subWithOverflow(a: anytype, b: anytype) struct { @TypeOf(a, b), u1 } || The difference, wrapped, and whether it was.
@tagName(value: anytype) [:0]const u8 || The name of the enum member, or of the field of a tagged union that is active.
@This() type || The innermost container around this.
@trap() noreturn || Ends the program abnormally.
@truncate(integer: anytype) anytype || The least significant bits, as many as the expected type has.
@EnumLiteral() type || The type of what is written as a dot and a name.
@Int(comptime signedness: std.builtin.Signedness, comptime bits: u16) type || The integer type.
@Tuple(comptime field_types: []const type) type || The tuple type.
@Pointer(comptime size: std.builtin.Type.Pointer.Size, comptime attrs: std.builtin.Type.Pointer.Attributes, comptime Element: type, comptime sentinel: ?Element) type || The pointer type.
@Fn(comptime param_types: []const type, comptime param_attrs: []const std.builtin.Type.Fn.Param.Attributes, comptime ReturnType: type, comptime attrs: std.builtin.Type.Fn.Attributes) type || The function type.
@Struct(comptime layout: std.builtin.Type.ContainerLayout, comptime BackingInt: ?type, comptime field_names: []const []const u8, comptime field_types: []const type, comptime field_attrs: []const std.builtin.Type.StructField.Attributes) type || A struct type with these fields.
@Union(comptime layout: std.builtin.Type.ContainerLayout, comptime ArgType: ?type, comptime field_names: []const []const u8, comptime field_types: []const type, comptime field_attrs: []const std.builtin.Type.UnionField.Attributes) type || A union type with these fields.
@Enum(comptime TagInt: type, comptime mode: std.builtin.Type.Enum.Mode, comptime field_names: []const []const u8, comptime field_values: []const TagInt) type || An enum type with these members.
@typeInfo(comptime T: type) std.builtin.Type || All that there is to know about the type.
@typeName(T: type) *const [N:0]u8 || What the type is called.
@TypeOf(...) type || The type of the expression, which is not evaluated; of several the one that all can become.
@unionInit(comptime Union: type, comptime active_field_name: []const u8, init_expr) Union || The union with that field.
@Vector(len: comptime_int, Element: type) type || The vector type.
@volatileCast(value: anytype) DestType || The pointer without volatile.
@workItemId(comptime dimension: u32) u32 || On a GPU: the number of the work item.
@workGroupSize(comptime dimension: u32) u32 || On a GPU: the size of the work group.
@workGroupId(comptime dimension: u32) u32 || On a GPU: the number of the work group.
`;

/** By name, with the `@`. */
export const BUILTIN_SIGNATURES: ReadonlyMap<string, BuiltinSignature> = new Map(
  TEXT.trim()
    .split('\n')
    .map((line) => {
      const [signature, documentation] = line.split(' || ');
      return [signature.slice(0, signature.indexOf('(')), { signature, documentation }];
    }),
);

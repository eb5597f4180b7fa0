/** The path that a compilation is given for the root module, which is text and no file. */
export const ROOT_PATH = 'rezig-bindings.zig';

/** The name under which the root module imports the file that is bound. */
export const BOUND_MODULE = 'bound';

/** The module that what the glue gives is imported from. */
export const GLUE_MODULE = 'rezig';

/** What functions are exported as that migrate values of a running program: this, or this with a `.` and a name. */
export const MIGRATION_EXPORT = 'rezig.migrate';

/** So many functions of JavaScript can be callbacks at the same time; and as many that are waited for, in the slots behind these. */
export const CALLBACK_SLOTS = 16;

/** Room for arguments and results of calls that need no other memory. */
export const SCRATCH_BYTES = 256;

/** What of a file is to be exported. */
export interface Exported {
  /** The paths of public types whose functions and constants are exported too. */
  readonly containers: readonly string[];
  /** The paths of functions and the names of constants that are used; null where nobody knows. */
  readonly used: readonly string[] | null;
  /** Whether a call can wait for promises of JavaScript. */
  readonly canWait: boolean;
}

/**
 * The root module of a program whose functions are called from JavaScript. For each public function of the file it exports one that takes the address of a
 * frame: arguments one after the other, each at the next multiple of its alignment, and then the result. So layouts are the compiler's own, and what JavaScript
 * has to know is the place of each part, which `describe` tells. An allocator and a callback have a word of 4 bytes in the frame.
 */
export function rootModule({ containers, used, canWait }: Exported): string {
  const list = (names: readonly string[]): string => `&.{ ${names.map((name) => JSON.stringify(name)).join(', ')} }`;
  return `const containers: []const []const u8 = ${list(containers)};
const used: ?[]const []const u8 = ${used === null ? 'null' : list(used)};
const can_wait = ${canWait};
${ROOT_MODULE}`;
}

const ROOT_MODULE = `const std = @import("std");
const bound = @import("${BOUND_MODULE}");

pub const std_options: std.Options = if (@hasDecl(bound, "std_options")) bound.std_options else .{ .logFn = log };
pub const panic = if (@hasDecl(bound, "panic")) bound.panic else std.debug.FullPanic(fail);

const glue = struct {
    extern "${GLUE_MODULE}" fn fail(text: [*]const u8, len: usize) noreturn;
    extern "${GLUE_MODULE}" fn log(level: u32, text: [*]const u8, len: usize) void;
    extern "${GLUE_MODULE}" fn call(callback: u32, frame: [*]u8) void;
    extern "${GLUE_MODULE}" fn wait(callback: u32, frame: [*]u8) void;
    extern "${GLUE_MODULE}" fn now(is_real: bool) f64;
    extern "${GLUE_MODULE}" fn sleep(milliseconds: f64) void;
    extern "${GLUE_MODULE}" fn random(buffer: [*]u8, len: usize) void;
};

fn fail(text: []const u8, _: ?usize) noreturn {
    glue.fail(text.ptr, text.len);
}

fn log(
    comptime level: std.log.Level,
    comptime scope: @TypeOf(.enum_literal),
    comptime format: []const u8,
    args: anytype,
) void {
    const prefix = if (scope == .default) "" else "(" ++ @tagName(scope) ++ ") ";
    const text = std.fmt.allocPrint(gpa, prefix ++ format, args) catch return;
    defer gpa.free(text);
    glue.log(@intFromEnum(level), text.ptr, text.len);
}

const gpa = std.heap.wasm_allocator;

/// Clocks and random numbers are those of JavaScript. What is asynchronous is done at once. All else fails.
const io: std.Io = .{ .userdata = null, .vtable = &vtable };

const vtable: std.Io.VTable = made: {
    var all = std.Io.failing.vtable.*;
    all.now = now;
    all.clockResolution = clockResolution;
    all.sleep = sleep;
    all.random = random;
    all.randomSecure = randomSecure;
    all.checkCancel = checkCancel;
    all.recancel = recancel;
    all.swapCancelProtection = swapCancelProtection;
    break :made all;
};

fn now(_: ?*anyopaque, clock: std.Io.Clock) std.Io.Timestamp {
    return .fromNanoseconds(@intFromFloat(glue.now(clock == .real) * std.time.ns_per_ms));
}

fn clockResolution(_: ?*anyopaque, _: std.Io.Clock) std.Io.Clock.ResolutionError!std.Io.Duration {
    return .fromMicroseconds(100);
}

fn sleep(_: ?*anyopaque, timeout: std.Io.Timeout) std.Io.Cancelable!void {
    if (!can_wait) @panic("JavaScript cannot sleep without the option async");
    const duration = timeout.toDurationFromNow(io) orelse return;
    glue.sleep(@as(f64, @floatFromInt(@max(duration.raw.nanoseconds, 0))) / std.time.ns_per_ms);
}

fn random(_: ?*anyopaque, buffer: []u8) void {
    glue.random(buffer.ptr, buffer.len);
}

fn randomSecure(_: ?*anyopaque, buffer: []u8) std.Io.RandomSecureError!void {
    glue.random(buffer.ptr, buffer.len);
}

fn checkCancel(_: ?*anyopaque) std.Io.Cancelable!void {}

fn recancel(_: ?*anyopaque) void {}

fn swapCancelProtection(_: ?*anyopaque, _: std.Io.CancelProtection) std.Io.CancelProtection {
    return .unblocked;
}

/// What a call has in memory: it is freed as a whole when its result was read.
const Call = struct {
    arena: std.heap.ArenaAllocator,
    below: ?*Call,
};

var current: ?*Call = null;
var spare: ?*Call = null;

fn begin(size: usize) callconv(.c) ?[*]u8 {
    const call = spare orelse new: {
        const call = gpa.create(Call) catch return null;
        call.* = .{ .arena = .init(gpa), .below = null };
        break :new call;
    };
    spare = call.below;
    call.below = current;
    current = call;
    return allocate(size, 16) orelse {
        end();
        return null;
    };
}

var scratch: [${SCRATCH_BYTES}]u8 align(16) = undefined;

/// A frame for a call that needs no other memory. What is called may use it for calls of its own: arguments are read
/// before it begins, and the result is written when it ended.
fn scratchFrame() callconv(.c) *anyopaque {
    return &scratch;
}

fn end() callconv(.c) void {
    const call = current.?;
    current = call.below;
    _ = call.arena.reset(.{ .retain_with_limit = 1 << 16 });
    call.below = spare;
    spare = call;
}

fn allocate(size: usize, alignment: usize) callconv(.c) ?[*]u8 {
    return current.?.arena.allocator().rawAlloc(@max(size, 1), .fromByteUnits(alignment), @returnAddress());
}

fn stack() callconv(.c) usize {
    return asm volatile (
        \\\\ global.get __stack_pointer
        \\\\ local.set %[result]
        : [result] "=r" (-> usize),
    );
}

fn setStack(pointer: usize) callconv(.c) void {
    asm volatile (
        \\\\ local.get %[pointer]
        \\\\ global.set __stack_pointer
        :
        : [pointer] "r" (pointer),
    );
}

var name_of_error: []const u8 = "";

fn errorName(code: u16) callconv(.c) *const []const u8 {
    name_of_error = @errorName(@errorFromInt(code));
    return &name_of_error;
}

fn at(comptime T: type, frame: [*]u8, comptime offset: usize) *T {
    return @ptrCast(@alignCast(frame + offset));
}

fn isCallback(comptime T: type) bool {
    return switch (@typeInfo(T)) {
        .pointer => |info| @typeInfo(info.child) == .@"fn",
        else => false,
    };
}

fn Passed(comptime T: type) type {
    return if (T == std.mem.Allocator or isCallback(T)) u32 else if (T == std.Io) void else T;
}

/// Where parameter \`index\` is in the frame of a function of type \`F\`, or its result where there are no more.
fn offsetOf(comptime F: type, comptime index: usize) usize {
    const info = @typeInfo(F).@"fn";
    var offset: usize = 0;
    for (info.params, 0..) |param, i| {
        const P = Passed(param.type.?);
        offset = std.mem.alignForward(usize, offset, @alignOf(P));
        if (i == index) return offset;
        offset += @sizeOf(P);
    }
    return if (info.return_type.? == noreturn) 0 else std.mem.alignForward(usize, offset, @alignOf(info.return_type.?));
}

fn Wrapper(comptime function: anytype) type {
    const F = @TypeOf(function);
    const info = @typeInfo(F).@"fn";
    return struct {
        fn call(frame: [*]u8) callconv(.c) void {
            var args: std.meta.ArgsTuple(F) = undefined;
            inline for (info.params, 0..) |param, i| {
                const P = param.type.?;
                const passed = at(Passed(P), frame, comptime offsetOf(F, i)).*;
                args[i] = if (P == std.mem.Allocator)
                    (if (passed == 0) current.?.arena.allocator() else gpa)
                else if (P == std.Io)
                    io
                else if (comptime isCallback(P))
                    Callback(@typeInfo(P).pointer.child).slots[passed]
                else
                    passed;
            }
            const R = info.return_type.?;
            if (R == noreturn) @call(.auto, function, args);
            at(R, frame, comptime offsetOf(F, info.params.len)).* = @call(.auto, function, args);
        }
    };
}

/// Those from ${CALLBACK_SLOTS} on are of functions that are waited for.
const callback_slots = if (can_wait) 2 * ${CALLBACK_SLOTS} else ${CALLBACK_SLOTS};

fn Callback(comptime F: type) type {
    const info = @typeInfo(F).@"fn";
    const R = info.return_type.?;
    const result_offset = offsetOf(F, info.params.len);
    return struct {
        const slots: [callback_slots]*const F = made: {
            var all: [callback_slots]*const F = undefined;
            for (&all, 0..) |*slot, i| slot.* = of(i);
            break :made all;
        };

        fn invoke(comptime slot: u32, args: anytype) R {
            var frame: [@max(result_offset + @sizeOf(R), 1)]u8 align(16) = undefined;
            inline for (info.params, 0..) |param, i| at(param.type.?, &frame, comptime offsetOf(F, i)).* = args[i];
            if (slot < ${CALLBACK_SLOTS}) glue.call(slot, &frame) else glue.wait(slot, &frame);
            return at(R, &frame, result_offset).*;
        }

        fn of(comptime slot: u32) *const F {
            const p = info.params;
            const cc = info.calling_convention;
            return switch (p.len) {
                0 => &struct {
                    fn f() callconv(cc) R {
                        return invoke(slot, .{});
                    }
                }.f,
                1 => &struct {
                    fn f(a: p[0].type.?) callconv(cc) R {
                        return invoke(slot, .{a});
                    }
                }.f,
                2 => &struct {
                    fn f(a: p[0].type.?, b: p[1].type.?) callconv(cc) R {
                        return invoke(slot, .{ a, b });
                    }
                }.f,
                3 => &struct {
                    fn f(a: p[0].type.?, b: p[1].type.?, c: p[2].type.?) callconv(cc) R {
                        return invoke(slot, .{ a, b, c });
                    }
                }.f,
                4 => &struct {
                    fn f(a: p[0].type.?, b: p[1].type.?, c: p[2].type.?, d: p[3].type.?) callconv(cc) R {
                        return invoke(slot, .{ a, b, c, d });
                    }
                }.f,
                else => unreachable,
            };
        }
    };
}

fn isCallable(comptime F: type) bool {
    const info = @typeInfo(F).@"fn";
    if (info.is_generic or info.is_var_args or info.return_type == null) return false;
    if (info.calling_convention == .@"inline") return false;
    for (info.params) |param| {
        const P = param.type orelse return false;
        if (isCallback(P)) {
            const callback = @typeInfo(@typeInfo(P).pointer.child).@"fn";
            if (callback.is_generic or callback.is_var_args or callback.params.len > 4) return false;
        } else if (!isSized(P)) return false;
    }
    return info.return_type.? == noreturn or isSized(info.return_type.?);
}

fn isSized(comptime T: type) bool {
    return switch (@typeInfo(T)) {
        .type, .noreturn, .comptime_float, .comptime_int, .undefined, .null, .@"fn", .@"opaque", .frame, .@"anyframe", .enum_literal => false,
        .optional => |info| isSized(info.child),
        .array => |info| isSized(info.child),
        .error_union => |info| isSized(info.payload),
        .@"struct" => |info| for (info.fields) |field| {
            if (!field.is_comptime and !isSized(field.type)) break false;
        } else true,
        .@"union" => |info| for (info.fields) |field| {
            if (!isSized(field.type)) break false;
        } else true,
        else => true,
    };
}

/// A function that makes of a value as it was one as it is to be: \`migrate\`, or one whose name begins so.
fn migrates(comptime name: []const u8, comptime F: type) bool {
    const info = @typeInfo(F).@"fn";
    if (!std.mem.startsWith(u8, name, "migrate") or info.is_generic or info.params.len != 1) return false;
    // What is pointed to is told by its name: to look at it would be to rely on its layout.
    return switch (@typeInfo(info.params[0].type.?)) {
        .pointer => |pointer| pointer.size == .one and pointer.is_const and !std.mem.startsWith(u8, @typeName(pointer.child), "fn ("),
        else => false,
    };
}

fn Migration(comptime function: anytype) type {
    const info = @typeInfo(@TypeOf(function)).@"fn";
    return struct {
        fn run(old: info.params[0].type.?, new: *info.return_type.?) callconv(.c) void {
            new.* = function(old);
        }
    };
}

fn Constant(comptime T: type, comptime name: []const u8) type {
    return struct {
        const value = @field(T, name);
        fn get() callconv(.c) *const anyopaque {
            return @ptrCast(&value);
        }
    };
}

fn create(size: usize, alignment: usize) callconv(.c) ?[*]u8 {
    return gpa.rawAlloc(@max(size, 1), .fromByteUnits(alignment), @returnAddress());
}

fn destroy(memory: [*]u8, size: usize, alignment: usize) callconv(.c) void {
    gpa.rawFree(memory[0..@max(size, 1)], .fromByteUnits(alignment), @returnAddress());
}

fn isUsed(comptime path: []const u8) bool {
    const all = used orelse return true;
    for (all) |one| {
        if (std.mem.eql(u8, one, path)) return true;
    }
    return false;
}

fn declsOf(comptime T: type) []const std.builtin.Type.Declaration {
    return switch (@typeInfo(T)) {
        inline .@"struct", .@"enum", .@"union", .@"opaque" => |info| info.decls,
        else => &.{},
    };
}

/// Exports the function \`name\` of \`T\`. Returns whether it can fail.
fn exportFunction(comptime T: type, comptime name: []const u8, comptime path: []const u8) bool {
    const function = @field(T, name);
    const F = @TypeOf(function);
    if (@typeInfo(F) != .@"fn" or !isCallable(F) or !isUsed(path)) return false;
    @export(&Wrapper(function).call, .{ .name = "call." ++ path });
    return @typeInfo(@typeInfo(F).@"fn".return_type.?) == .error_union;
}

/// Exports what gives the address of the constant \`name\` of \`T\`, if it has one.
fn exportConstant(comptime T: type, comptime name: []const u8, comptime path: []const u8) void {
    if (!isSized(@TypeOf(@field(T, name))) or !isUsed(path)) return;
    @export(&Constant(T, name).get, .{ .name = "get." ++ path });
}

/// The type that is declared at \`path\`, from the file on.
fn typeAt(comptime path: []const u8) type {
    var T: type = bound;
    var names = std.mem.splitScalar(u8, path, '.');
    while (names.next()) |name| T = @field(T, name);
    return T;
}

fn isVariable(comptime T: type, comptime name: []const u8) bool {
    return !@typeInfo(@TypeOf(&@field(T, name))).pointer.is_const;
}

comptime {
    @setEvalBranchQuota(1_000_000);
    @export(&begin, .{ .name = "rezig.begin" });
    @export(&end, .{ .name = "rezig.end" });
    @export(&allocate, .{ .name = "rezig.allocate" });
    @export(&scratchFrame, .{ .name = "rezig.scratch" });
    @export(&stack, .{ .name = "rezig.stack" });
    @export(&setStack, .{ .name = "rezig.setStack" });
    var fails = false;
    for (@typeInfo(bound).@"struct".decls) |decl| {
        if (isVariable(bound, decl.name)) continue;
        const T = @TypeOf(@field(bound, decl.name));
        if (@typeInfo(T) == .@"fn" and migrates(decl.name, T)) {
            // Only programs under development run on while they are edited.
            if (@import("builtin").mode == .Debug)
                @export(&Migration(@field(bound, decl.name)).run, .{ .name = "${MIGRATION_EXPORT}." ++ decl.name });
            continue;
        }
        if (exportFunction(bound, decl.name, decl.name)) fails = true;
        exportConstant(bound, decl.name, decl.name);
    }
    for (containers) |path| {
        const T = typeAt(path);
        for (declsOf(T)) |decl| {
            if (isVariable(T, decl.name)) continue;
            const within = path ++ "." ++ decl.name;
            if (exportFunction(T, decl.name, within)) fails = true;
            exportConstant(T, decl.name, within);
        }
    }
    if (containers.len != 0) {
        @export(&create, .{ .name = "rezig.create" });
        @export(&destroy, .{ .name = "rezig.destroy" });
    }
    if (fails) @export(&errorName, .{ .name = "rezig.errorName" });
}
`;

/*
 * What `wasm-bindgen` is published to emit for the functions that are measured, written by hand over a module of Zig that does the same: there is no toolchain of Rust here. By its guide and
 * the output that its repository has as references: texts go over as `TextEncoder.encodeInto` into memory of `__wbindgen_malloc`, and come back as pointer and length through a return
 * area on the stack, to be freed; structs are classes with a pointer and a function for each field; slices of numbers are copied by `set` and `slice`.
 */

/** A module with the functions that such glue calls. */
export const SHAPES_ZIG = `const std = @import("std");
const gpa = std.heap.wasm_allocator;

export fn __wbindgen_malloc(size: usize, alignment: usize) ?[*]u8 {
    return gpa.rawAlloc(size, .fromByteUnits(alignment), @returnAddress());
}
export fn __wbindgen_free(p: [*]u8, size: usize, alignment: usize) void {
    if (size != 0) gpa.rawFree(p[0..size], .fromByteUnits(alignment), @returnAddress());
}
export fn __wbindgen_add_to_stack_pointer(by: i32) usize {
    return asm volatile (
        \\\\ global.get __stack_pointer
        \\\\ local.get %[by]
        \\\\ i32.add
        \\\\ global.set __stack_pointer
        \\\\ global.get __stack_pointer
        \\\\ local.set %[result]
        : [result] "=r" (-> usize),
        : [by] "r" (by),
    );
}

export fn echo_u32(x: u32) u32 {
    return x;
}
export fn echo_u64(x: u64) u64 {
    return x;
}
/// Takes what it is given, and gives memory of its own.
export fn echo_text(area: *[2]usize, p: [*]u8, len: usize) void {
    const copy = gpa.dupe(u8, p[0..len]) catch unreachable;
    gpa.free(p[0..len]);
    area.* = .{ @intFromPtr(copy.ptr), len };
}
export fn echo_f64s(area: *[2]usize, p: [*]f64, len: usize) void {
    const copy = gpa.dupe(f64, p[0..len]) catch unreachable;
    gpa.free(p[0..len]);
    area.* = .{ @intFromPtr(copy.ptr), len };
}

const Point = struct { x: f32, y: f32 };
export fn point_new(x: f32, y: f32) *Point {
    const point = gpa.create(Point) catch unreachable;
    point.* = .{ .x = x, .y = y };
    return point;
}
export fn __wbg_point_free(p: *Point) void {
    gpa.destroy(p);
}
export fn __wbg_get_point_x(p: *const Point) f32 {
    return p.x;
}
export fn __wbg_get_point_y(p: *const Point) f32 {
    return p.y;
}
/// Takes what it is given.
export fn echo_point(p: *Point) *Point {
    const copy = point_new(p.x, p.y);
    gpa.destroy(p);
    return copy;
}

const Counter = struct { n: u32 };
export fn counter_new(n: u32) *Counter {
    const counter = gpa.create(Counter) catch unreachable;
    counter.* = .{ .n = n };
    return counter;
}
export fn __wbg_counter_free(p: *Counter) void {
    gpa.destroy(p);
}
export fn __wbg_get_counter_n(p: *const Counter) u32 {
    return p.n;
}
export fn counter_add(p: *Counter, n: u32) void {
    p.n +%= n;
}
`;

/** What the glue exports, by an instance of that module. */
export const SHAPES_GLUE = `
let uint8 = null, float64 = null, view = null;
const getUint8 = () => (uint8 === null || uint8.byteLength === 0 ? (uint8 = new Uint8Array(wasm.memory.buffer)) : uint8);
const getFloat64 = () => (float64 === null || float64.byteLength === 0 ? (float64 = new Float64Array(wasm.memory.buffer)) : float64);
const getView = () => (view === null || view.buffer.detached === true || (view.buffer.detached === undefined && view.buffer !== wasm.memory.buffer) ? (view = new DataView(wasm.memory.buffer)) : view);
let vectorLength = 0;
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });
decoder.decode();
function passText(text) {
  let length = text.length;
  let p = wasm.__wbindgen_malloc(length, 1) >>> 0;
  const memory = getUint8();
  let offset = 0;
  for (; offset < length; offset++) {
    const code = text.charCodeAt(offset);
    if (code > 0x7f) break;
    memory[p + offset] = code;
  }
  if (offset !== length) {
    const bytes = encoder.encode(text);
    wasm.__wbindgen_free(p, length, 1);
    length = bytes.length;
    p = wasm.__wbindgen_malloc(length, 1) >>> 0;
    getUint8().set(bytes, p);
    offset = length;
  }
  vectorLength = offset;
  return p;
}
const takeText = (p, length) => decoder.decode(getUint8().subarray(p >>> 0, (p >>> 0) + length));
export const echoU32 = (x) => wasm.echo_u32(x) >>> 0;
export const echoU64 = (x) => BigInt.asUintN(64, wasm.echo_u64(x));
export function echoText(text) {
  let p, length;
  try {
    const area = wasm.__wbindgen_add_to_stack_pointer(-16);
    wasm.echo_text(area, passText(text), vectorLength);
    p = getView().getInt32(area, true);
    length = getView().getInt32(area + 4, true);
    return takeText(p, length);
  } finally {
    wasm.__wbindgen_add_to_stack_pointer(16);
    wasm.__wbindgen_free(p, length, 1);
  }
}
export function echoF64s(numbers) {
  try {
    const area = wasm.__wbindgen_add_to_stack_pointer(-16);
    const given = wasm.__wbindgen_malloc(numbers.length * 8, 8) >>> 0;
    getFloat64().set(numbers, given / 8);
    wasm.echo_f64s(area, given, numbers.length);
    const p = getView().getInt32(area, true);
    const length = getView().getInt32(area + 4, true);
    const result = getFloat64().subarray(p / 8, p / 8 + length).slice();
    wasm.__wbindgen_free(p, length * 8, 8);
    return result;
  } finally {
    wasm.__wbindgen_add_to_stack_pointer(16);
  }
}
const registry = (free) => new FinalizationRegistry((p) => free(p >>> 0));
const points = registry((p) => wasm.__wbg_point_free(p));
export class Point {
  constructor(x, y) {
    this.__wbg_ptr = wasm.point_new(x, y) >>> 0;
    points.register(this, this.__wbg_ptr, this);
  }
  static __wrap(p) {
    const point = Object.create(Point.prototype);
    point.__wbg_ptr = p >>> 0;
    points.register(point, point.__wbg_ptr, point);
    return point;
  }
  __destroy_into_raw() {
    const p = this.__wbg_ptr;
    this.__wbg_ptr = 0;
    points.unregister(this);
    return p;
  }
  free() {
    wasm.__wbg_point_free(this.__destroy_into_raw());
  }
  get x() {
    return wasm.__wbg_get_point_x(this.__wbg_ptr);
  }
  get y() {
    return wasm.__wbg_get_point_y(this.__wbg_ptr);
  }
}
/** From an object and to one, as the others are measured. */
export function echoPoint({ x, y }) {
  const result = Point.__wrap(wasm.echo_point(new Point(x, y).__destroy_into_raw()));
  const copy = { x: result.x, y: result.y };
  result.free();
  return copy;
}
const counters = registry((p) => wasm.__wbg_counter_free(p));
export class Counter {
  constructor(n) {
    this.__wbg_ptr = wasm.counter_new(n) >>> 0;
    counters.register(this, this.__wbg_ptr, this);
  }
  free() {
    const p = this.__wbg_ptr;
    this.__wbg_ptr = 0;
    counters.unregister(this);
    wasm.__wbg_counter_free(p);
  }
  add(n) {
    wasm.counter_add(this.__wbg_ptr, n);
  }
  get n() {
    return wasm.__wbg_get_counter_n(this.__wbg_ptr) >>> 0;
  }
}
`;

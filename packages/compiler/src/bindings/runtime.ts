/** What the glue of each file begins with. All of it is without effects, so that bundlers leave out what is not used. */
export const RUNTIME = `let $exports, $data, $octets, $scratch;
// An array is empty where memory has grown since.
const $view = () => ($octets !== undefined && $octets.length !== 0 ? $data : $renew());
const $renew = () => {
  $octets = new Uint8Array($exports.memory.buffer);
  $scratch = $exports['rezig.scratch']() >>> 0;
  return ($data = new DataView($exports.memory.buffer));
};
const $frame = () => {
  $view();
  return $scratch;
};
const $decoder = /* @__PURE__ */ new TextDecoder();
const $encoder = /* @__PURE__ */ new TextEncoder();
const $bytes = (p, length) => new Uint8Array($exports.memory.buffer, p, length);
const $shown = (x) => (typeof x === 'string' ? JSON.stringify(x) : typeof x === 'object' && x !== null ? 'an object' : typeof x === 'function' ? 'a function' : String(x));
const $int = (x, low, high, type) => {
  if (typeof x !== 'number') throw new TypeError($shown(x) + ' is no number for ' + type);
  if (!Number.isInteger(x) || x < low || x > high) throw new RangeError(x + ' does not fit ' + type);
  return x;
};
const $big = (x, bits, isSigned, type) => {
  if (typeof x === 'number' && bits <= 32) x = BigInt($int(x, isSigned ? -(2 ** (bits - 1)) : 0, 2 ** (isSigned ? bits - 1 : bits) - 1, type));
  if (typeof x !== 'bigint') throw new TypeError($shown(x) + ' is no bigint for ' + type);
  if ((isSigned ? BigInt.asIntN(bits, x) : BigInt.asUintN(bits, x)) !== x) throw new RangeError(x + ' does not fit ' + type);
  return x;
};
const $wide = (x) => {
  if (typeof x !== 'number') throw new TypeError($shown(x) + ' is no number');
  if (!Number.isSafeInteger(x)) throw new RangeError(x + ' is no safe integer');
  return BigInt(x);
};
const $safe = (x) => {
  if (!Number.isSafeInteger(Number(x))) throw new RangeError(x + ' is no safe integer');
  return Number(x);
};
const $huge = (p, x) => {
  $view().setBigUint64(p, BigInt.asUintN(64, x), true);
  $view().setBigUint64(p + 8, BigInt.asUintN(64, x >> 64n), true);
};
const $number = (x) => {
  if (typeof x !== 'number') throw new TypeError($shown(x) + ' is no number');
  return x;
};
const $bool = (x) => {
  if (typeof x !== 'boolean') throw new TypeError($shown(x) + ' is no boolean');
  return x;
};
const $object = (x, type) => {
  if (typeof x !== 'object' || x === null) throw new TypeError($shown(x) + ' is no ' + type);
};
const $list = (x, length) => {
  if (typeof x !== 'object' || x === null || typeof x.length !== 'number') throw new TypeError($shown(x) + ' is no array');
  if (length >= 0 && x.length !== length) throw new RangeError('an array of ' + length + ' is needed, not of ' + x.length);
};
const $maps = (pairs) => [new Map(pairs), new Map(pairs.map(([value, name]) => [name, value]))];
const $fromTag = (names, value, isOpen) => {
  const name = names.get(value);
  if (name === undefined && !isOpen) throw new RangeError(value + ' is the value of no name');
  return name === undefined ? value : name;
};
const $toTag = (values, name, isOpen, type) => {
  const value = values.get(name);
  if (value !== undefined) return value;
  if (isOpen && typeof name !== 'string') return name;
  throw new TypeError($shown(name) + ' is no ' + type);
};
const $bitsAt = (p, size) => {
  let bits = 0n;
  for (let i = size - 1; i >= 0; i--) bits = (bits << 8n) | BigInt($view().getUint8(p + i));
  return bits;
};
const $setBits = (p, size, bits) => {
  for (let i = 0; i < size; i++) $view().setUint8(p + i, Number((bits >> BigInt(8 * i)) & 255n));
};
const $floatOf = (bits, width) => {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt.asUintN(width, bits), true);
  return width === 32 ? view.getFloat32(0, true) : view.getFloat64(0, true);
};
const $bitsOf = (x, width) => {
  const view = new DataView(new ArrayBuffer(8));
  if (width === 32) view.setFloat32(0, x, true);
  else view.setFloat64(0, x, true);
  return view.getBigUint64(0, true);
};
const $allocate = (size, alignment) => {
  const p = $exports['rezig.allocate'](size, alignment) >>> 0;
  if (p === 0) throw new RangeError('out of memory');
  return p;
};
const $room = (p, length, size, alignment, hasSentinel) => {
  const total = (length + (hasSentinel ? 1 : 0)) * size;
  if (total > 0x7fffffff) throw new RangeError('out of memory');
  const start = total === 0 ? alignment : $allocate(total, alignment);
  if (hasSentinel) $bytes(start + length * size, size).fill(0);
  $view().setUint32(p, start, true);
  $view().setUint32(p + 4, length, true);
  return start;
};
const $writeText = (p, x, hasSentinel) => {
  if (typeof x !== 'string') throw new TypeError($shown(x) + ' is no string');
  // Short texts of ASCII are most, and are written faster than an encoder is called.
  if (x.length <= 64) {
    const start = $allocate(x.length + (hasSentinel ? 1 : 0), 1);
    const view = $view();
    let i = 0;
    for (let c; i < x.length && (c = x.charCodeAt(i)) < 128; i++) $octets[start + i] = c;
    if (i === x.length) {
      if (hasSentinel) $octets[start + i] = 0;
      view.setUint32(p, start, true);
      view.setUint32(p + 4, i, true);
      return;
    }
  }
  $writeBytes(p, $encoder.encode(x), hasSentinel);
};
const $writeBytes = (p, bytes, hasSentinel) => {
  const start = $allocate(bytes.length + (hasSentinel ? 1 : 0), 1);
  $bytes(start, bytes.length).set(bytes);
  if (hasSentinel) $view().setUint8(start + bytes.length, 0);
  $view().setUint32(p, start, true);
  $view().setUint32(p + 4, bytes.length, true);
};
const $writeCString = (p, x) => {
  if (typeof x !== 'string') throw new TypeError($shown(x) + ' is no string');
  if (x.includes('\\0')) throw new RangeError('a text that ends at a zero has none in it');
  const bytes = $encoder.encode(x);
  const start = $allocate(bytes.length + 1, 1);
  $bytes(start, bytes.length).set(bytes);
  $view().setUint8(start + bytes.length, 0);
  $view().setUint32(p, start, true);
};
const $writeList = (p, x, size, alignment, hasSentinel, write) => {
  $list(x, -1);
  const start = $room(p, x.length, size, alignment, hasSentinel);
  for (let i = 0; i < x.length; i++) write(start + i * size, x[i]);
};
const $writeNumbers = (p, x, size, alignment, hasSentinel, Numbers, write) => {
  if (!(x instanceof Numbers)) return $writeList(p, x, size, alignment, hasSentinel, write);
  const start = $room(p, x.length, size, alignment, hasSentinel);
  new Numbers($exports.memory.buffer, start, x.length).set(x);
};
const $writeArray = (p, x, size, length, write) => {
  $list(x, length);
  for (let i = 0; i < length; i++) write(p + i * size, x[i]);
};
const $readText = (p, length) => {
  if (length <= 32) {
    $view();
    let text = '', i = 0;
    for (let c; i < length && (c = $octets[p + i]) < 128; i++) text += String.fromCharCode(c);
    if (i === length) return text;
  }
  return $decoder.decode($bytes(p, length));
};
const $readCString = (p) => $readText(p, new Uint8Array($exports.memory.buffer).indexOf(0, p) - p);
const $readNumbers = (p, length, Numbers) => new Numbers($exports.memory.buffer.slice(p, p + length * Numbers.BYTES_PER_ELEMENT));
const $readList = (p, length, size, read) => Array.from({ length }, (_, i) => read(p + i * size));
const $copyBack = (p, x, Numbers) => {
  if (x instanceof Numbers) x.set(new Numbers($exports.memory.buffer, $view().getUint32(p, true), x.length));
};
const $eachBack = (p, x, size, write) => {
  const start = $view().getUint32(p, true);
  for (let i = 0; i < x.length; i++) write(start + i * size, x, i);
};
const $fail = (p) => {
  const code = $view().getUint16(p, true);
  if (code === 0) return;
  const name = $exports['rezig.errorName'](code) >>> 0;
  const text = $readText($view().getUint32(name, true), $view().getUint32(name + 4, true));
  throw Object.assign(new Error(text), { name: 'ZigError', code: text });
};
const $call = (size, body) => {
  const stack = $exports['rezig.stack']();
  const frame = $exports['rezig.begin'](size) >>> 0;
  if (frame === 0) throw new RangeError('out of memory');
  try {
    return body(frame);
  } catch (error) {
    $exports['rezig.setStack'](stack);
    throw error;
  } finally {
    $exports['rezig.end']();
  }
};
const $callbacks = [];
const $lend = (first, slots, f, body) => {
  if (typeof f !== 'function') throw new TypeError($shown(f) + ' is no function');
  let slot = first;
  while ($callbacks[slot] !== undefined) slot++;
  if (slot >= first + slots) throw new RangeError('more than ' + slots + ' callbacks at the same time');
  $callbacks[slot] = body;
  return slot;
};
const $glue = {
  fail: (p, length) => {
    throw Object.assign(new Error($readText(p >>> 0, length)), { name: 'ZigPanic' });
  },
  log: (level, p, length) => console[['error', 'warn', 'info', 'debug'][level]]($readText(p >>> 0, length)),
  now: (isReal) => (isReal ? performance.timeOrigin : 0) + performance.now(),
  random: (p, length) => {
    for (let i = 0; i < length; i += 65536) crypto.getRandomValues($bytes((p >>> 0) + i, Math.min(65536, length - i)));
  },
  call: (slot, frame) => $callbacks[slot](frame >>> 0),
};
`;

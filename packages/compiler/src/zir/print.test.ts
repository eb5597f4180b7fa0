import assert from 'node:assert/strict';
import test from 'node:test';
import { parse } from '../syntax/parse.ts';
import { bytesOfString } from '../util/utf8.ts';
import { lowerFile } from './lower.ts';
import { printZir } from './print.ts';

test('a file is printed with its chunks, bodies and places', () => {
  const source = `
    pub const E = enum(u8) { a = 1, b };
    fn f(x: u8) E {
        return switch (x) {
            1, 3...4 => |y| g(y),
            else => .b,
        };
    }
    const g = f;
`;
  const expected = `chunk 0 struct 0x0 {
  chunk 1 const "E" pub {
    value {
      %0 = enum_decl(0xa0, child 0) :2
      %1 = break_inline(decl, %0, :0) :0
    }
    chunk 2 enum 0xa0 {
      arg {
        %1 = break_inline(decl, @u8_type)
      }
      field "a" {
        value {
          %2 = break_inline(decl, @one)
        }
      }
      field "b"
    }
  }
  chunk 3 fn "f" {
    value {
      %1 = param("x") :t3 {
        %0 = break_inline(%1, @u8_type, :1) :1
      }
      %4 = func(child 0) :3 {
        ret {
          %2 = decl_val("E") :t7
          %3 = break_inline(%4, %2)
        }
      }
      %5 = break_inline(decl, %4, :3) :3
    }
    chunk 4 body {
      %0 = fn_arg(0) :outer0
      %1 = ret_type() :outer0
      %2 = dbg_stmt(t4) :t4
      %3 = switch_block(%0, 0x27) :11 {
        else => {
          %16 = decl_literal(%1, "b") :9
          %17 = break(%3, %16, :9) :9
        }
        {}, {}...{} by_val => {
          %9 = dbg_var_val("y", %3) :t14
          %10 = decl_val("g") :t16
          %11 = dbg_stmt(t17) :t17
          %12 = call(0x0, %10) :7 {
            arg {
              %13 = break_inline(%12, %3, :6) :6
            }
          }
          %14 = as_node(%1, %12) :7
          %15 = break(%3, %14, :7) :7
        }
        item {
          %4 = break_inline(%3, @one, :1) :1
        }
        item {
          %5 = int(3) :2
          %6 = break_inline(%3, %5, :2) :2
        }
        item {
          %7 = int(4) :3
          %8 = break_inline(%3, %7, :3) :3
        }
      }
      %18 = dbg_stmt(t1) :t1
      %19 = restore_err_ret_index_fn_entry(%3) :12
      %20 = ret_node(%3) :12
    }
  }
  chunk 5 const "g" {
    value {
      %0 = decl_val("f") :t3
      %1 = break_inline(decl, %0, :0) :0
    }
  }
}
`;
  assert.equal(printZir(lowerFile(parse(bytesOfString(source)))), expected);
});

test('an opaque type has no fields to print', () => {
  const printed = printZir(lowerFile(parse(bytesOfString('const H = ?opaque {};'))));
  assert.match(printed, /^ {4}chunk 2 opaque 0x8 \{\}$/m);
});

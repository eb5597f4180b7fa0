const a = @Type(.{});
const b = @frameSize(f);
const c = @asyncCall(a, b, c, d);
const d = @cImport(@cInclude("a.h"));
const e = @Struct(.auto, null, &.{});
const g = @Int(.signed);
const h = @round(1.5, 2);

const c = @cImport({
    @cInclude("stdio.h");
    @cDefine("A", "1");
    @cUndef("B");
});

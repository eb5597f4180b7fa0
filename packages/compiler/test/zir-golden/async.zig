const Any = anyframe;

fn f(x: anyframe->u8) u8 {
    suspend {
        resume x;
    }
    const y = await x;
    return y + nosuspend await x;
}

const size = @sizeOf(@Frame(f)) + @frameSize(f);

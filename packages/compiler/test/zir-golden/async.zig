const Any = anyframe;

fn f(x: anyframe->u8) u8 {
    suspend {
        resume x;
    }
    return nosuspend f(x);
}

const size = @sizeOf(@Frame(f));

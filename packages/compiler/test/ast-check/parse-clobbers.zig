fn f() void {
    asm volatile ("" ::: "memory", "cc");
}

// a	b
const c = 1;

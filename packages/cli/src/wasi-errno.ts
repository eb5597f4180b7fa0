/** Numbers of WASI's `errno` that functions of ours give. */
export enum Errno {
  success = 0,
  again = 6,
  loop = 32,
  spipe = 70,
  notcapable = 76,
}

import { RelocKind } from '../codegen/relocation.ts';
import type { DeclIndex, StringIndex } from '../intern/ids.ts';
import { Hasher64 } from '../util/hash.ts';
import { bytesOfString } from '../util/utf8.ts';
import { type AddressId, functionOfAddress, isFunctionAddress } from './addresses.ts';
import type { DataNode, FunctionNode } from './graph.ts';
import type { TestPrint, TestRoots } from './input.ts';
import type { Placement } from './placement.ts';

/*
 * What the result of a test can depend on is what its function reaches: code, and data that holds addresses of more. Each function and each block of
 * data gets a hash of all that it reaches, made in one walk over the graph (Tarjan's, for what reaches itself).
 */

/** A function of the graph by twice its number, data by twice its number and one. */
type Node = number;

/** A node whose loop is not known yet. */
interface OpenNode {
  readonly node: Node;
  /** What it refers to, in the order in which it does, and how many of these were looked at. */
  readonly targets: readonly Node[];
  next: number;
}

/** What members of one loop have in common. */
interface Reached {
  /** Two words. */
  readonly hash: Uint32Array;
  /** Variables that are reached, by their owners. */
  readonly variables: ReadonlySet<DeclIndex>;
}

/** What each of the tests reaches in a linked module. */
export function testPrints(placement: Placement, roots: TestRoots): TestPrint[] {
  const { tests } = roots;
  const walk = new Walk(placement, roots);
  const common = new Hasher64();
  for (const item of roots.exports) {
    const func = placement.graph.exportedFunction(item);
    const node = func === null ? nodeOf(placement.graph.exportedData(item)!) : func * 2;
    if (node !== null) addHash(common, walk.reached(node).hash);
  }
  const shared = new Uint32Array(2);
  common.digest(shared, 0);
  return tests.map((test) => {
    const address = placement.graph.declTarget(test);
    const { hash, variables } = walk.reached(nodeOf(address)!);
    const hasher = new Hasher64();
    addHash(hasher, shared);
    addHash(hasher, hash);
    return { slot: placement.addressOf(address), print: digestText(hasher), variables: [...variables] };
  });
}

function nodeOf(address: AddressId): Node | null {
  if (address >= 0) return address * 2 + 1;
  return isFunctionAddress(address) ? functionOfAddress(address) * 2 : null;
}

function addHash(hasher: Hasher64, hash: Uint32Array): void {
  hasher.word(hash[0]);
  hasher.word(hash[1]);
}

function digestText(hasher: Hasher64): string {
  const out = new Uint32Array(2);
  hasher.digest(out, 0);
  return [...out].map((word) => word.toString(16).padStart(8, '0')).join('');
}

class Walk {
  private readonly order = new Map<Node, number>();
  private readonly low = new Map<Node, number>();
  private readonly done = new Map<Node, Reached>();
  private readonly own = new Map<Node, Uint32Array>();
  private readonly open: OpenNode[] = [];

  constructor(
    private readonly placement: Placement,
    private readonly roots: TestRoots,
  ) {}

  /** What `root` reaches, itself included. */
  reached(root: Node): Reached {
    const known = this.done.get(root);
    if (known !== undefined) return known;
    const stack = [this.enter(root)];
    while (stack.length > 0) {
      const frame = stack[stack.length - 1];
      if (frame.next < frame.targets.length) {
        const target = frame.targets[frame.next++];
        if (this.done.has(target)) continue;
        const met = this.order.get(target);
        if (met === undefined) stack.push(this.enter(target));
        else this.lower(frame.node, met);
        continue;
      }
      stack.pop();
      const low = this.low.get(frame.node)!;
      if (stack.length > 0) this.lower(stack[stack.length - 1].node, low);
      if (low === this.order.get(frame.node)) this.close(frame);
    }
    return this.done.get(root)!;
  }

  private enter(node: Node): OpenNode {
    this.order.set(node, this.order.size);
    this.low.set(node, this.order.size - 1);
    const opened = { node, targets: this.targetsOf(node), next: 0 };
    this.open.push(opened);
    return opened;
  }

  private lower(node: Node, to: number): void {
    if (to < this.low.get(node)!) this.low.set(node, to);
  }

  /** Gives all members of the loop that `first` was met first of what they reach. */
  private close(first: OpenNode): void {
    const members = this.open.splice(this.open.lastIndexOf(first));
    const isMember = new Set(members.map(({ node }) => node));
    const variables = new Set<DeclIndex>();
    const parts: string[] = [];
    for (const { node, targets } of members) {
      const data = (node & 1) === 1 ? this.placement.graph.data[node >> 1] : null;
      if (data?.isVariable === true) variables.add(data.owner);
      const hasher = new Hasher64();
      addHash(hasher, this.contentOf(node));
      for (const target of targets) {
        const known = isMember.has(target) ? null : this.done.get(target)!;
        addHash(hasher, known?.hash ?? this.contentOf(target));
        for (const variable of known?.variables ?? []) variables.add(variable);
      }
      parts.push(digestText(hasher));
    }
    const whole = new Hasher64();
    // Where a loop was entered depends on who asked first.
    for (const part of parts.slice().sort()) {
      const bytes = bytesOfString(part);
      whole.bytes(bytes, 0, bytes.length);
    }
    members.forEach(({ node }, i) => {
      const hasher = new Hasher64();
      const bytes = bytesOfString(`${digestText(whole)}${parts[i]}`);
      hasher.bytes(bytes, 0, bytes.length);
      const hash = new Uint32Array(2);
      hasher.digest(hash, 0);
      this.done.set(node, { hash, variables });
    });
  }

  /** What a function or data refers to, in the order in which it does. */
  private targetsOf(node: Node): Node[] {
    const { graph } = this.placement;
    const [relocs, targets] =
      (node & 1) === 0
        ? [graph.functions[node >> 1].relocs, graph.functions[node >> 1].targets]
        : [graph.data[node >> 1].block.relocs, this.isList(node) ? [] : graph.data[node >> 1].targets];
    const found: Node[] = [];
    for (let i = 0; i < targets.length; i++) {
      switch (relocs.kind.data[i] as RelocKind) {
        case RelocKind.declAddress: {
          const to = nodeOf(graph.declTarget(targets[i] as DeclIndex));
          if (to !== null) found.push(to);
          break;
        }
        case RelocKind.uavAddress: {
          const to = nodeOf(targets[i]);
          if (to !== null) found.push(to);
          break;
        }
        case RelocKind.func:
        case RelocKind.runtime:
        case RelocKind.tagName:
        case RelocKind.symbol:
          found.push(targets[i] * 2);
      }
    }
    return found;
  }

  private isList(node: Node): boolean {
    const address = this.placement.graph.declTarget(this.roots.list);
    return address >= 0 && node === address * 2 + 1;
  }

  /** A hash of what a function or data is by itself: two words. */
  private contentOf(node: Node): Uint32Array {
    const known = this.own.get(node);
    if (known !== undefined) return known;
    const { graph } = this.placement;
    const hasher = new Hasher64();
    if ((node & 1) === 0) this.addFunction(hasher, graph.functions[node >> 1]);
    else if (!this.isList(node)) this.addData(hasher, graph.data[node >> 1]);
    const hash = new Uint32Array(2);
    hasher.digest(hash, 0);
    this.own.set(node, hash);
    return hash;
  }

  private addFunction(hasher: Hasher64, { name, imported, code, relocs, targets, type }: FunctionNode): void {
    hasher.bytes(name, 0, name.length);
    if (imported !== null) return;
    hasher.bytes(code, 0, code.length);
    this.addType(hasher, type);
    this.addRelocations(hasher, relocs, targets);
  }

  private addData(hasher: Hasher64, { block, align, isVariable, owner, targets }: DataNode): void {
    hasher.word(align * 2 + (isVariable ? 1 : 0));
    hasher.word(block.align);
    hasher.bytes(block.bytes, 0, block.bytes.length);
    if (isVariable) {
      const name = bytesOfString(this.roots.nameOf(owner));
      hasher.bytes(name, 0, name.length);
    }
    this.addRelocations(hasher, block.relocs, targets);
  }

  private addType(hasher: Hasher64, type: number): void {
    const { params, results } = this.placement.graph.types[type];
    for (const types of [params, results]) {
      hasher.word(types.length);
      for (const one of types) hasher.word(one);
    }
  }

  private addRelocations(hasher: Hasher64, relocs: FunctionNode['relocs'], targets: ArrayLike<number>): void {
    for (let i = 0; i < relocs.length; i++) {
      const kind: RelocKind = relocs.kind.data[i];
      hasher.word(kind);
      hasher.word(relocs.offset.data[i]);
      hasher.word(relocs.addend.data[i]);
      hasher.word(relocs.detail.data[i]);
      if (kind === RelocKind.typeIndex) this.addType(hasher, targets[i]);
      else if (kind === RelocKind.errorValue) {
        const name = this.roots.errorName(targets[i] as StringIndex);
        hasher.bytes(name, 0, name.length);
      }
    }
  }
}

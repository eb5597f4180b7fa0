import type { LinkOptions } from '../link/input.ts';
import { Reached } from '../query/reach.ts';
import { type SemaOptions, Zcu } from '../query/zcu.ts';
import { analyzeUnit } from '../sema/units/unit.ts';
import type { NamedColumn } from '../util/save.ts';
import { CodeStore } from './code-store.ts';
import { CompilerRt } from './compiler-rt.ts';
import type { FileTable } from './files.ts';
import { tablesOf } from './tables.ts';

/** What is known of a program besides its files: what each unit came to, what is reached, and its code. */
export interface BuildTables {
  readonly zcu: Zcu;
  readonly code: CodeStore;
  readonly compilerRt: CompilerRt;
  readonly reached: Reached;
  /** All columns of `zcu` and `reached`. */
  readonly columns: readonly NamedColumn[];
}

/** What is known before anything was analysed. */
export function emptyTables(files: FileTable, options: SemaOptions, linkOptions: LinkOptions): BuildTables {
  const zcu = new Zcu(files, options, analyzeUnit);
  const reached = new Reached(zcu);
  return {
    zcu,
    code: new CodeStore(zcu, linkOptions),
    compilerRt: new CompilerRt(zcu, files),
    reached,
    columns: tablesOf(zcu, reached).flatMap(({ columns }) => columns),
  };
}

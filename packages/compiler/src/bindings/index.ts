export { type DeclarationMap, declarationMapOf } from './declaration-map.ts';
export { declarationsOf } from './declarations.ts';
export { type Described, describe } from './describe.ts';
export type * from './description.ts';
export { descriptionHolds } from './holds.ts';
export { javascriptOf, optionalExports } from './javascript.ts';
export type { BindingOptions } from './options.ts';
export { BOUND_MODULE, type Exported, GLUE_MODULE, ROOT_PATH, rootModule } from './root-module.ts';

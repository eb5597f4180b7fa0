export { carryOut, DependencyLoop, isFailure, orderOf } from './carry-out.ts';
export { dependenciesText } from './dependencies-module.ts';
export type { Graph, Step, TopLevelStep } from './graph.ts';
export type { PackageTree, ResolvedPackage } from './package-tree.ts';
export type { StepResult } from './step-result.ts';
export { failureReport, type SummaryMode, summaryText } from './summary.ts';
export type * from './toolchain.ts';
export { hashOf, Workplace } from './workplace.ts';

export type { Change, FileEdits, FileText } from './compilation/changes.ts';
export { Compilation, type StopSignal, type UpdateOptions } from './compilation/compilation.ts';
export { type AsyncHost, type Host, MemoryHost, type ReadError } from './compilation/host.ts';
export { causeText, explanationText, factText, journalText, unitText, whyText } from './compilation/journal-text.ts';
export type {
  Analysis,
  Cause,
  CauseStep,
  ChangeName,
  Explanation,
  FactKind,
  FactName,
  InputChange,
  UnitExplanation,
  UnitKind,
  UnitName,
  UpdateJournal,
  UpdateTimes,
} from './compilation/journal-types.ts';
export { lowerForCache } from './compilation/lowered-cache.ts';
export { type CompilationOptions, type LinkSettings, OptimizeMode, type ProgramModule } from './compilation/options.ts';
export type {
  SourceMap,
  SourceMapOptions,
  SourcesContent,
} from './compilation/source-map.ts';
export { withSourceMapUrl } from './compilation/source-map-url.ts';
export { bytesSource, type StateSource } from './compilation/state-file.ts';
export type { PlannedTest, TestPlan } from './compilation/test-plan.ts';
export type { TextEdit, TextUnits } from './compilation/text-edits.ts';
export {
  type CodeLocation,
  type CodePlace,
  renderErrors,
  renderErrorsAsJson,
  type UpdateResult,
} from './compilation/update-result.ts';
export type { ByteRange } from './link/input.ts';
export { type JsonDiagnostic, type JsonSpan, jsonDiagnostic } from './source/json-messages.ts';
export { errorCodes } from './source/message-codes.ts';
export {
  type Message,
  type MessageLocation,
  type ReferenceTraceEntry,
  type RenderOptions,
  renderMessages,
} from './source/messages.ts';
export type { LineColumn, Span } from './source/source-file.ts';
export { allowDeepNesting } from './syntax/nesting.ts';

import { codeActions } from './features/actions.ts';
import { incomingCalls, outgoingCalls, prepareCalls } from './features/calls.ts';
import { completion, signatureHelp } from './features/completion.ts';
import { fileDiagnostics, workspaceDiagnostics } from './features/diagnostics.ts';
import { highlights } from './features/highlights.ts';
import { inlayHints } from './features/hints.ts';
import { hover } from './features/hover.ts';
import { lenses, resolvedLens } from './features/lenses.ts';
import { willRenameFiles } from './features/moved-files.ts';
import { declaration, definition, implementation, references, typeDefinition } from './features/navigation.ts';
import { chooseInstance, cost, expand, explain, instances } from './features/own.ts';
import { prepareRename, rename } from './features/rename.ts';
import { folding, links, selections } from './features/structure.ts';
import { symbolsOfFile, symbolsOfWorkspace } from './features/symbols.ts';
import { semanticTokens, semanticTokensDelta, semanticTokensInRange } from './features/tokens.ts';
import type { Method } from './methods.ts';
import type { LongRequestHandler, RequestHandler } from './request-handler.ts';

/** How each request is answered. */
export const REQUESTS: Readonly<Record<Method, RequestHandler | LongRequestHandler>> = {
  'textDocument/diagnostic': fileDiagnostics,
  'workspace/diagnostic': workspaceDiagnostics,
  'textDocument/hover': hover,
  'textDocument/definition': definition,
  'textDocument/declaration': declaration,
  'textDocument/typeDefinition': typeDefinition,
  'textDocument/implementation': implementation,
  'textDocument/references': references,
  'textDocument/prepareRename': prepareRename,
  'textDocument/rename': rename,
  'workspace/willRenameFiles': willRenameFiles,
  'textDocument/completion': completion,
  'textDocument/signatureHelp': signatureHelp,
  'textDocument/inlayHint': inlayHints,
  'textDocument/prepareCallHierarchy': prepareCalls,
  'callHierarchy/incomingCalls': incomingCalls,
  'callHierarchy/outgoingCalls': outgoingCalls,
  'textDocument/documentSymbol': symbolsOfFile,
  'workspace/symbol': symbolsOfWorkspace,
  'textDocument/semanticTokens/full': semanticTokens,
  'textDocument/semanticTokens/full/delta': semanticTokensDelta,
  'textDocument/semanticTokens/range': semanticTokensInRange,
  'textDocument/foldingRange': folding,
  'textDocument/documentLink': links,
  'textDocument/codeLens': lenses,
  'codeLens/resolve': resolvedLens,
  'textDocument/selectionRange': selections,
  'rezig/expand': expand,
  'rezig/cost': cost,
  'rezig/explain': explain,
  'rezig/instances': instances,
  'rezig/chooseInstance': chooseInstance,
  'textDocument/codeAction': codeActions,
  'textDocument/documentHighlight': highlights,
};

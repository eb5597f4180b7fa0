/** The requests that the analysis answers. */
export const METHODS = [
  'textDocument/diagnostic',
  'workspace/diagnostic',
  'textDocument/hover',
  'textDocument/definition',
  'textDocument/declaration',
  'textDocument/typeDefinition',
  'textDocument/implementation',
  'textDocument/references',
  'textDocument/prepareRename',
  'textDocument/rename',
  'textDocument/completion',
  'textDocument/signatureHelp',
  'textDocument/inlayHint',
  'textDocument/prepareCallHierarchy',
  'callHierarchy/incomingCalls',
  'callHierarchy/outgoingCalls',
  'textDocument/documentSymbol',
  'workspace/symbol',
  'textDocument/semanticTokens/full',
  'textDocument/semanticTokens/range',
  'textDocument/foldingRange',
  'textDocument/documentLink',
  'textDocument/selectionRange',
  'textDocument/documentHighlight',
] as const;

export type Method = (typeof METHODS)[number];

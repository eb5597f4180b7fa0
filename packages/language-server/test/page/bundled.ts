/* What the tests take in one bundle, as pages have it: the server, and a client. */
export { Compilation } from '@rezig/compiler';
export { serveInWorker } from '@rezig/language-server/browser';
export {
  BrowserMessageReader,
  BrowserMessageWriter,
  createProtocolConnection,
} from 'vscode-languageserver-protocol/browser';
export { partsOf } from './parts.ts';

import { parentPort, workerData } from 'node:worker_threads';
import type { AnalysisSetup } from '@rezig/language-server/protocol.ts';
import { loadAnalysis } from './bundles.ts';

/* The thread of the language server's analysis. It has a large stack, and the main thread can answer the client meanwhile. */

const { exports, keepCode } = loadAnalysis();
exports.serveHere(parentPort!, workerData as AnalysisSetup, keepCode);

import { runTests } from './run-tests.ts';

/* A process that runs tests, which can be ended where one does not end: test-process.cjs. */

void runTests();

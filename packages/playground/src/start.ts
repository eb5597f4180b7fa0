import { CompilerClient } from './compiler-client.ts';

/* What the page loads first: the compiler is on its way before all that shows what it says. */

export const compiler = new CompilerClient();

/** Done when the compiler can be asked to build. */
export const started = compiler.ask('start', { page: document.baseURI, isFirst: location.hash.length <= 1 });

void import('./main.ts');

import { ok } from 'node:assert/strict';
import { renderMessages } from '../../packages/compiler/src/source/messages.ts';
import { SourceFile } from '../../packages/compiler/src/source/source-file.ts';
import { parse } from '../../packages/compiler/src/syntax/parse.ts';
import { errorMessages } from '../../packages/compiler/src/zir/error-messages.ts';
import { lowerFile } from '../../packages/compiler/src/zir/lower.ts';
import { printZir } from '../../packages/compiler/src/zir/print.ts';
import { deserializeZir, serializeZir } from '../../packages/compiler/src/zir/serialize.ts';

/**
 * What is wrong with `source`, as `ast-check` prints it. On the way all that the front end does with a file is done with it, so this throws
 * if any of it does.
 */
export function checkText(source: Uint8Array): string {
  const tree = parse(source);
  const zir = lowerFile(tree);
  const messages = renderMessages(errorMessages(zir, tree, new SourceFile('text.zig', source)), {
    color: false,
    sourceLines: false,
  });
  if (messages !== '') {
    ok(/^text\.zig:\d+:\d+: error: /.test(messages), messages);
    return messages;
  }
  ok(printZir(zir).length > 0);
  ok(deserializeZir(serializeZir(zir, 'text'), 'text') !== null);
  return messages;
}

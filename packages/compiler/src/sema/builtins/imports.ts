import type { AirRef } from '../../air/air.ts';
import { NO_INDEX } from '../../intern/ids.ts';
import { SrcPart, sub } from '../../query/src.ts';
import { ComptimeReason, comptimeReasonMessage } from '../../zir/comptime-reason.ts';
import { Tag } from '../../zir/inst.ts';
import { REF_NONE, type ZirIndex, type ZirRef } from '../../zir/ref.ts';
import { resolveConstString, resolveTypeOrPoison } from '../coercion/operands.ts';
import type { Block } from '../core/block.ts';
import { embedFile, importFile } from '../core/facts.ts';
import type { Handlers } from '../core/handlers.ts';
import type { Sema } from '../core/sema.ts';
import { frameString } from '../core/strings.ts';
import { stringLiteral } from '../values/string-literal.ts';
import { analyzeZonImport } from '../zon/zon.ts';

/** `@import`: the payload has the result type, and the path. */
function zirImport(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { frame } = block;
  const payload = frame.a[inst]!;
  const src = frame.src[inst]!;
  const name = sema.pool.text(frameString(sema.pool, frame, frame.extra[payload + 1]!));
  if (!name.endsWith('.zon')) return importFile(sema, block, src, name) as number as AirRef;
  const typeRef = frame.extra[payload]! as ZirRef;
  const ty = typeRef === REF_NONE ? NO_INDEX : resolveTypeOrPoison(sema, block, src, typeRef);
  return analyzeZonImport(sema, block, src, name, ty);
}

function zirEmbedFile(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { frame } = block;
  const src = sub(frame.src[inst]!, SrcPart.builtin_call_arg, 0);
  const reason = comptimeReasonMessage(ComptimeReason.operand_embedFile);
  const name = resolveConstString(sema, block, src, frame.a[inst]! as ZirRef, reason);
  if (sema.pool.stringLen(name) === 0) sema.fail(block, src, 'file path name cannot be empty');
  return stringLiteral(sema, embedFile(sema, block, src, sema.pool.text(name)));
}

export const importHandlers: Handlers = {
  [Tag.import]: zirImport,
  [Tag.embed_file]: zirEmbedFile,
};

import type { LayoutInfo, Hover as Told } from '@rezig/compiler/editor';
import { type Hover, MarkupKind } from 'vscode-languageserver-types';
import type { RequestHandler } from '../request-handler.ts';
import { placeOf } from './place.ts';

/** `textDocument/hover`. */
export const hover: RequestHandler = {
  needs: 'program',
  answer: (workspace, params): Hover | null => {
    const place = placeOf(workspace, params);
    const told = place?.queries.hover(place.path, place.offset) ?? null;
    if (place === null || told === null) return null;
    return {
      contents: { kind: MarkupKind.Markdown, value: hoverText(told) },
      range: place.document.range(told.range.start, told.range.end),
    };
  },
};

/** What is told of a place, in Markdown. */
export function hoverText({ signature, type, value, layout, errors, documentation }: Told): string {
  const parts = [code(signature)];
  if (type !== null && !signature.includes(type)) parts.push(code(type));
  // Of a function the signature says it all.
  if (value !== null && !signature.includes(value) && !value.startsWith('(function ')) parts.push(code(`= ${value}`));
  if (errors !== null && errors.length > 0) parts.push(errors.map((name) => `\`error.${name}\``).join(', '));
  const sizes = layout === null ? '' : layoutText(layout);
  if (sizes !== '') parts.push(sizes);
  if (documentation !== '') parts.push('---', documentation);
  return parts.join('\n\n');
}

function layoutText({ size, alignment, bits, offset, bitOffset }: LayoutInfo): string {
  const parts = [
    size === null ? '' : `size ${size}`,
    alignment === null ? '' : `alignment ${alignment}`,
    bits === null ? '' : `${bits} bits`,
    offset === null ? '' : `offset ${offset}`,
    bitOffset === null ? '' : `at bit ${bitOffset}`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** `text` as a block of Zig. */
function code(text: string): string {
  return `\`\`\`zig\n${text}\n\`\`\``;
}

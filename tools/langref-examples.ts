import { readFileSync } from 'node:fs';

/** A file of the language reference. */
export interface Example {
  /** Its name, such as `hello.zig`. */
  readonly name: string;
  readonly source: string;
  /** The command that the reference shows with it; null for a file that others import. */
  readonly command: { readonly goal: 'build-exe' | 'test' | 'build-obj'; readonly mode: string } | null;
}

const FIGURE =
  /<figure><figcaption class="(zig|shell)-cap">(.*?)<\/figcaption><pre>(?:<code>|<samp>)([\s\S]*?)(?:<\/code>|<\/samp>)<\/pre><\/figure>/g;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&', '#39': "'" };

function plainText(html: string): string {
  return html.replace(/<[^>]*>/g, '').replace(/&(lt|gt|quot|amp|#39);/g, (_, name: string) => ENTITIES[name]);
}

/** The files in the page at `path`, in its order. */
export function examples(path: string): Example[] {
  const files: { name: string; source: string; command: Example['command'] }[] = [];
  for (const [, kind, caption, content] of readFileSync(path, 'utf8').matchAll(FIGURE)) {
    const text = plainText(content);
    if (kind === 'zig') {
      files.push({ name: plainText(caption), source: `${text}\n`, command: null });
      continue;
    }
    const shown = /^\$ zig (build-exe|test|build-obj|build-lib) (\S+\.zig)(.*)/.exec(text);
    if (shown === null) continue;
    const [, goal, name, options] = shown;
    const file = files.findLast((other) => other.name === name);
    // What needs another target or libc cannot be built here.
    if (file === undefined || / -target | -lc\b|-dynamic|-I|\.c\b/.test(options)) continue;
    const mode = /-O ?(\w+)/.exec(options)?.[1] ?? 'Debug';
    file.command = { goal: goal === 'build-lib' ? 'build-obj' : (goal as 'build-exe' | 'test' | 'build-obj'), mode };
  }
  return files;
}

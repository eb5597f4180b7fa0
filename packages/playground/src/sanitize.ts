/** What documentation may have of HTML: elements without attributes, but for classes of what is coloured and addresses of pages. */
const ELEMENTS: ReadonlySet<string> = new Set(
  'A BLOCKQUOTE BR CODE DEL DIV EM H1 H2 H3 H4 H5 H6 HR LI OL P PRE SPAN STRONG TABLE TBODY TD TH THEAD TR UL'.split(
    ' ',
  ),
);

/**
 * `html` without all that could do something: documentation comes from programs that are opened by a link. Elements that are not known are left out with what is in them, and no
 * address but one of a page is followed.
 */
export function sanitized(html: string): string {
  // In a document of its own nothing is loaded or run.
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const element of [...body.querySelectorAll('*')]) {
    if (!ELEMENTS.has(element.tagName)) {
      element.remove();
      continue;
    }
    for (const { name, value } of [...element.attributes]) {
      const stays = name === 'class' || (name === 'href' && /^https?:\/\//i.test(value));
      if (!stays) element.removeAttribute(name);
    }
    if (element.tagName === 'A') {
      element.setAttribute('target', '_blank');
      element.setAttribute('rel', 'noopener noreferrer');
    }
  }
  return body.innerHTML;
}

import { frequentWords } from './words.zig';

export default {
  /** Answers with the words of the text that it is sent, and how often they occur. */
  async fetch(request) {
    if (request.method !== 'POST') return new Response('POST a text\n', { status: 405 });
    return Response.json(frequentWords(await request.text(), 5));
  },
};

/** What `main.js` of `test/project` writes. */
export const PROJECT_OUTPUT = '60 5 80 10';

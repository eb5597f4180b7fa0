/* Draws what life.wasm works out. Needs a server: `npx http-server examples/page`, or any other that knows the type of .wasm files. */

const { instance } = await WebAssembly.instantiateStreaming(fetch('life.wasm'));
const { memory, getWidth, getHeight, getPixels, toggle, step } = instance.exports;

const board = document.getElementById('board');
board.width = getWidth();
board.height = getHeight();
const context = board.getContext('2d');

/** Shows the board as it is in the module's memory: the pixels are not copied, the canvas reads them there. */
function show() {
  // Memory that grew is another buffer, so the view is made anew.
  const pixels = new Uint8ClampedArray(memory.buffer, getPixels(), board.width * board.height * 4);
  context.putImageData(new ImageData(pixels, board.width, board.height), 0, 0);
}

board.addEventListener('click', ({ offsetX, offsetY }) => {
  toggle((offsetX * board.width) / board.clientWidth, (offsetY * board.height) / board.clientHeight);
  show();
});
document.getElementById('step').addEventListener('click', () => {
  document.getElementById('count').textContent = `${step()} alive`;
  show();
});

// A glider to begin with.
for (const [x, y] of [
  [2, 1],
  [3, 2],
  [1, 3],
  [2, 3],
  [3, 3],
])
  toggle(x, y);
show();

import { Board } from './life.zig';

const canvas = document.querySelector('#board');
const context = canvas.getContext('2d');
const generation = document.querySelector('#generation');
const { width, height } = canvas;

let board = Board.init(width, height, Date.now() % 2 ** 32);

function draw() {
  const image = context.createImageData(width, height);
  board.cellBytes().forEach((alive, i) => {
    image.data[4 * i + 3] = alive === 0 ? 0 : 255;
  });
  context.putImageData(image, 0, 0);
  generation.textContent = board.generation;
}

document.querySelector('#again').addEventListener('click', () => {
  board.free();
  board = Board.init(width, height, Date.now() % 2 ** 32);
});

setInterval(() => {
  board.step();
  draw();
}, 100);
draw();

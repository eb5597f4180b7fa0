import { frequentWords } from './words.zig';

const text = document.querySelector('#text');
const list = document.querySelector('#words');

function show() {
  const items = frequentWords(text.value, 5).map(({ word, count }) => {
    const item = document.createElement('li');
    item.textContent = `${word}: ${count}`;
    return item;
  });
  list.replaceChildren(...items);
}

text.addEventListener('input', show);
show();

/** Answers after some time. */
export const fetchNumber = async (n) => {
  await new Promise((resolve) => setTimeout(resolve, 5));
  if (n === 13) throw new Error('unlucky');
  return n * 2;
};
/** Answers at once. */
export const plain = (n) => n + 1;

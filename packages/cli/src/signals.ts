/** Signals that end a process which does not ask for them. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Does `work`. A signal that would end the process does so when nothing is left half done; `hurry` is called where one comes. */
export async function beforeSignals<Result>(
  work: () => Promise<Result>,
  hurry: () => void = () => {},
): Promise<Result> {
  let held: NodeJS.Signals | null = null;
  const hold = (signal: NodeJS.Signals): void => {
    held = signal;
    hurry();
  };
  for (const signal of SIGNALS) process.on(signal, hold);
  try {
    return await work();
  } finally {
    for (const signal of SIGNALS) process.off(signal, hold);
    if (held !== null) process.kill(process.pid, held);
  }
}

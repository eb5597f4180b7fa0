import { EMPTY_STRING } from '../intern/ids.ts';
import { References } from './references.ts';
import type { Zcu } from './zcu.ts';

/**
 * `zcu` for an analysis that is made to be recorded: it reads what `zcu` has, and units that it needs are brought up to date there; but nothing that it
 * says of its own unit is kept.
 */
export function recordingZcu(zcu: Zcu): Zcu {
  const { callResults, typeNames, tables } = zcu;
  const nothing = (): void => {};
  const overrides: { [Name in keyof Zcu]?: unknown } = {
    references: new References(),
    callResults: {
      get: callResults.get.bind(callResults),
      remarks: callResults.remarks.bind(callResults),
      keep: nothing,
      dissolve: nothing,
      discard: nothing,
    },
    airs: { set: nothing },
    declTypes: { note: () => false },
    typeNames: {
      // One that was made only now has no name yet.
      made: (making: Parameters<typeof typeNames.made>[0]) => {
        if (tables.containers.name.data[making.container] === EMPTY_STRING) typeNames.made(making);
      },
    },
    giveQuota: nothing,
    ensureUpToDate: zcu.ensureUpToDate.bind(zcu),
    ensureProducersUpToDate: zcu.ensureProducersUpToDate.bind(zcu),
  };
  return Object.defineProperties(
    Object.create(zcu),
    Object.fromEntries(Object.entries(overrides).map(([name, value]) => [name, { value }])),
  ) as Zcu;
}

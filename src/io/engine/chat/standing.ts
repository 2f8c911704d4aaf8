/** How the server has done so far, which tells one bad Request from a server to which nothing gets through. */
export interface Standing {
  answered(model: string): void;
  /** A Request was refused. `true` where it is time to stop. */
  refused(model: string): boolean;
  /** A Request was given up after several tries. `true` where it is time to stop. */
  givenUp(): boolean;
}

/** So many refusals by a model that has never answered are not about the texts. */
const refusals = 10;
/** So many in a row, though others had been answered before. */
const failures = 3;

export function createStanding(): Standing {
  const models = new Set<string>();
  const refusedBy = new Map<string, number>();
  let inARow = 0;
  return {
    answered: (model) => {
      models.add(model);
      inARow = 0;
    },
    refused: (model) => {
      const times = (refusedBy.get(model) ?? 0) + 1;
      refusedBy.set(model, times);
      return !models.has(model) && times >= refusals;
    },
    givenUp: () => {
      inARow += 1;
      return models.size === 0 || inARow >= failures;
    },
  };
}

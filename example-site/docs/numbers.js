export const batchHours = 24;
export const requestTokens = 1500;

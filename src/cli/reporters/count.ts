/** "1 page", "2,000 pages". */
export function count(number: number, noun: string): string {
  return `${figure(number)} ${noun}${number === 1 ? "" : "s"}`;
}

export function figure(number: number): string {
  return number.toLocaleString("en");
}

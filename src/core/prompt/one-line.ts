export function oneLine(text: string): string {
  return text.replace(/[\s\u2028\u2029]+/g, " ");
}

/**
 * Why a value cannot go into a prompt as a word or a few; it completes "a term …". Whoever may propose a change to a
 * repository may change its glossary: nobody must read other words than the model does.
 */
export function textFault(value: unknown): string | undefined {
  if (typeof value !== "string") return "that is no text; quotation marks make it one";
  if (value.trim() === "") return "that is empty";
  if (value.length > longest) return `that is longer than ${longest} characters`;
  if (/[\n\v\f\r\u0085\u2028\u2029]/.test(value)) return "with a line break in it";
  const [hidden] = invisible.exec(value) ?? [];
  return hidden && `with an invisible character in it (${codeOf(hidden)})`;
}

const longest = 200;

/** Scripts that are spelled with joiners between or behind their letters. */
const joining =
  "\\p{sc=Arab}\\p{sc=Beng}\\p{sc=Deva}\\p{sc=Gujr}\\p{sc=Guru}\\p{sc=Khmr}\\p{sc=Knda}\\p{sc=Mlym}\\p{sc=Mymr}\\p{sc=Orya}\\p{sc=Sinh}\\p{sc=Syrc}\\p{sc=Taml}\\p{sc=Telu}";

/** Control and bidirectional characters, tags, fillers, halves of characters, private ones; and stray joiners. */
const invisible = new RegExp(
  `(?!(?<=[${joining}])[\\u200c\\u200d])[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Default_Ignorable_Code_Point}]`,
  "u",
);

function codeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}
